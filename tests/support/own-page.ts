import { parseHTML } from 'linkedom';
import { openLinkSigner } from '../../src/app/links.js';
import { type PageTopic, writePageId } from '../../src/conversation/talk/page-topics.js';
import { anotherAddress } from './routes.js';
import type { TestService } from './service.js';

/** The part of an element that is needed here: the project is checked without the types of browsers. */
interface Element {
  readonly tagName: string;
  readonly textContent: string | null;
  getAttribute(name: string): string | null;
  hasAttribute(name: string): boolean;
  closest(selector: string): Element | null;
  querySelector(selector: string): Element | null;
  querySelectorAll(selector: string): Iterable<Element>;
}
type Queryable = Pick<Element, 'querySelector' | 'querySelectorAll'>;

/** What a browser shows of a page, and what can be done there. */
export interface OpenPage {
  readonly status: number;
  readonly title: string;
  /** All text that can be seen, with single spaces. */
  readonly text: string;
  readonly buttons: readonly string[];
  /** Links by their label. */
  readonly links: Readonly<Record<string, string>>;
  /** Labels of fields, and what is in them. */
  readonly fields: Readonly<Record<string, string>>;
  /** Presses a button, with what is typed or ticked by label; several are ticked with a list. */
  press(label: string, typed?: Readonly<Record<string, string | readonly string[]>>): Promise<OpenPage>;
  readonly html: string;
}

/** The address of a page of somebody's own, as a mail has it. */
export async function pageAddress(
  service: TestService,
  personId: string,
  topic: PageTopic,
  until = new Date(service.clock.now().getTime() + 86_400_000),
): Promise<string> {
  const signer = await openLinkSigner(service.database.prisma);
  return `${service.baseUrl}/my/${signer.sign('page', writePageId(personId, topic), until)}`;
}

/** Opens an address as a browser does. @param sent the body of a form */
export async function openInBrowser(url: string, sent?: URLSearchParams): Promise<OpenPage> {
  const response = await fetch(url, {
    method: sent ? 'POST' : 'GET',
    headers: { 'x-forwarded-for': anotherAddress() },
    ...(sent ? { body: sent } : {}),
  });
  const html = await response.text();
  const document: Queryable = parseHTML(html).document;
  const main = document.querySelector('main') ?? document.querySelector('body');
  const buttons = [...document.querySelectorAll('button')];
  return {
    status: response.status,
    title: squeeze(document.querySelector('h1')?.textContent),
    text: squeeze(main?.textContent),
    buttons: buttons.map((button) => squeeze(button.textContent)),
    links: Object.fromEntries(
      [...document.querySelectorAll('a')].map((a) => [squeeze(a.textContent), a.getAttribute('href') ?? '']),
    ),
    fields: Object.fromEntries(
      fieldsIn(document).map(({ label, element }) => [
        label,
        element.textContent || element.getAttribute('value') || '',
      ]),
    ),
    press: (label, typed = {}) => {
      const button = buttons.find((one) => squeeze(one.textContent) === label);
      if (!button)
        throw new Error(`The page has no button “${label}”: ${buttons.map((one) => one.textContent).join(', ')}`);
      const form = button.closest('form');
      if (!form) throw new Error('The button is in no form');
      return openInBrowser(new URL(form.getAttribute('action') ?? url, url).href, filled(form, typed, button));
    },
    html,
  };
}

function fieldsIn(within: Queryable): Array<{ label: string; element: Element }> {
  return [...within.querySelectorAll('label')].flatMap((label) => {
    const id = label.getAttribute('for');
    const element = id ? within.querySelector(`[id="${id}"]`) : label.querySelector('input');
    return element ? [{ label: squeeze(label.textContent), element }] : [];
  });
}

/** The body that a browser sends: what the page has filled in, what was typed, and the button. */
function filled(
  form: Element,
  typed: Readonly<Record<string, string | readonly string[]>>,
  button: Element,
): URLSearchParams {
  const body = new URLSearchParams();
  const asked = new Map(Object.entries(typed));
  const ticked = [...asked.values()].flat();
  for (const element of form.querySelectorAll('input, textarea, select')) {
    const name = element.getAttribute('name') ?? '';
    const type = element.getAttribute('type');
    const label =
      fieldsIn(form)
        .find((one) => one.element === element)
        ?.label.replace(/ \(optional\)$/, '') ?? '';
    if (type === 'radio' || type === 'checkbox') {
      const group = squeeze(element.closest('fieldset')?.querySelector('legend')?.textContent).replace(
        / \(optional\)$/,
        '',
      );
      const chosen = asked.has(group) ? ticked.includes(label) : element.hasAttribute('checked');
      if (chosen) body.append(name, element.getAttribute('value') ?? '');
    } else if (type === 'hidden') body.append(name, element.getAttribute('value') ?? '');
    else body.append(name, String(asked.get(label) ?? initial(element)));
  }
  body.append('do', button.getAttribute('value') ?? '');
  return body;
}

function initial(element: Element): string {
  if (element.tagName === 'SELECT') return element.querySelector('option[selected]')?.getAttribute('value') ?? '';
  return element.tagName === 'TEXTAREA' ? (element.textContent ?? '') : (element.getAttribute('value') ?? '');
}

function squeeze(text: string | null | undefined): string {
  return (text ?? '').replace(/\s+/g, ' ').trim();
}
