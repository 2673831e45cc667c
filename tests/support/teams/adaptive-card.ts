/** An Adaptive Card as it is sent, looked at as a person would: what can be read, pressed and filled in. */
export type ShownCard = Readonly<Record<string, unknown>>;

type Node = Readonly<Record<string, unknown>>;

/** All that can be read on a card, a line each, in the order of the card; button labels included. */
export function visibleText(card: ShownCard): string {
  return [...words(card)].join('\n');
}

/** Labels of the buttons that do something in the chat, in order. */
export function buttonsOf(card: ShownCard): string[] {
  return executesIn(card).map((action) => String(action.title));
}

/**
 * The action of a button.
 * @param beside words that stand in the same part of the card, where several buttons have the same label
 */
export function findButton(card: ShownCard, label: string, beside?: string): Node {
  const part = beside === undefined ? card : smallestPart(card, label, beside);
  const found = executesIn(part ?? {}).find((action) => action.title === label);
  if (!found) {
    const where = beside === undefined ? '' : ` beside "${beside}"`;
    throw new Error(
      `No button "${label}"${where}; there are: ${buttonsOf(card).join(', ') || 'none'}\n${visibleText(card)}`,
    );
  }
  return found;
}

/** Whether such a button is there, @param beside words that stand in the same part of the card */
export function hasButton(card: ShownCard, label: string, beside?: string): boolean {
  const part = beside === undefined ? card : smallestPart(card, label, beside);
  return executesIn(part ?? {}).some((action) => action.title === label);
}

/** What to press for one of several things: its own button, or the one beside its line where it is too long for a button. */
export function pressOf(card: ShownCard, choice: string): [label: string, beside?: string] {
  return hasButton(card, choice) ? [choice] : ['This one', choice];
}

/** The action that sends what was typed. */
export function findSubmit(card: ShownCard): Node {
  const found = executesIn(card).find((action) => action.associatedInputs !== 'none');
  if (!found) throw new Error(`This card sends nothing that was typed:\n${visibleText(card)}`);
  return found;
}

/**
 * What the client sends for the inputs of a card: strings, choices joined by commas, nothing for what is empty.
 * @param typed by input id; choices by value or by label
 * @throws when an input is unknown, or the client would not let it through
 */
export function fillIn(
  card: ShownCard,
  typed: Readonly<Record<string, string | readonly string[]>>,
): Record<string, string> {
  const inputs = [...nodes(card)].filter((node) => String(node.type).startsWith('Input.'));
  const unknown = Object.keys(typed).filter((id) => !inputs.some((input) => input.id === id));
  if (unknown.length > 0) throw new Error(`No input ${unknown}; there are: ${inputs.map((input) => input.id)}`);
  const filled = inputs.map((input): [string, string] => [
    String(input.id),
    typedValue(input, typed[String(input.id)]),
  ]);
  for (const [index, input] of inputs.entries()) refuseAsClient(input, filled[index]?.[1] ?? '');
  return Object.fromEntries(filled.filter(([, value]) => value !== ''));
}

function typedValue(input: Node, typed: string | readonly string[] | undefined): string {
  if (typed === undefined) return String(input.value ?? (input.type === 'Input.Toggle' ? 'false' : ''));
  const choices = (input.choices ?? []) as ReadonlyArray<{ title: string; value: string }>;
  // Choices come while somebody types, and what is typed is offered as well; people come from the directory.
  if (choices.length === 0 || input['choices.data'] !== undefined) return [typed].flat().join(',');
  return [typed]
    .flat()
    .map((wanted) => {
      const choice = choices.find(({ title, value }) => value === wanted || title === wanted);
      if (!choice) throw new Error(`No choice "${wanted}"; there are: ${choices.map(({ title }) => title).join(', ')}`);
      return choice.value;
    })
    .join(',');
}

function refuseAsClient(input: Node, value: string): void {
  const missing = input.isRequired === true && (value === '' || (input.type === 'Input.Toggle' && value === 'false'));
  const long = typeof input.maxLength === 'number' && value.length > input.maxLength;
  if (missing || long) throw new Error(`The client does not send: ${input.id} is ${missing ? 'missing' : 'too long'}`);
}

function smallestPart(part: Node, label: string, beside: string): Node | undefined {
  const fits = (node: Node) =>
    [...words(node)].join('\n').includes(beside) && executesIn(node).some((action) => action.title === label);
  const smaller = children(part).find(fits);
  return smaller ? (smallestPart(smaller, label, beside) ?? smaller) : fits(part) ? part : undefined;
}

function executesIn(part: Node): Node[] {
  return [...nodes(part)].filter((node) => node.type === 'Action.Execute');
}

const readable = ['text', 'title', 'label', 'altText', 'errorMessage'];

function* words(part: Node): Generator<string> {
  if (part.isVisible === false) return;
  if (part.type === 'FactSet') {
    for (const fact of children(part)) yield `${fact.title}: ${fact.value}`;
    return;
  }
  for (const key of readable) if (typeof part[key] === 'string' && part[key] !== '') yield part[key];
  for (const child of children(part)) yield* words(child);
}

function* nodes(part: Node): Generator<Node> {
  yield part;
  for (const child of children(part)) yield* nodes(child);
}

/** `data` is what a button carries: nobody sees it. */
function children(part: Node): Node[] {
  return Object.entries(part)
    .filter(([key]) => key !== 'data')
    .flatMap(([, value]): unknown[] => (Array.isArray(value) ? value : [value]))
    .filter((value): value is Node => typeof value === 'object' && value !== null && !Array.isArray(value));
}
