import { parseHTML } from 'linkedom';
import markdownIt from 'markdown-it';

/** What a client makes of a card. */
export interface HostedCard {
  /** What the parser and the validator of the Adaptive Cards library have against it; empty when it is valid. */
  readonly problems: readonly string[];
  /** All text on the card, as the browser would have it, without the invisible characters that take markup apart. */
  readonly text: string;
  /** The tags that only interpreted Markdown makes: there must be none. */
  readonly markup: readonly string[];
}

const MARKDOWN_TAGS = [
  'strong',
  'em',
  'a',
  'ol',
  'ul',
  'li',
  'blockquote',
  'code',
  'pre',
  'hr',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  's',
];

interface TextElement {
  textContent: string | null;
}

/**
 * Renders a card with the published Adaptive Cards library in a document of its own, Markdown switched on as in Teams
 * and its playground (both follow CommonMark). More than six buttons are no problem: both put the rest behind "…".
 */
export async function hostCard(card: unknown): Promise<HostedCard> {
  const library = await import('adaptivecards');
  return inBrowser((document) => {
    const markdown = markdownIt();
    library.AdaptiveCard.onProcessMarkdown = (text, result) => {
      result.outputHtml = markdown.render(text);
      result.didProcess = true;
    };
    const context = new library.SerializationContext();
    const parsed = new library.AdaptiveCard();
    parsed.hostConfig = new library.HostConfig({ actions: { maxActions: 6 } });
    parsed.parse(card, context);
    const parseProblems = Array.from({ length: context.eventCount }, (_, index) => context.getEventAt(index).message);
    const complaints = parsed
      .validateProperties()
      .validationEvents.filter((event) => event.event !== library.ValidationEvent.TooManyActions);
    const problems = [...parseProblems, ...complaints.map((event) => event.message)];
    parsed.render(document.body);
    return { problems, text: visibleText(document.body.textContent ?? ''), markup: markupIn(document.body) };
  });
}

/** Without the invisible characters that a renderer may put in. */
export function visibleText(text: string): string {
  return text.replaceAll('\u200B', '');
}

function markupIn(body: { querySelectorAll(selector: string): Iterable<{ tagName: string }> }): string[] {
  return [...body.querySelectorAll(MARKDOWN_TAGS.join(','))].map((element) => element.tagName.toLowerCase());
}

/** The library expects a browser's globals; everything else in this process takes them for a sign that it runs in one. */
function inBrowser<Result>(act: (document: Document) => Result): Result {
  const { window, document } = parseHTML('<!doctype html><html><body></body></html>');
  const { HTMLElement, HTMLButtonElement, Element, Node } = window;
  // The DOM has it for reading only; the library writes text with it.
  Object.defineProperty(HTMLElement.prototype, 'innerText', {
    configurable: true,
    get(this: TextElement) {
      return this.textContent;
    },
    set(this: TextElement, text: string) {
      this.textContent = text;
    },
  });
  const globals = { window, document, HTMLElement, HTMLButtonElement, Element, Node };
  Object.assign(globalThis, globals);
  try {
    return act(document);
  } finally {
    for (const name of Object.keys(globals)) Reflect.deleteProperty(globalThis, name);
  }
}

type Document = ReturnType<typeof parseHTML>['document'];
