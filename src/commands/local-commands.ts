import { z } from 'zod';
import type { Core } from '../app/core.js';
import { importFile } from '../app/imports/import-file.js';
import type { Watch } from '../app/imports/import-plan.js';
import { unpackFile } from '../app/imports/packed-file.js';
import { askOnce } from '../conversation/knowledge/ask-once.js';
import type { Services } from '../conversation/talk/turn-context.js';
import { importAttendanceFile } from '../importers/attendance/import-file.js';
import { importKnowledge } from '../importers/knowledge.js';
import { readArticlesApart } from '../importers/reading/reading-apart.js';
import { reportCommittee, reportInput } from './committee-report.js';
import { exportTo } from './export-files.js';

/** Nobody unknown has a place to link to. */
const noLinks = {
  notice: '',
  calendar: none,
  place: none,
  page: none,
  feed: none,
  attendanceChecklist: none,
  attendees: none,
  ownData: none,
  personData: none,
  certificate: none,
};

function none(): string {
  return '';
}

/**
 * What the command line does with the records. Only one process can use the embedded database: while the service is
 * running, it executes these for the command line (`local-rpc.ts`); otherwise the command line does so itself.
 */
const commands = {
  ask: command(z.object({ questions: z.array(z.string().max(10_000)).max(1_000) }), async (core, { questions }) => {
    const services: Services = { core, links: noLinks, personas: undefined };
    const answers: Awaited<ReturnType<typeof askOnce>>[] = [];
    for (const question of questions) answers.push(await askOnce(services, question));
    return answers;
  }),
  'import-knowledge': command(z.object({ name: z.string(), base64: z.string() }), async (core, { name, base64 }) =>
    importKnowledge(core, await readArticlesApart(name, Buffer.from(base64, 'base64'))),
  ),
  export: command(z.object({ out: z.string().max(4_096) }), async (core, { out }) => exportTo(core, out)),
  'import-attendance': command(
    z.object({
      event: z.string().max(200),
      session: z.string().max(200).optional(),
      apply: z.boolean(),
      anyDay: z.boolean(),
      base64: z.string(),
    }),
    async (core, { event, session, apply, anyDay, base64 }) =>
      importAttendanceFile(core, { event, session, apply, anyDay }, Buffer.from(base64, 'base64')),
  ),
  'import-data': command(
    z.object({ packed: z.string(), apply: z.boolean(), goodRows: z.boolean() }),
    async (core, { packed, apply, goodRows }, watch) =>
      importFile(core, undefined, await unpackFile(packed), { apply, goodRows, watch }),
  ),
  'report-committee': command(reportInput, reportCommittee),
};

type Commands = typeof commands;
export type LocalCommand = keyof Commands;
export type InputOf<Name extends LocalCommand> = Parameters<Commands[Name]>[1];
export type OutputOf<Name extends LocalCommand> = Awaited<ReturnType<Commands[Name]>>;

/** @param watch receives the progress of long commands @throws when the input is not valid for the command */
export async function runLocalCommand<Name extends LocalCommand>(
  core: Core,
  name: Name,
  input: InputOf<Name>,
  watch?: Watch,
): Promise<OutputOf<Name>> {
  const run = commands[name] as (core: Core, input: unknown, watch?: Watch) => Promise<OutputOf<Name>>;
  return run(core, input, watch);
}

export function isLocalCommand(name: string): name is LocalCommand {
  return Object.hasOwn(commands, name);
}

function command<Input, Output>(
  schema: z.ZodType<Input>,
  run: (core: Core, input: Input, watch?: Watch) => Promise<Output>,
) {
  return async (core: Core, input: Input, watch?: Watch): Promise<Output> => run(core, schema.parse(input), watch);
}
