/**
 * What Teams refuses or does not show, as its documentation has it: "Format your bot messages", "Cards reference", "Adaptive Card
 * schema 1.5", "Status codes from bot conversational APIs". The double of Teams enforces it for whatever is sent.
 */

/** In UTF-8, of the whole activity. */
const largestMessage = 25_000;
/** More are hidden behind "…", and only those that say so themselves: `mode: secondary`. */
const mostActions = 6;
const newestVersion = 1.5;

const elements = new Set([
  'AdaptiveCard',
  'TextBlock',
  'RichTextBlock',
  'TextRun',
  'Image',
  'ImageSet',
  'Container',
  'ColumnSet',
  'Column',
  'FactSet',
  'ActionSet',
  'Table',
  'TableRow',
  'TableCell',
  'Input.Text',
  'Input.Number',
  'Input.Date',
  'Input.Time',
  'Input.Toggle',
  'Input.ChoiceSet',
  'Action.Execute',
  'Action.OpenUrl',
  // "Typeahead search in Adaptive Cards", "People Picker in Adaptive Cards".
  'Data.Query',
]);

interface Refusal {
  readonly status: number;
  readonly code: string;
  readonly faults: readonly string[];
}

/** @returns undefined for a message that Teams takes */
export function refusalOf(activity: unknown): Refusal | undefined {
  const bytes = Buffer.byteLength(JSON.stringify(activity ?? {}));
  if (bytes > largestMessage) return { status: 413, code: 'MessageSizeTooBig', faults: [`${bytes} bytes`] };
  const { type, text, attachments, suggestedActions } = (activity ?? {}) as {
    suggestedActions?: { actions: Array<{ type: string }> };
    type?: string;
    text?: string;
    attachments?: Array<{ contentType?: string; content?: unknown }>;
  };
  const cards = (attachments ?? []).filter(
    ({ contentType }) => contentType === 'application/vnd.microsoft.card.adaptive',
  );
  const isEmpty = type === 'message' && !text?.trim() && (attachments ?? []).length === 0;
  const suggested = suggestedActions?.actions ?? [];
  const oddlySuggested =
    suggested.length > mostActions ||
    suggested.some((action) => action.type !== 'imBack') ||
    (suggested.length > 0 && (attachments ?? []).length > 0);
  const faults = [
    ...(oddlySuggested ? ['suggestions that Teams does not show'] : []),
    ...(isEmpty ? ['nothing is said'] : []),
    ...cards.flatMap(({ content }) => faultsOfCard(content)),
  ];
  return faults.length > 0 ? { status: 400, code: 'BadArgument', faults } : undefined;
}

/** What a client does not show of a card, or shows otherwise than it was meant. */
export function faultsOfCard(card: unknown): string[] {
  if (!isNode(card) || card.type !== 'AdaptiveCard') return ['it is no Adaptive Card'];
  const all = [...nodes(card)];
  const inputs = all.flatMap((node) => (String(node.type).startsWith('Input.') ? [String(node.id)] : []));
  const twice = inputs.filter((id, at) => inputs.indexOf(id) !== at);
  return [
    ...(Number(card.version) > newestVersion ? [`version ${card.version}`] : []),
    ...all
      .filter(({ type }) => typeof type === 'string' && !elements.has(type))
      .map(({ type }) => `${type} is not shown`),
    ...all.flatMap(tooManyActions),
    ...all.flatMap(strangeQuery),
    ...(twice.length > 0 ? [`two inputs are called ${twice.join(', ')}`] : []),
    ...all
      .filter(({ type, url }) => type === 'Action.OpenUrl' && !/^(https?|mailto):/.test(String(url)))
      .map(({ url }) => `no address: ${url}`),
    ...all
      .filter(({ type, title }) => String(type).startsWith('Action.') && !title)
      .map(() => 'a button without words'),
  ];
}

/** Beside the directory, a bot has datasets of its own, which stand in a list of choices that can be filtered. */
function strangeQuery({ type, style, 'choices.data': query }: Node): string[] {
  if (query === undefined) return [];
  const dataset = isNode(query) && query.type === 'Data.Query' ? String(query.dataset) : '';
  const isPeople = dataset === 'graph.microsoft.com/users';
  return type === 'Input.ChoiceSet' && dataset !== '' && (isPeople || style === 'filtered')
    ? []
    : ['a query of nothing'];
}

function tooManyActions(node: Node): string[] {
  const actions = Array.isArray(node.actions) ? node.actions.filter(isNode) : [];
  const shown = actions.filter(({ mode }) => mode !== 'secondary');
  return shown.length > mostActions ? [`${shown.length} buttons in a row`] : [];
}

type Node = Readonly<Record<string, unknown>>;

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What a button carries is nobody's to see, and has no types. */
function* nodes(part: Node): Generator<Node> {
  yield part;
  for (const [key, value] of Object.entries(part)) {
    if (key === 'data' || key === 'msteams') continue;
    for (const child of [value].flat()) if (isNode(child)) yield* nodes(child);
  }
}
