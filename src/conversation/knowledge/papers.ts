import {
  type CorrectPaperOutcome,
  correctPaper,
  findPaperOnRecord,
  isUsed,
  type PaperPlan,
  papersOnRecord,
  removePaper,
} from '../../app/knowledge/papers-on-record.js';
import { isWebLink, longest } from '../../domain/event-plan.js';
import { fieldOf, isTicked } from '../talk/read-form.js';
import { sayPaper } from '../talk/source-cards.js';
import { type Answer, refuse, type TurnContext, type TurnRequest } from '../talk/turn-context.js';
import { paperForm, papersCard, removePaperCard } from './papers-cards.js';

/** "Papers on record": what figures, articles and projects are from, to be corrected. */
export async function answerPapers(context: TurnContext): Promise<Answer> {
  return list(context);
}

async function list(context: TurnContext, lead?: string): Promise<Answer> {
  const papers = await papersOnRecord(context.services.core, context.actor);
  return { replies: [{ kind: 'card', card: papersCard(papers, lead) }] };
}

const gone = 'That paper is not on record any more.';
const inUse = 'Something is from that paper, so it stays on record. Name another source there first.';

/** The form for one of them. */
export async function openPaperForm(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const { prisma } = context.services.core;
  const paper = await findPaperOnRecord(prisma, context.actor, request.data.source ?? '');
  if (!paper) return list(context, gone);
  const { title, publisher, publishedOn, url } = paper;
  const values = { title, publisher, publishedOn: publishedOn.toISOString().slice(0, 10), url: url ?? '' };
  return { replies: [{ kind: 'form', form: paperForm(paper, values) }] };
}

/** Saves the submitted form. */
export async function savePaperForm(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const { core } = context.services;
  const { actor } = context;
  const id = request.data.source ?? '';
  const paper = await findPaperOnRecord(core.prisma, actor, id);
  if (!paper) return list(context, gone);
  if (isTicked(request, 'remove')) {
    return isUsed(paper) ? list(context, inUse) : { replies: [{ kind: 'card', card: removePaperCard(paper) }] };
  }
  const again = (faults: Readonly<Record<string, string>>): Answer => ({
    replies: [{ kind: 'form', form: paperForm(paper, request.values, faults) }],
  });
  const plan = readPlan(request, context.now);
  if ('faults' in plan) return again(plan.faults);
  const outcome: CorrectPaperOutcome = await correctPaper(core, actor, id, plan);
  switch (outcome) {
    case 'saved':
      return list(context, `Saved: ${sayPaper({ id, ...plan })}.`);
    case 'unchanged':
      return list(context, `Nothing has changed: ${sayPaper(paper)}.`);
    case 'title-taken':
      return again({ title: 'Another paper on record has this title.' });
    case 'not-found':
      return list(context, gone);
    case 'not-allowed':
      return refuse('source-save', 'Only organisers of everything can correct papers.');
  }
}

/** Deletes a paper, once that is confirmed. */
export async function removePaperNow(context: TurnContext, { data }: TurnRequest): Promise<Answer> {
  const outcome = await removePaper(context.services.core, context.actor, data.source ?? '');
  switch (outcome.kind) {
    case 'removed':
      return list(context, `Deleted: ${sayPaper(outcome.paper)}.`);
    case 'in-use':
      return list(context, inUse);
    case 'not-found':
      return list(context, gone);
  }
}

function readPlan(request: TurnRequest, now: Date): PaperPlan | { readonly faults: Readonly<Record<string, string>> } {
  const typed = (id: string) => fieldOf(request, id).replace(/\s+/g, ' ').trim();
  const [title, publisher, url] = [typed('title'), typed('publisher'), typed('url')];
  const publishedOn = new Date(`${typed('publishedOn')}T00:00:00Z`);
  const faults = {
    ...(title === '' ? { title: 'Say what the paper is called.' } : {}),
    ...(publisher === '' ? { publisher: 'Say who published it.' } : {}),
    ...(Number.isNaN(publishedOn.getTime()) || publishedOn > now
      ? { publishedOn: 'Give the day on which it was published.' }
      : {}),
    ...(url !== '' && (url.length > longest.link || !isWebLink(url))
      ? { url: 'Give its whole address, which begins with https://.' }
      : {}),
  };
  if (Object.keys(faults).length > 0) return { faults };
  return { title: title.slice(0, 200), publisher: publisher.slice(0, 200), publishedOn, url: url === '' ? null : url };
}
