import { type AbsentSchools, maySeeAbsent, readAbsentSchools } from '../../../app/figures/absent-schools.js';
import type { NamesOnRecord } from '../../../app/figures/figure-names.js';
import { projectAsked } from '../../../app/figures/project-schools.js';
import { eventsToInviteTo } from '../../../app/invitations/open-events.js';
import { readPartnership } from '../../../app/setup/partnership.js';
import type { FiguresQuery } from '../../../domain/figures/figures-query.js';
import type { Action } from '../../../rendering/card.js';
import { openAnnouncing } from '../../invitations/announcing.js';
import { openInviting } from '../../projects/inviting/inviting.js';
import { type Answer, refuse, type TurnContext, type TurnRequest, text } from '../../talk/turn-context.js';
import { inCalendarYear } from '../calendar-year.js';
import { namesOfTurn } from '../figures-asked.js';
import { readQuery, writeQuery } from '../query-codec.js';
import { readScope, scopeForm } from '../scope-form.js';
import { absentCard, chooseEventCard } from './absent-cards.js';
import { refusedAbsent, showProjectSchools } from './project-schools.js';

const ever: FiguresQuery = {
  subjects: [],
  unsure: false,
  measure: 'absent',
  operation: 'value',
  times: [{ kind: 'ever' }],
  places: [],
  areas: [],
  phases: [],
};

/** The schools that nobody came from: by name where the asker may see them and nobody else reads along. */
export async function answerAbsent(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const names = await namesOfTurn(context);
  const query = request.values.series ? readScope(context, request, names, 'absent') : readQuery(request.data.query);
  return showAbsent(context, names, query ?? ever, Number(request.data.page ?? 0));
}

/** One page of them. */
export async function showAbsent(
  context: TurnContext,
  names: NamesOnRecord,
  query: FiguresQuery,
  page: number,
): Promise<Answer> {
  const { core } = context.services;
  if (projectAsked(query)) return showProjectSchools(context, names, query, page);
  const absent = await readAbsentSchools(core, context.actor, query);
  const calendar = absent && absent.rounds.length + absent.gaps.length === 0 && inCalendarYear(query, context.zone);
  if (calendar) return showAbsent(context, names, calendar, page);
  if (!absent) return refuse('absent-schools', refusedAbsent);
  const { locality } = await readPartnership(core);
  const shown = { query, absent, names, locality, page: Number.isInteger(page) && page > 0 ? page : 0 };
  const card = absentCard(shown, context, actionsFor(context, query, absent));
  return {
    replies: [{ kind: 'card', card }],
    subject: { events: context.subject.events, figures: writeQuery(query) },
  };
}

function actionsFor(context: TurnContext, query: FiguresQuery, absent: AbsentSchools): Action[] {
  const data = { query: writeQuery(query) };
  const url = context.services.board?.absentSchools(context.actor.accountId, data.query);
  const narrow: Action = { kind: 'act', label: 'Narrow it', verb: 'absent-narrow', data, opensForm: true };
  if (absent.schools.length === 0) return [narrow];
  return [
    ...(absent.hasContacts
      ? [{ kind: 'act', label: 'Invite them', verb: 'absent-invite', data, keepsCard: true, style: 'primary' } as const]
      : []),
    narrow,
    ...(url ? [{ kind: 'link', label: 'Spreadsheet', url } as const] : []),
  ];
}

/** Which series, year, phase and locality. */
export async function narrowAbsent(context: TurnContext, request: TurnRequest): Promise<Answer> {
  if (!maySeeAbsent(context.actor)) return refuse('absent-narrow', refusedAbsent);
  const { locality } = await readPartnership(context.services.core);
  const of = { title: 'Schools that did not come', verb: 'absent-schools', locality } as const;
  const form = scopeForm(context, await namesOfTurn(context), readQuery(request.data.query) ?? ever, of);
  return { replies: [{ kind: 'form', form }] };
}

/** "Invite them": to an event of that series that can be booked, or into that project; these schools alone. */
export async function inviteAbsent(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const query = readQuery(request.data.query) ?? ever;
  if (projectAsked(query)) return openInviting(context, request);
  const series = query.subjects.flatMap(({ kind, slug }) => (kind === 'series' ? [slug] : []));
  const events = await eventsToInviteTo(context.services.core, context.actor, series);
  const [only, ...others] = events;
  const data = { query: writeQuery(query) };
  if (!only) {
    const what = series.length > 0 ? 'event of that series' : 'event';
    return {
      replies: [text(`There is no ${what} that can be booked now. Publish one, and invite them to it then.`)],
    };
  }
  if (others.length > 0)
    return { replies: [{ kind: 'card', card: chooseEventCard(events, data.query, context.zone) }] };
  return openAnnouncing(context, { ...request, data: { event: only.id, ...data } });
}
