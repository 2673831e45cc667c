import { app, authentication } from '@microsoft/teams-js';

/**
 * Runs in the tab: asks Teams for a token, and shows with it what the service answers. Nothing is kept in the browser, and no
 * cookie is set. The service escapes all text.
 */

/** What of the browser is used here; the project itself knows no browser. */
interface Part {
  innerHTML: string;
  textContent: string | null;
  focus(): void;
  setAttribute(name: string, value: string): void;
  removeAttribute(name: string): void;
  closest(selector: string): (Part & { readonly href: string }) | null;
}
interface Happening {
  readonly target: Part;
  readonly submitter?: unknown;
  preventDefault(): void;
}
declare const document: {
  readonly documentElement: Part;
  querySelector(selector: string): Part | null;
  addEventListener(kind: string, act: (event: Happening) => void): void;
};
declare const scrollTo: (x: number, y: number) => void;
declare const FormData: new (form: unknown, button?: unknown) => Iterable<[string, string]>;

/** What the service answers: the page, and what it wants to be told with the next press. */
interface Answer {
  readonly html: string;
  readonly carried?: string;
}

const page = document.querySelector('main');
let carried = '';
let busy = false;

document.addEventListener('submit', (event) => {
  event.preventDefault();
  const sent = new URLSearchParams([...new FormData(event.target, event.submitter)]);
  if (carried) sent.set('carried', carried);
  void show(sent);
});
document.addEventListener('click', (event) => {
  const link = event.target.closest('a');
  if (!link) return;
  // The pages behind links may not be shown in a frame.
  event.preventDefault();
  if (link.href.endsWith('#home')) void show();
  else void app.openLink(link.href);
});

async function show(sent?: URLSearchParams): Promise<void> {
  if (busy || !page) return;
  busy = true;
  page.setAttribute('aria-busy', 'true');
  try {
    const answer = await ask(sent);
    page.innerHTML = answer.html;
    carried = answer.carried ?? '';
    scrollTo(0, 0);
    document.querySelector('[role=status], h1')?.focus();
  } catch {
    page.innerHTML = noAnswer;
  } finally {
    page.removeAttribute('aria-busy');
    busy = false;
  }
}

const noAnswer =
  '<h1 tabindex="-1">Staffroom does not answer</h1><p role="status" class="standing warning">Please try again in a minute. What was already booked is safe.</p><p><a class="button" href="#home">Try again</a></p>';
const noToken =
  '<h1 tabindex="-1">Teams did not say who you are</h1><p role="status" class="standing warning">Staffroom needs your sign-in to show what is yours. Ask whoever runs Teams at your organisation to allow it for Staffroom; until then, write to me in the chat.</p><p><a class="button" href="#home">Try again</a></p>';

async function ask(sent?: URLSearchParams): Promise<Answer> {
  const token = await authentication.getAuthToken().catch(() => undefined);
  if (!token) return { html: noToken };
  const response = await fetch('my/content', {
    headers: { authorization: `Bearer ${token}` },
    ...(sent ? { method: 'POST', body: sent } : {}),
  });
  return (await response.json()) as Answer;
}

function look(theme: string): void {
  document.documentElement.setAttribute('data-theme', theme);
}

async function start(): Promise<void> {
  await app.initialize();
  app.registerOnThemeChangeHandler(look);
  look((await app.getContext()).app.theme);
  app.notifyAppLoaded();
  await show();
  app.notifySuccess();
}

start().catch(() => {
  if (page) page.innerHTML = noAnswer;
});
