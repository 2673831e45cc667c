/** Which folder may import which. */
export interface Wall {
  /** Folders (ending in `/`) and files of the project, by their path from the root. */
  readonly ours: readonly string[];
  /** Like `ours`, but for `import type` only, which has no effect at run time. */
  readonly oursAsTypes?: readonly string[];
  /** Packages; undefined means any that no other wall reserves. */
  readonly packages?: readonly string[];
}

const log = ['src/service/log.ts'];
/** Figures, spans and the ids of what is going on. */
const telemetry = 'src/telemetry/';

/** What pages say that are no turn of the conversation: of a place, of a calendar, of a year, of the data that is held. */
const wordsOfPages = [
  'src/conversation/bookings/calendar-words.ts',
  'src/conversation/bookings/place-words.ts',
  'src/conversation/board/year-words.ts',
  'src/conversation/privacy/lawful-basis-words.ts',
];

/** What positions and phases are called, wherever they are read or written. */
const wordsOfPeople = ['src/conversation/talk/person-words.ts'];

/** What files that are made say that is said in the chat as well. */
const wordsOfFiles = [
  ...wordsOfPeople,
  'src/conversation/attendance/row-outcome-words.ts',
  'src/conversation/audit/audit-act-words.ts',
  'src/conversation/figures/none-words.ts',
  'src/conversation/imports/finding-words.ts',
];

/** The longest matching folder or file counts. A file without a match is a fault. */
export const walls: Readonly<Record<string, Wall>> = {
  'src/domain/': { ours: [], packages: ['date-fns', '@date-fns/tz'] },
  'src/db/': { ours: ['src/domain/'], oursAsTypes: log },
  'src/telemetry/': { ours: [] },
  'src/queue/': { ours: ['src/db/', 'src/domain/describe-fault.ts', telemetry], oursAsTypes: [...log, 'src/domain/'] },
  'src/app/': { ours: ['src/domain/', 'src/db/', 'src/queue/', telemetry], oursAsTypes: log },
  'src/understanding/': {
    ours: ['src/domain/', 'src/knowledge/english.ts'],
    packages: ['date-fns', '@date-fns/tz', 'chrono-node'],
  },
  'src/knowledge/': { ours: ['src/domain/'], oursAsTypes: log },
  'src/conversation/': {
    ours: [
      'src/app/',
      'src/knowledge/',
      'src/understanding/',
      'src/domain/',
      'src/rendering/card.ts',
      'src/rendering/verbs.ts',
      telemetry,
    ],
    oursAsTypes: log,
  },
  /** The base of the conversation, used by every subject and importing none of them. */
  'src/conversation/talk/': {
    ours: [
      'src/app/',
      'src/knowledge/',
      'src/understanding/',
      'src/domain/',
      'src/rendering/card.ts',
      'src/rendering/verbs.ts',
    ],
    oursAsTypes: log,
  },
  'src/rendering/': { ours: [], packages: [] },
  'src/channels/': {
    ours: ['src/conversation/', 'src/rendering/', 'src/app/', telemetry],
    oursAsTypes: [...log, 'src/domain/', 'src/settings/config.ts', 'src/settings/mail.ts'],
  },
  'src/jobs/': {
    ours: [
      'src/app/',
      'src/queue/',
      'src/conversation/messages.ts',
      'src/conversation/mails.ts',
      'src/channels/port.ts',
      'src/domain/describe-fault.ts',
      telemetry,
    ],
    oursAsTypes: [...log, 'src/domain/', 'src/conversation/', 'src/rendering/card.ts', 'src/rendering/verbs.ts'],
  },
  'src/importers/': { ours: ['src/app/', 'src/domain/', ...wordsOfFiles], oursAsTypes: log },
  'src/reports/': { ours: ['src/app/', 'src/domain/', ...wordsOfFiles], oursAsTypes: log },
  'src/http/': {
    ours: [
      ...['src/channels/', 'src/app/', 'src/domain/durations.ts', 'src/domain/actor.ts', 'src/domain/when.ts'],
      ...[telemetry, ...wordsOfPages],
    ],
    oursAsTypes: [...log, 'src/domain/', 'src/settings/config.ts'],
  },
  /** Somebody's own pages: what the conversation answers, as HTML. */
  'src/http/personal/': {
    ours: [
      'src/http/',
      'src/app/links.ts',
      'src/app/core.ts',
      'src/conversation/talk/',
      'src/conversation/turns/answer-page.ts',
      'src/rendering/card.ts',
      'src/domain/describe-fault.ts',
    ],
    oursAsTypes: [...log, 'src/domain/'],
  },
  /** The tab in Teams: the same, for an account. */
  'src/http/teams-tab/': {
    ours: ['src/http/', 'src/domain/describe-fault.ts'],
    oursAsTypes: [...log, 'src/domain/', 'src/settings/config.ts', 'src/conversation/turns/answer-tab.ts'],
  },
  'prisma/demo/': { ours: ['src/domain/', 'src/db/', ...wordsOfPeople] },
  'prisma/tooling/': { ours: ['src/domain/', 'src/db/'] },
  /** Only the composition sees every folder. */
  'src/': { ours: ['src/', 'prisma/demo/'] },
  'src/service/': { ours: ['src/', 'prisma/demo/'] },
  'src/commands/': { ours: ['src/', 'prisma/demo/'] },
  'src/settings/': { ours: ['src/', 'prisma/demo/'] },
  'src/playground/': { ours: ['src/', 'prisma/demo/'] },
  'prisma/': { ours: ['prisma/', 'src/domain/', 'src/db/'] },
};

/** Packages (by a pattern of their names) that only certain folders may import. */
export const reserved: ReadonlyArray<{ readonly packages: RegExp; readonly folders: readonly string[] }> = [
  { packages: /^(botbuilder|botframework)/, folders: ['src/channels/teams/'] },
  { packages: /^@microsoft\/teams-ai$/, folders: ['src/channels/teams/', 'src/knowledge/model/completion'] },
  { packages: /^@slack\//, folders: ['src/channels/slack/'] },
  { packages: /^(pg|@prisma\/.*|@electric-sql\/.*|proper-lockfile)$/, folders: ['src/db/', 'src/queue/', 'prisma/'] },
  { packages: /^nodemailer/, folders: ['src/channels/mail/'] },
  { packages: /^smtp-server$/, folders: ['src/playground/'] },
  { packages: /^postal-mime$/, folders: ['src/playground/', 'src/channels/mail/'] },
  { packages: /^pg-boss$/, folders: ['src/queue/'] },
  { packages: /^@opentelemetry\//, folders: [telemetry] },
  { packages: /^prom-client$/, folders: [telemetry, 'src/http/', 'src/service/'] },
  { packages: /^@microsoft\/teams-js$/, folders: ['src/http/teams-tab/'] },
  { packages: /^express$/, folders: ['src/http/', 'src/channels/'] },
];
