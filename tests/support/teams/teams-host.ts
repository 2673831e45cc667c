import { type Browser, chromium, type FrameLocator, type Page } from 'playwright-core';

/** Teams in a browser, with one app's tab in it. */
export interface TeamsHost {
  readonly page: Page;
  /** What the tab shows. */
  readonly tab: FrameLocator;
  /** What the tab asked Teams for, by the client library's names, in order. */
  asked(): Promise<ReadonlyArray<{ readonly func: string; readonly args: readonly unknown[] }>>;
  /** Anything that the browser complained of, the page's policy included. */
  readonly complaints: readonly string[];
  close(): Promise<void>;
}

interface HostOptions {
  /** Where the service listens. */
  readonly baseUrl: string;
  /** What people's browsers know it as. */
  readonly publicUrl: string;
  /** What Teams answers when the tab asks who is there; undefined is a refusal. */
  readonly token: () => Promise<string | undefined>;
  readonly theme?: 'default' | 'dark' | 'contrast';
  readonly viewport?: { readonly width: number; readonly height: number };
  /** Where the tab is framed, which is not always in Teams. */
  readonly origin?: string;
}

/**
 * Opens the tab as Teams does: in a frame of its own page, which answers the messages of `@microsoft/teams-js` as that library
 * documents them. Both addresses are genuine to the browser, so that its rules for frames and scripts hold; nothing leaves
 * this machine.
 */
export async function openTab(options: HostOptions): Promise<TeamsHost> {
  const { origin = 'https://teams.microsoft.com', publicUrl, viewport = { width: 1100, height: 900 } } = options;
  const browser: Browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
  const page = await browser.newPage({ viewport, locale: 'en-GB' });
  const complaints: string[] = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (fault) => complaints.push(fault.message));
  await page.exposeFunction('tokenOfTest', options.token);
  await page.route('**', (route) => route.abort());
  await page.route(`${origin}/**`, (route) =>
    route.fulfill({ contentType: 'text/html', body: hostPage(`${publicUrl}/teams/my`, options.theme ?? 'default') }),
  );
  await page.route(`${publicUrl}/**`, async (route) => {
    const request = route.request();
    const { pathname, search } = new URL(request.url());
    const answer = await fetch(`${options.baseUrl}${pathname}${search}`, {
      method: request.method(),
      headers: await request.allHeaders().then(({ authorization, 'content-type': type }) => ({
        ...(authorization ? { authorization } : {}),
        ...(type ? { 'content-type': type } : {}),
      })),
      ...(request.postData() ? { body: request.postData() } : {}),
    });
    const headers = Object.fromEntries(answer.headers);
    delete headers['content-encoding'];
    await route.fulfill({ status: answer.status, headers, body: await answer.text() });
  });
  await page.goto(`${origin}/l/entity/staffroom/my-staffroom`);
  return {
    page,
    tab: page.frameLocator('iframe'),
    asked: () => page.evaluate('window.asked'),
    complaints,
    close: () => browser.close(),
  };
}

/** A frame with the tab, and the answers of a host; each request is answered by its `id` and `uuid`. */
function hostPage(address: string, theme: string): string {
  const runtime = { apiVersion: 4, hostVersionsInfo: {}, isLegacyTeams: false, supports: { pages: {} } };
  const context = {
    theme,
    locale: 'en-gb',
    sessionId: 'of-the-test',
    entityId: 'my-staffroom',
    hostClientType: 'web',
    hostName: 'Teams',
    frameContext: 'content',
  };
  return `<!doctype html><html><body style="margin:0"><iframe src="${address}" style="border:0;width:100%;height:100vh"></iframe>
<script>
window.asked = [];
const answers = {
  initialize: () => ['content', 'web', ${JSON.stringify(JSON.stringify(runtime))}, '2.0.1'],
  getContext: () => [${JSON.stringify(context)}],
  'authentication.getAuthToken': async () => {
    const token = await window.tokenOfTest();
    return token ? [true, token] : [false, 'CancelledByUser'];
  },
  executeDeepLink: () => [true],
};
addEventListener('message', async ({ data, source, origin }) => {
  if (!data || typeof data.func !== 'string') return;
  window.asked.push({ func: data.func, args: data.args ?? [] });
  const answer = answers[data.func];
  if (answer) source.postMessage({ id: data.id, uuid: data.uuid, uuidAsString: data.uuidAsString, args: await answer() }, origin);
});
</script></body></html>`;
}
