import { personas } from '../../prisma/demo/personas.js';
import { firstUrn } from '../../prisma/demo/schools/schools.js';
import type { Role } from '../../src/domain/actor.js';
import { type AttachedFiles, attachedFiles } from '../support/attached-files.js';
import { type BothPlatforms, startBothPlatforms, teamsTenant } from '../support/both-platforms.js';
import { eventually } from '../support/eventually.js';
import { startSmtp, type TestSmtp } from '../support/mail/smtp.js';
import { domainOf } from '../support/school-address.js';
import { memberOf } from '../support/slack/slack-state.js';
import { team } from '../support/slack/slack-workspace.js';
import { transportIdOf } from '../support/teams/teams.js';
import { someoneInSlack } from './in-slack.js';
import { someoneInTeams } from './in-teams.js';
import { type AttachedFile, comparable, differenceInText, type Shown, type Someone, type Typed } from './shown.js';

/** Who takes part in the conversations. A `newcomer` is somebody the bot has never met. */
export type Part = 'newcomer' | 'headteacher' | 'colleague' | 'board' | 'organiser' | 'administrator';

/** What both platforms showed, which was found to be the same. */
export interface Same {
  /** As it is read in Teams. */
  readonly lines: readonly string[];
  readonly buttons: ReadonlyArray<{ readonly label: string; readonly verb: string }>;
  readonly form: Shown['form'] | undefined;
  /** Of a form that came back, where Slack shows no more. */
  readonly faults: readonly string[];
  /** @param which how the label begins, or the place among the buttons */
  press(which: string | number): Promise<Same>;
  fill(typed: Typed): Promise<Same>;
}

/** One person on both platforms, who does everything twice. */
export interface Twin {
  say(text: string): Promise<Same>;
  attach(words: string, file: AttachedFile): Promise<Same>;
  /** Presses a button that was shown long ago, whose ids mean nothing any more. */
  pressStale(verb: string): Promise<Same>;
}

/**
 * Two services with two databases of the same demonstration data: one is spoken to in Teams, the other in Slack. After each
 * step what a person reads, what can be pressed and filled in, and what the audit trail says was done must be equal.
 */
export interface Lockstep {
  /** @param where a channel that others read; their own chat when left out */
  twin(part: Part, where?: 'channel'): Promise<Twin>;
  /** Time passes on both sides, and what is due by then is done. */
  pass(days: number): Promise<void>;
  /** What was asked for on both, by the intent table's verbs. */
  verbs(): ReadonlySet<string>;
  /** Verbs of the forms that were shown on both. */
  readonly forms: ReadonlySet<string>;
  /** Steps taken so far. */
  readonly steps: number;
  stop(): Promise<void>;
}

interface Side {
  readonly service: BothPlatforms;
  audited: bigint;
}

export async function startLockstep(): Promise<Lockstep> {
  const smtp = await startSmtp();
  const sides = { teams: await startSide(smtp), slack: await startSide(smtp) };
  const files = await attachedFiles();
  const forms = new Set<string>();
  let steps = 0;
  const step = async (what: string, inTeams: () => Promise<Shown>, inSlack: () => Promise<Shown>): Promise<Same> => {
    steps += 1;
    // Time goes on as it does between two things that somebody does; what is ordered by it has an order.
    for (const { service } of [sides.teams, sides.slack]) service.clock.advance(1_000);
    const shown = { teams: await inTeams(), slack: await inSlack() };
    const done = { teams: await readAudit(sides.teams), slack: await readAudit(sides.slack) };
    const difference =
      differenceOf(shown.teams, shown.slack) ?? differenceOfLists('what was done', done.teams, done.slack);
    if (difference) throw new Error(`${what}: ${difference}`);
    if (shown.teams.form) forms.add(shown.teams.form.verb);
    return sameOf(what, shown, step);
  };
  return {
    twin: async (part, where) => {
      const [inTeams, inSlack] = await openTwin(sides, files, part, where);
      const who = where ? `${part} in a channel` : part;
      return {
        pressStale: (verb) =>
          step(
            `${who} presses a stale button of ${verb}`,
            () => inTeams.pressStale(verb),
            () => inSlack.pressStale(verb),
          ),
        attach: (words, file) =>
          step(
            `${who} says "${words}" with the file ${file.name}`,
            () => inTeams.attach(words, file),
            () => inSlack.attach(words, file),
          ),
        say: (text) =>
          step(
            `${who} says "${text}"`,
            () => inTeams.say(text),
            () => inSlack.say(text),
          ),
      };
    },
    pass: async (days) => {
      for (const { service } of [sides.teams, sides.slack]) {
        service.clock.advance(days * 24 * 60 * 60_000);
        await service.tick();
      }
      for (const { service } of [sides.teams, sides.slack]) await untilSent(service);
    },
    verbs: () => {
      const [inTeams, inSlack] = [verbsIn(sides.teams.service.logged), verbsIn(sides.slack.service.logged)];
      return new Set([...inTeams].filter((verb) => inSlack.has(verb)));
    },
    forms,
    get steps() {
      return steps;
    },
    stop: async () => {
      await Promise.all([sides.teams.service.stop(), sides.slack.service.stop()]);
      await files.close();
      await smtp.stop();
    },
  };
}

/** What is sent because time passed must not come between two things that somebody does later. */
async function untilSent({ database, clock }: BothPlatforms): Promise<void> {
  const waiting = { state: { in: ['scheduled' as const, 'claimed' as const] }, dueAt: { lte: clock.now() } };
  await eventually(async () => {
    const [ticks] = await database.prisma.$queryRaw<Array<{ left: number }>>`
      SELECT count(*)::int AS left FROM pgboss.job WHERE name = 'tick' AND state < 'completed'`;
    if (ticks?.left !== 0) throw new Error('What is due is still being looked for');
    const left = await database.prisma.delivery.groupBy({ by: ['kind'], where: waiting, _count: true });
    if (left.length > 0)
      throw new Error(
        `Messages are still being sent: ${left.map(({ kind, _count }) => `${_count} ${kind}`).join(', ')}`,
      );
  });
}

type Step = (what: string, inTeams: () => Promise<Shown>, inSlack: () => Promise<Shown>) => Promise<Same>;

function sameOf(what: string, { teams, slack }: { teams: Shown; slack: Shown }, step: Step): Same {
  return {
    lines: teams.lines,
    buttons: teams.buttons,
    form: slack.form,
    faults: slack.faults ?? [],
    press: async (which) => {
      const exactly = teams.buttons.findIndex(({ label }) => label === which);
      const begins = teams.buttons.findIndex(({ label }) => label.startsWith(String(which)));
      const at = typeof which === 'number' ? which : exactly >= 0 ? exactly : begins;
      const more = teams.buttons.findIndex(({ label }) => label === 'More');
      const paged = at < 0 && typeof which === 'string' ? [teams.buttons[more], slack.buttons[more]] : [];
      // Whoever looks for a button pages on until it comes.
      if (paged[0] && paged[1]) return (await step(`${what} > [More]`, paged[0].press, paged[1].press)).press(which);
      const [inTeams, inSlack] = [teams.buttons[at], slack.buttons[at]];
      if (!inTeams || !inSlack) {
        throw new Error(
          `${what}: no button "${which}"; there are: ${teams.buttons.map(({ label }) => label).join(', ')}`,
        );
      }
      return step(`${what} > [${inTeams.label}]`, inTeams.press, inSlack.press);
    },
    fill: async (typed) => {
      const [inTeams, inSlack] = [teams.form, slack.form];
      if (!inTeams || !inSlack) throw new Error(`${what}: no form to fill in; there is: ${teams.lines.join(' / ')}`);
      return step(
        `${what} > ${JSON.stringify(typed)}`,
        () => inTeams.fill(typed),
        () => inSlack.fill(typed),
      );
    },
  };
}

/** The demonstration's people have no chat; they are reached by e-mail. */
async function startSide({ settings: { host, port } }: TestSmtp): Promise<Side> {
  const mail = {
    SMTP_URL: `smtp://${host}:${port}?tls=if-offered`,
    MAIL_FROM: 'Events <events@partnership.example>',
    MAIL_PER_MINUTE: '60000',
  };
  return { service: await startBothPlatforms(undefined, 0, 'info', mail), audited: 0n };
}

const known: Readonly<Record<Part, { readonly name: string; readonly personId?: string; readonly role?: Role }>> = {
  newcomer: { name: 'Sam Okafor' },
  headteacher: personas.headteacher,
  colleague: { name: 'Cara Deputy' },
  board: { ...personas.board, role: 'board' },
  organiser: { ...personas.organiser, role: 'organiser' },
  administrator: { name: 'Ada Minster', role: 'administrator' },
};

async function openTwin(
  sides: { teams: Side; slack: Side },
  files: AttachedFiles,
  part: Part,
  where?: 'channel',
): Promise<[Someone, Someone]> {
  const { name, personId, role } = known[part];
  const users = { teams: `user-${part}`, slack: `U0${part.toUpperCase()}` };
  for (const platform of ['teams', 'slack'] as const) {
    const { clock, connector, database, grant, slack } = sides[platform].service;
    // Where the head goes to another school and comes back, their address says that they are of it.
    const email = part === 'headteacher' ? `amara@${await domainOf(database.prisma, firstUrn)}` : undefined;
    if (email) connector.members.set(transportIdOf(users.teams), { id: users.teams, email });
    slack.state.users.set(
      users.slack,
      memberOf(users.slack, { profile: { real_name: name, ...(email ? { email } : {}) } }),
    );
    const key = { platform, tenant: platform === 'teams' ? teamsTenant : team, user: users[platform] };
    const there = await database.prisma.account.findUnique({ where: { platform_tenant_user: key } });
    if (!there && (personId || role))
      await database.prisma.account.create({ data: { ...key, personId: personId ?? null, seenAt: clock.now() } });
    // An administrator may have taken it away in an earlier talk.
    const held =
      there &&
      (await database.prisma.grant.count({ where: { accountId: there.id, role: role ?? 'board', revokedAt: null } }));
    if (role && !held) await grant({ platform, user: users[platform] }, role);
  }
  const place =
    where && ({ kind: 'channel', id: '19:heads@thread.tacv2', team: '19:team@thread.tacv2', name: 'heads' } as const);
  return [
    await someoneInTeams(sides.teams.service, users.teams, name, files, place),
    someoneInSlack(sides.slack.service, users.slack, where && 'C0HEADS'),
  ];
}

/** The first difference, in words; undefined when a person would read the same. */
function differenceOf(teams: Shown, slack: Shown): string | undefined {
  // Slack shows what is wrong beside the fields, and leaves the form as it stands; Teams shows the form again.
  if (slack.faults) {
    const read = comparable(teams.lines);
    const missing = slack.faults.filter((fault) => !read.includes(comparable([fault])));
    return missing.length > 0 ? `only in Slack: ${missing.join(' / ')}\nTeams: ${teams.lines.join(' / ')}` : undefined;
  }
  const text = differenceInText(teams, slack);
  if (text) return `not the same text\n${text}`;
  const buttons = (shown: Shown) => shown.buttons.map(({ label, verb }) => `${label} (${verb})`);
  const fields = ({ form }: Shown) =>
    form ? [form.verb, ...form.fields.map(({ id, required }) => `${id}${required ? '!' : ''}`)] : [];
  return (
    differenceOfLists('the buttons', buttons(teams), buttons(slack)) ??
    differenceOfLists('the form', fields(teams), fields(slack))
  );
}

function differenceOfLists(what: string, teams: readonly string[], slack: readonly string[]): string | undefined {
  if (JSON.stringify(teams) === JSON.stringify(slack)) return undefined;
  return `${what} differ\n--- Teams: ${teams.join(', ')}\n--- Slack: ${slack.join(', ')}`;
}

/** What somebody did since the last look, by the audit trail. What is ended because it is old is ended whenever the clock ticks. */
async function readAudit(side: Side): Promise<string[]> {
  const rows = await side.service.database.prisma.auditEntry.findMany({
    where: { id: { gt: side.audited }, act: { not: 'retention' } },
    orderBy: { id: 'asc' },
  });
  side.audited = rows.at(-1)?.id ?? side.audited;
  return rows.map(({ act, subject, outcome }) => `${act} ${subject}: ${outcome}`);
}

function verbsIn(logged: readonly string[]): Set<string> {
  const lines = logged.map((line): { msg?: string; verb?: string; outcome?: string } => JSON.parse(line));
  const answered = lines.filter(({ msg, outcome }) => msg === 'turn answered' && outcome !== 'refused');
  return new Set(answered.flatMap(({ verb }) => (verb ? [verb] : [])));
}
