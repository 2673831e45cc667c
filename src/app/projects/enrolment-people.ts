import type { Tx } from '../../db/database.js';
import type { Actor } from '../../domain/actor.js';
import { isLiving } from '../../domain/enrolment.js';
import { recordAct } from '../audit/audit.js';
import { commit } from '../commit.js';
import type { Core } from '../core.js';
import type { Notice } from '../messages/schedule-delivery.js';
import { tellPeople } from '../messages/tell-people.js';
import { type PersonChoice, type PersonFault, personFault, settlePerson } from '../people/school-people.js';
import { lockEnrolment } from './enrolment-views.js';

export interface NamedParts {
  readonly lead: PersonChoice;
  readonly contact: PersonChoice | undefined;
}

export type NamingOutcome =
  | { readonly kind: 'named'; readonly enrolmentId: string }
  | { readonly kind: 'faulty'; readonly faults: { readonly lead?: PersonFault; readonly contact?: PersonFault } }
  /** No enrolment of theirs, one that is over, or somebody who may not. */
  | { readonly kind: 'refused'; readonly reason: 'not-found' | 'ended' | 'not-yours' };

/** Names another lead and contact. Whoever was it before is kept, with the days from and until. */
export async function changePeople(
  core: Core,
  actor: Actor,
  enrolmentId: string,
  parts: NamedParts,
): Promise<NamingOutcome> {
  return commit(core, async (tx): Promise<NamingOutcome> => {
    const found = await lockEnrolment(tx, actor, enrolmentId);
    if (!found?.rights.see) return { kind: 'refused', reason: 'not-found' };
    if (!isLiving(found.state)) return { kind: 'refused', reason: 'ended' };
    if (!found.rights.namePeople) return { kind: 'refused', reason: 'not-yours' };
    const lead = await personFault(tx, found.urn, parts.lead);
    const contact = parts.contact && (await personFault(tx, found.urn, parts.contact));
    if (lead || contact) return { kind: 'faulty', faults: { ...(lead && { lead }), ...(contact && { contact }) } };
    await nameParts(core, tx, actor, found, parts);
    const line = { act: 'name-people', subject: 'enrolment', subjectId: found.id, outcome: 'named' } as const;
    await recordAct(tx, actor, line, core.clock.now());
    return { kind: 'named', enrolmentId: found.id };
  });
}

/** Writes who leads and who is written to. Call under the cohort's lock, after `personFault` found nothing. */
export async function nameParts(
  core: Core,
  tx: Tx,
  actor: Actor,
  enrolment: { readonly id: string; readonly urn: number },
  parts: NamedParts,
): Promise<void> {
  const at = core.clock.now();
  const lead = await settlePerson(tx, enrolment.urn, parts.lead, at);
  await setPart(core, tx, enrolment.id, 'lead', lead, actor);
  const contact = parts.contact && (await settlePerson(tx, enrolment.urn, parts.contact, at));
  await setPart(core, tx, enrolment.id, 'contact', contact, actor);
}

async function setPart(
  core: Core,
  tx: Tx,
  enrolmentId: string,
  part: 'lead' | 'contact',
  personId: string | undefined,
  actor: Actor,
): Promise<void> {
  const at = core.clock.now();
  const current = await tx.enrolmentLead.findFirst({
    where: { enrolmentId, part, until: null },
    select: { id: true, personId: true },
  });
  if (current?.personId === personId) return;
  if (current) await tx.enrolmentLead.update({ where: { id: current.id }, data: { until: at }, select: { id: true } });
  if (personId === undefined) return;
  const named = await tx.enrolmentLead.create({
    data: { enrolmentId, part, personId, from: at },
    select: { id: true },
  });
  if (personId === actor.personId || part !== 'lead') return;
  const message: Notice = { key: `lead-named:${named.id}`, kind: 'lead-named', payload: { enrolmentId } };
  await tellPeople(core, tx, [personId], message);
}
