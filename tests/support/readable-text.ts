/**
 * The text that people see, extracted from what is sent, so that the two platforms can be compared: every visible text
 * in reading order, one for each line. Texts of client-side checks (`errorMessage`) and substitutes (`fallbackText`)
 * are left out.
 */
type Json = Readonly<Record<string, unknown>>;

/** Texts of an Adaptive Card: its body, then its buttons. */
export function readAdaptiveCard(card: unknown): string[] {
  if (!isRecord(card)) return [];
  return [...adaptive(card.body), ...adaptive(card.actions)];
}

/** Texts of Slack blocks, of a message with blocks, or of a modal with its title and buttons. */
export function readSlack(sent: unknown): string[] {
  if (Array.isArray(sent)) return sent.flatMap(slack);
  if (!isRecord(sent)) return [];
  const body = readSlack(sent.blocks);
  if (sent.type !== 'modal') return body;
  // A form whose title is too long for the frame has it in its body.
  const isFrame = sent.callback_id === 'form' && isRecord(sent.title) && sent.title.text === 'Staffroom';
  return [...(isFrame ? [] : slack(sent.title)), ...body, ...slack(sent.submit), ...slack(sent.close)];
}

/** Letters and digits only, as words, independent of layout, markup and invisible characters. */
export function wordsOf(texts: string | readonly string[]): string {
  const text = typeof texts === 'string' ? texts : texts.join(' ');
  return (text.replace(/\u200B|\uFE0F/g, '').match(/[\p{L}\p{N}\p{M}]+/gu) ?? []).join(' ');
}

function adaptive(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(adaptive);
  if (!isRecord(value)) return [];
  switch (value.type) {
    case 'TextBlock':
    case 'TextRun':
      return [String(value.text)];
    case 'Image':
      return [String(value.altText)];
    case 'FactSet':
      return asList(value.facts).map((fact) => `${String(fact.title)}: ${String(fact.value)}`);
    case 'Input.ChoiceSet':
      return [String(value.label), ...asList(value.choices).map((choice) => String(choice.title))];
    default:
      if (String(value.type).startsWith('Input.')) return input(value);
      if (String(value.type).startsWith('Action.')) return [`[${String(value.title)}]`];
      return ['inlines', 'items', 'columns', 'rows', 'cells', 'actions'].flatMap((key) => adaptive(value[key]));
  }
}

/** A toggle has its label next to the box, or above it with only "Yes" next to it. */
function input(value: Json): string[] {
  const beside = value.title === undefined || value.title === 'Yes' ? [] : [String(value.title)];
  if (value.type === 'Input.Toggle') return [...(value.label === undefined ? [] : [String(value.label)]), ...beside];
  const typed = value.type === 'Input.Text' && value.value !== undefined ? [String(value.value)] : [];
  return [String(value.label), ...typed];
}

function slack(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(slack);
  if (!isRecord(value)) return [];
  switch (value.type) {
    case 'mrkdwn':
      return [unescapeMrkdwn(String(value.text)).replace(/^\*(.*)\*$/m, '$1')];
    case 'plain_text':
    case 'text':
      return [String(value.text)];
    case 'raw_text':
      return [String(value.text)].filter((text) => text !== ' ');
    case 'table':
      return slack(value.rows);
    case 'button':
      return slack(value.text).map((text) => `[${text}]`);
    case 'image':
      return [String(value.alt_text)];
    case 'input':
      return [...slack(value.label), ...slackElement(value.element), ...slack(value.hint)];
    default:
      return ['text', 'fields', 'elements', 'accessory'].flatMap((key) => slack(value[key]));
  }
}

function slackElement(element: unknown): string[] {
  if (!isRecord(element)) return [];
  if (element.type === 'plain_text_input')
    return element.initial_value === undefined ? [] : [String(element.initial_value)];
  if (element.type === 'external_select')
    return isRecord(element.initial_option) ? slack(element.initial_option.text) : [];
  if (String(element.action_id).startsWith('tick-')) return [];
  const groups = asList(element.option_groups).flatMap((group) => asList(group.options));
  return [...asList(element.options), ...groups].flatMap((option) => slack(option.text));
}

function unescapeMrkdwn(mrkdwn: string): string {
  return mrkdwn.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

function asList(value: unknown): Json[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

function isRecord(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
