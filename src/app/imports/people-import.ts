import type { Tx } from '../../db/database.js';
import { newId } from '../../db/new-id.js';
import { nameKey } from '../../domain/attendance-file.js';
import type { Core } from '../core.js';
import { mapGivingWay } from '../give-way.js';
import { type FindSchool, openSchoolFinder } from '../schools/school-finder.js';
import { changeOf, type Finding, foundIn } from './findings.js';
import type { PeopleFile, PersonRecord } from './import-file-format.js';
import { type KnownPerson, type PeopleIndex, readPeople } from './import-lookups.js';
import type { Plan, ReportLine } from './import-plan.js';
import { chunksOf } from './schools-on-record.js';

interface Decision {
  readonly row: PersonRecord;
  readonly urn: number | null;
  readonly known: KnownPerson | undefined;
  /** What changes for a person on record. */
  readonly changes: {
    readonly name: boolean;
    readonly email: boolean;
    readonly post: boolean;
    /** The file is what speaks for the post they said they have. */
    readonly proof: boolean;
  };
  readonly line: ReportLine | undefined;
}

/**
 * Compares people with those on record: by address, otherwise by name at the same school. Imports give no roles and
 * link no accounts, which takes a platform's confirmation. The address of somebody who uses the chat is not changed.
 */
export async function planPeople(core: Core, tx: Tx, file: PeopleFile): Promise<Plan> {
  const find = await openSchoolFinder(
    tx,
    file.rows.flatMap(({ school }) => school ?? []),
    true,
  );
  const schools = await mapGivingWay(file.rows, ({ school }) => (school === null ? null : find(school)));
  const urns = schools.map((school) => (school?.kind === 'found' ? school.urn : null));
  const index = await readPeople(
    tx,
    file.rows.flatMap(({ email }) => email ?? []),
    urns,
  );
  const seen = { byEmail: new Map<string, number>(), byName: new Map<string, number>() };
  const decisions = await mapGivingWay(file.rows, (row) => decide(row, find, index, seen));
  const lines = decisions.flatMap(({ line }) => line ?? []);
  return {
    lines,
    unchanged: decisions.length - lines.length,
    remarks: [],
    store: async (watch) => {
      const due = decisions.filter(({ line }) => line !== undefined);
      await storePeople(core, tx, due);
      watch(due.length, due.length);
    },
  };
}

/** Lines of the file that were decided before, by the person's address, and by their name and school. */
interface Seen {
  readonly byEmail: Map<string, number>;
  readonly byName: Map<string, number>;
}

/** One for all, because a file may have fifty thousand rows that change nothing on record. */
const nothing: Decision['changes'] = { name: false, email: false, post: false, proof: false };

function decide(row: PersonRecord, find: FindSchool, index: PeopleIndex, seen: Seen): Decision {
  const school = row.school === null ? undefined : find(row.school);
  const faulty = (fault: Finding): Decision => ({
    row,
    urn: null,
    known: undefined,
    changes: nothing,
    line: { line: row.line, name: row.name, outcome: 'faulty', details: [fault] },
  });
  if (school?.kind === 'fault') return faulty(school.fault);
  const urn = school?.urn ?? null;
  const name = `${urn} ${nameKey(row.name)}`;
  const twin = (row.email ? seen.byEmail.get(row.email) : undefined) ?? seen.byName.get(name);
  if (twin !== undefined) return faulty({ kind: 'same-person', line: twin });
  if (row.email) seen.byEmail.set(row.email, row.line);
  seen.byName.set(name, row.line);
  const found = personOf(row, urn, index);
  if (found === 'several') return faulty({ kind: 'several-of-this-name' });
  const moved: Finding[] = school?.was === undefined ? [] : [{ kind: 'is-now', was: school.was, urn: school.urn }];
  if (!found) {
    const post = { kind: 'new-person', ...postOf(row), school: school?.name ?? null } as const;
    return {
      row,
      urn,
      known: undefined,
      changes: nothing,
      line: { line: row.line, name: row.name, outcome: 'new', details: [post, ...moved] },
    };
  }
  const post = found.urn !== urn || found.position !== row.position || found.title !== row.title;
  const changes = {
    name: row.name !== found.name,
    email: row.email !== null && found.email !== row.email && !found.hasAccount,
    post,
    proof: !post && !found.proven,
  };
  const details = differencesOf(row, urn, found, changes);
  const line: ReportLine = { line: row.line, name: row.name, outcome: 'changed', details: [...details, ...moved] };
  return { row, urn, known: found, changes, line: details.length > 0 ? line : undefined };
}

/** Never by name alone, because there are namesakes at other schools. */
export function personOf(
  row: PersonRecord,
  urn: number | null,
  index: PeopleIndex,
): KnownPerson | 'several' | undefined {
  const byEmail = row.email === null ? undefined : index.byEmail.get(row.email);
  if (byEmail) return byEmail;
  const [only, ...others] = index.atSchool(urn, row.name);
  if (others.length > 0) return 'several';
  // A different address means a namesake, unless there was none on record.
  return only && (row.email === null || only.email === null || only.hasAccount) ? only : undefined;
}

function differencesOf(
  row: PersonRecord,
  urn: number | null,
  known: KnownPerson,
  changes: Decision['changes'],
): Finding[] {
  return foundIn([
    changes.name ? changeOf('name', known.name, row.name) : undefined,
    changes.email ? { kind: 'address-added' } : undefined,
    changes.post ? postChange(known, row) : undefined,
    changes.post ? changeOf('school', known.urn, urn) : undefined,
    changes.proof ? { kind: 'confirmed-there' } : undefined,
  ]);
}

function postChange({ position, title }: KnownPerson, row: PersonRecord): Finding | undefined {
  const same = position === row.position && (position !== 'other' || (title ?? null) === row.title);
  const from = position ? { position, title } : null;
  return same ? undefined : { kind: 'post-change', from, to: postOf(row) };
}

function postOf({ position, title }: PersonRecord) {
  return { position, title };
}

async function storePeople(core: Core, tx: Tx, due: readonly Decision[]): Promise<void> {
  const at = core.clock.now();
  const fresh = due.filter(({ known }) => known === undefined).map((decision) => ({ ...decision, id: newId() }));
  for (const chunk of chunksOf(fresh, 2_000)) {
    await tx.person.createMany({
      data: chunk.map(({ id, row }) => ({ id, name: row.name, email: row.email, noticeDue: true, createdAt: at })),
    });
    await tx.post.createMany({
      data: chunk.map(({ id, row, urn }) => ({
        personId: id,
        urn,
        position: row.position,
        title: row.title,
        from: at,
        ...inFile(at),
      })),
    });
  }
  for (const { known, row, urn, changes } of due) {
    if (!known) continue;
    const data = { ...(changes.name ? { name: row.name } : {}), ...(changes.email ? { email: row.email } : {}) };
    if (changes.name || changes.email) await tx.person.update({ where: { id: known.id }, data, select: { id: true } });
    if (changes.proof && known.postId)
      await tx.post.update({ where: { id: known.postId }, data: inFile(at), select: { id: true } });
    if (!changes.post) continue;
    if (known.postId) await tx.post.update({ where: { id: known.postId }, data: { until: at }, select: { id: true } });
    await tx.post.create({
      data: { personId: known.id, urn, position: row.position, title: row.title, from: at, ...inFile(at) },
      select: { id: true },
    });
  }
}

/** An organiser's file speaks for whom it names. */
function inFile(at: Date) {
  return { proof: 'file', provenAt: at } as const;
}
