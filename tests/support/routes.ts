import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeYearPage } from '../../src/app/board/year-links.js';
import type { LinkPurpose } from '../../src/app/links.js';
import { writeQuery } from '../../src/conversation/figures/query-codec.js';
import type { FiguresQuery } from '../../src/domain/figures/figures-query.js';
import type { TestService } from './service.js';

/** How a route is protected, and whose links can use it. */
export interface RouteAccess {
  readonly method: 'GET' | 'POST';
  /** As declared by the service. */
  readonly route: string;
  /** Open to everyone, or protected by a signed link, a secret, or the platform's own authentication; or for one machine. */
  readonly by: 'open' | 'link' | 'secret' | 'platform' | 'playground';
  readonly link?: SignedRoute;
}

export interface SignedRoute {
  readonly purpose: LinkPurpose;
  /** What is signed. @param account the account it is for, if any */
  readonly id: (known: KnownIds, account: string) => string;
  /** The path with a token. */
  readonly path: (token: string) => string;
  /** The body a browser would send. */
  readonly body?: string;
  readonly type?: string;
  /** A file with personal data: the rate for each account is limited. */
  readonly file?: true;
  /** Whose links are valid: everybody's when the link names no account. */
  readonly for: readonly LinkHolder[] | 'whoever has it';
}

/** Whose link it is. The organiser of another series must not see this one's lists. */
export const linkHolders = ['member', 'board', 'organiser of another series', 'organiser', 'administrator'] as const;
export type LinkHolder = (typeof linkHolders)[number];

export interface KnownIds {
  readonly event: string;
  readonly session: string;
  /** Of the event. */
  readonly series: string;
  readonly registration: string;
  readonly paper: string;
  /** Of the schools of a project, which they were asked. */
  readonly survey: string;
  readonly person: string;
  /** A registration and whose it is. */
  readonly registrationOf: { readonly id: string; readonly person: string };
  /** Somebody on record who has no account. */
  readonly withoutChat: string;
  /** A school of the partnership. */
  readonly urn: number;
  /** Somebody who was at an event that is over. */
  readonly attended: { readonly person: string; readonly event: string };
  /** An events file that each account attached, under the same id. */
  readonly import: string;
}

const organisers = ['organiser', 'administrator'] as const;
const door = { purpose: 'door-list', id: (known: KnownIds, account: string) => `${account}_${known.session}` } as const;

const year = {
  purpose: 'year',
  id: ({ urn }: KnownIds, account: string) =>
    `${account}_${writeYearPage({ of: { kind: 'school', urn }, year: 2026 })}`,
  for: ['board', ...organisers],
} as const;
const absent = {
  purpose: 'absent-schools',
  id: (_known: KnownIds, account: string) =>
    `${account}_${Buffer.from(writeQuery(everybodyAbsent)).toString('base64url')}`,
  for: ['board', ...organisers],
} as const;
const trend = {
  purpose: 'feedback-trend',
  id: ({ series }: KnownIds, account: string) => `${account}_${series}`,
  path: (token: string) => `/feedback-trend/${token}.xlsx`,
  for: ['board', ...organisers],
} as const;
const survey = {
  purpose: 'survey',
  id: (known: KnownIds, account: string) => `${account}_${known.survey}`,
  path: (token: string) => `/surveys/${token}.xlsx`,
  for: ['board', ...organisers],
} as const;
const everybodyAbsent: FiguresQuery = {
  subjects: [],
  measure: 'absent',
  operation: 'value',
  times: [{ kind: 'ever' }],
  places: [],
  areas: [],
  phases: [],
  unsure: false,
};

/** Every route of the service. A new one fails the tests until it is added here. */
export const routes: readonly RouteAccess[] = [
  { method: 'GET', route: '/healthz', by: 'open' },
  { method: 'GET', route: '/readyz', by: 'open' },
  { method: 'GET', route: '/metrics', by: 'secret' },
  { method: 'POST', route: '/mail/bounces', by: 'secret' },
  { method: 'GET', route: '/privacy', by: 'open' },
  { method: 'GET', route: '/terms', by: 'open' },
  { method: 'GET', route: '/robots.txt', by: 'open' },
  { method: 'GET', route: '/.well-known/security.txt', by: 'open' },
  { method: 'GET', route: '/door/door-list.js', by: 'open' },
  { method: 'GET', route: '/teams/my', by: 'open' },
  { method: 'GET', route: '/teams/my.js', by: 'open' },
  { method: 'GET', route: '/teams/my/content', by: 'platform' },
  { method: 'POST', route: '/teams/my/content', by: 'platform' },
  { method: 'POST', route: '/api/messages', by: 'platform' },
  { method: 'POST', route: '/slack/events', by: 'platform' },
  { method: 'GET', route: '/feed/:secret.ics', by: 'secret' },
  { method: 'GET', route: '/outbox', by: 'playground' },
  { method: 'GET', route: '/outbox/:id', by: 'playground' },
  { method: 'GET', route: '/outbox/:id/html', by: 'playground' },
  signed('GET', '/calendar/:token.ics', {
    purpose: 'calendar',
    id: ({ registration }) => registration,
    path: (token) => `/calendar/${token}.ics`,
    for: 'whoever has it',
  }),
  signed('GET', '/charts/:token.png', {
    purpose: 'chart',
    id: () => `leadership-briefing_0_${Date.parse('2026-11-22')}`,
    path: (token) => `/charts/${token}.png`,
    for: 'whoever has it',
  }),
  signed('GET', '/check-in/:token.png', {
    purpose: 'check-in',
    id: ({ session }) => session,
    path: (token) => `/check-in/${token}.png`,
    for: 'whoever has it',
  }),
  signed('GET', '/check-in/:token', {
    purpose: 'check-in',
    id: ({ session }) => session,
    path: (token) => `/check-in/${token}`,
    for: 'whoever has it',
  }),
  signed('GET', '/place/:token', {
    purpose: 'place',
    id: ({ registration }) => registration,
    path: (token) => `/place/${token}`,
    for: 'whoever has it',
  }),
  signed('POST', '/place/:token', {
    purpose: 'place',
    id: ({ registration }) => registration,
    path: (token) => `/place/${token}`,
    body: 'answer=accept',
    type: 'application/x-www-form-urlencoded',
    for: 'whoever has it',
  }),
  signed('GET', '/my/:token', {
    purpose: 'page',
    id: ({ registrationOf }) => `${registrationOf.person}_place_${registrationOf.id}`,
    path: (token) => `/my/${token}`,
    for: 'whoever has it',
  }),
  signed('POST', '/my/:token', {
    purpose: 'page',
    id: ({ registrationOf }) => `${registrationOf.person}_place_${registrationOf.id}`,
    path: (token) => `/my/${token}`,
    body: 'do=',
    type: 'application/x-www-form-urlencoded',
    for: 'whoever has it',
  }),
  signed('GET', '/person-data/:token.json', {
    purpose: 'person-data',
    id: ({ withoutChat }, account) => `${account}_${withoutChat}`,
    path: (token) => `/person-data/${token}.json`,
    for: organisers,
  }),
  signed('POST', '/person-data/:token.json', {
    purpose: 'person-data',
    id: ({ withoutChat }, account) => `${account}_${withoutChat}`,
    path: (token) => `/person-data/${token}.json`,
    file: true,
    for: organisers,
  }),
  signed('GET', '/door/:token', { ...door, path: (token) => `/door/${token}`, for: organisers }),
  signed('GET', '/door/:token/roll', { ...door, path: (token) => `/door/${token}/roll`, for: organisers }),
  signed('POST', '/door/:token/mark', {
    ...door,
    path: (token) => `/door/${token}/mark`,
    body: JSON.stringify({ personId: '00000000-0000-4000-8000-000000000000', present: true }),
    type: 'application/json',
    for: organisers,
  }),
  signed('GET', '/attendees/:file', {
    purpose: 'attendees',
    id: ({ event }, account) => `${account}_${event}`,
    path: (token) => `/attendees/${token}.csv`,
    for: organisers,
  }),
  signed('POST', '/attendees/:file', {
    purpose: 'attendees',
    id: ({ event }, account) => `${account}_${event}`,
    path: (token) => `/attendees/${token}.csv`,
    file: true,
    for: organisers,
  }),
  signed('GET', '/imports/:token.csv', {
    purpose: 'import-report',
    id: (known, account) => `${account}_${known.import}`,
    path: (token) => `/imports/${token}.csv`,
    for: ['organiser of another series', ...organisers],
  }),
  signed('POST', '/imports/:token.csv', {
    purpose: 'import-report',
    id: (known, account) => `${account}_${known.import}`,
    path: (token) => `/imports/${token}.csv`,
    file: true,
    for: ['organiser of another series', ...organisers],
  }),
  signed('GET', '/unknown-names/:token.csv', {
    purpose: 'unknown-names',
    id: ({ session }, account) => `${account}_${session}`,
    path: (token) => `/unknown-names/${token}.csv`,
    for: organisers,
  }),
  signed('POST', '/unknown-names/:token.csv', {
    purpose: 'unknown-names',
    id: ({ session }, account) => `${account}_${session}`,
    path: (token) => `/unknown-names/${token}.csv`,
    file: true,
    for: organisers,
  }),
  signed('GET', '/papers/:file', {
    purpose: 'paper',
    id: ({ paper }, account) => `${account}_${paper}`,
    path: (token) => `/papers/${token}.docx`,
    for: ['board', ...organisers],
  }),
  signed('POST', '/papers/:file', {
    purpose: 'paper',
    id: ({ paper }, account) => `${account}_${paper}`,
    path: (token) => `/papers/${token}.docx`,
    file: true,
    for: ['board', ...organisers],
  }),
  signed('GET', '/certificates/:token.pdf', {
    purpose: 'certificate',
    id: ({ attended }) => `${attended.person}_${attended.event}`,
    path: (token) => `/certificates/${token}.pdf`,
    for: 'whoever has it',
  }),
  signed('GET', '/years/:token', { ...year, path: (token) => `/years/${token}` }),
  signed('GET', '/years/:token.xlsx', { ...year, path: (token) => `/years/${token}.xlsx` }),
  signed('POST', '/years/:token.xlsx', { ...year, path: (token) => `/years/${token}.xlsx`, file: true }),
  signed('GET', '/absent-schools/:token.xlsx', { ...absent, path: (token) => `/absent-schools/${token}.xlsx` }),
  signed('POST', '/absent-schools/:token.xlsx', {
    ...absent,
    path: (token) => `/absent-schools/${token}.xlsx`,
    file: true,
  }),
  signed('GET', '/surveys/:token.xlsx', survey),
  signed('POST', '/surveys/:token.xlsx', { ...survey, file: true }),
  signed('GET', '/feedback-trend/:token.xlsx', trend),
  signed('POST', '/feedback-trend/:token.xlsx', { ...trend, file: true }),
  signed('GET', '/my-data/:token.json', {
    purpose: 'own-data',
    id: (_known, account) => account,
    path: (token) => `/my-data/${token}.json`,
    for: linkHolders,
  }),
  signed('POST', '/my-data/:token.json', {
    purpose: 'own-data',
    id: (_known, account) => account,
    path: (token) => `/my-data/${token}.json`,
    file: true,
    for: linkHolders,
  }),
  signed('GET', '/audit/:token.csv', {
    purpose: 'audit',
    id: (_known, account) => `${account}_${Buffer.from('{}').toString('base64url')}`,
    path: (token) => `/audit/${token}.csv`,
    for: ['administrator'],
  }),
  signed('POST', '/audit/:token.csv', {
    purpose: 'audit',
    id: (_known, account) => `${account}_${Buffer.from('{}').toString('base64url')}`,
    path: (token) => `/audit/${token}.csv`,
    file: true,
    for: ['administrator'],
  }),
  signed('GET', '/everything/:token.zip', {
    purpose: 'everything',
    id: (_known, account) => account,
    path: (token) => `/everything/${token}.zip`,
    for: ['administrator'],
  }),
  signed('POST', '/everything/:token.zip', {
    purpose: 'everything',
    id: (_known, account) => account,
    path: (token) => `/everything/${token}.zip`,
    file: true,
    for: ['administrator'],
  }),
];

function signed(method: RouteAccess['method'], route: string, link: SignedRoute): RouteAccess {
  return { method, route, by: 'link', link };
}

/** The routes declared in the code, such as `GET /door/:token`, except those that only reject other methods. */
export function declaredRoutes(): string[] {
  const root = join(import.meta.dirname, '..', '..', 'src');
  const files = ['http', 'channels'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => readFileSync(join(root, folder, name), 'utf8')),
  );
  return files.flatMap((text) => {
    const constants = new Map(
      [...text.matchAll(/^const (\w+) = '(\/[^']*)';$/gm)].map((match) => [match[1] ?? '', match[2] ?? '']),
    );
    return [...text.matchAll(/\b(?:router|app)\.(get|post|put|patch|delete|use)\(\s*(?:'(\/[^']*)'|(\w+),)/g)].flatMap(
      ([, method = '', path, name = '']) => {
        const route = path ?? constants.get(name);
        return route ? [`${method.toUpperCase()} ${route}`] : [];
      },
    );
  });
}

let asked = 0;
/** A different address each time, because tests are faster than the limit for one address. */
export function anotherAddress(): string {
  asked += 1;
  return `198.18.${Math.floor(asked / 250)}.${asked % 250}`;
}

/** Requests a signed route. @param id signed by the service */
export async function ask(
  service: TestService,
  { method, link }: { method: RouteAccess['method']; link: SignedRoute },
  token: string,
): Promise<number> {
  const response = await fetch(`${service.baseUrl}${link.path(token)}`, {
    method,
    headers: { 'x-forwarded-for': anotherAddress(), ...(link.body ? { 'content-type': link.type ?? '' } : {}) },
    ...(link.body ? { body: link.body } : {}),
  });
  await response.arrayBuffer();
  return response.status;
}

/** Purposes of all signed routes. */
export const purposes: readonly LinkPurpose[] = [
  ...new Set(routes.flatMap(({ link }) => (link ? [link.purpose] : []))),
];
