/** Which room may import which: the house's plan, one line a room. */
export interface Wall {
  /** Folders (ending in `/`) and files of ours, by their path from the root. */
  readonly ours: readonly string[];
  /** As `ours`, for `import type` alone: nothing of it is there when the program runs. */
  readonly oursAsTypes?: readonly string[];
  /** Packages; undefined is any that no other wall reserves. */
  readonly packages?: readonly string[];
}

const log = ['src/service/log.ts'];

/** The longest matching folder or file counts. What matches none is a fault. */
export const walls: Readonly<Record<string, Wall>> = {
  'src/domain/': { ours: [], packages: ['date-fns', '@date-fns/tz'] },
  'src/db/': { ours: ['src/domain/'], oursAsTypes: log },
  'src/queue/': { ours: ['src/db/', 'src/domain/describe-fault.ts'], oursAsTypes: [...log, 'src/domain/'] },
  'src/app/': { ours: ['src/domain/', 'src/db/', 'src/queue/'], oursAsTypes: log },
  'src/understanding/': { ours: ['src/domain/'], packages: ['date-fns', '@date-fns/tz', 'chrono-node'] },
  'src/knowledge/': { ours: ['src/domain/'], oursAsTypes: log },
  'src/conversation/': {
    ours: ['src/app/', 'src/knowledge/', 'src/understanding/', 'src/domain/', 'src/rendering/card.ts'],
    oursAsTypes: log,
  },
  /** The ground floor of the conversation: what every subject uses, and so may use none of them. */
  'src/conversation/talk/': {
    ours: ['src/app/', 'src/knowledge/', 'src/domain/', 'src/rendering/card.ts'],
    oursAsTypes: log,
  },
  'src/rendering/': { ours: [], packages: [] },
  'src/channels/': {
    ours: ['src/conversation/', 'src/rendering/', 'src/app/'],
    oursAsTypes: [...log, 'src/domain/', 'src/settings/config.ts'],
  },
  'src/jobs/': {
    ours: [
      'src/app/',
      'src/queue/',
      'src/conversation/messages.ts',
      'src/channels/port.ts',
      'src/domain/describe-fault.ts',
    ],
    oursAsTypes: [...log, 'src/domain/', 'src/conversation/', 'src/rendering/card.ts'],
  },
  'src/importers/': { ours: ['src/app/', 'src/domain/'], oursAsTypes: log },
  'src/reports/': { ours: ['src/app/', 'src/domain/'], oursAsTypes: log },
  'src/http/': { ours: ['src/channels/', 'src/app/'], oursAsTypes: [...log, 'src/settings/config.ts'] },
  'prisma/demo/': { ours: ['src/domain/', 'src/db/'] },
  'prisma/tooling/': { ours: ['src/domain/', 'src/db/'] },
  /** Composition: these alone see every room. */
  'src/': { ours: ['src/', 'prisma/demo/'] },
  'src/service/': { ours: ['src/', 'prisma/demo/'] },
  'src/commands/': { ours: ['src/', 'prisma/demo/'] },
  'src/settings/': { ours: ['src/', 'prisma/demo/'] },
  'src/playground/': { ours: ['src/', 'prisma/demo/'] },
  'prisma/': { ours: ['prisma/', 'src/domain/', 'src/db/'] },
};

/** Packages (a pattern of their names) that belong behind one door. */
export const reserved: ReadonlyArray<{ readonly packages: RegExp; readonly folders: readonly string[] }> = [
  { packages: /^(botbuilder|botframework)/, folders: ['src/channels/teams/'] },
  { packages: /^@microsoft\/teams-ai$/, folders: ['src/channels/teams/', 'src/knowledge/model-client'] },
  { packages: /^@slack\//, folders: ['src/channels/slack/'] },
  { packages: /^(pg|@prisma\/.*|@electric-sql\/.*|proper-lockfile)$/, folders: ['src/db/', 'src/queue/', 'prisma/'] },
  { packages: /^pg-boss$/, folders: ['src/queue/'] },
  { packages: /^express$/, folders: ['src/http/', 'src/channels/'] },
];
