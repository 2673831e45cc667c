import { TZDate } from '@date-fns/tz';
import { format } from 'date-fns';
import { mayChangeTemplate } from '../../app/board/paper-template.js';
import { findPaper, listPapers, makePaper, type Paper } from '../../app/board/papers.js';
import { academicYearOf } from '../../domain/academic-year.js';
import { sayMoment } from '../../domain/when.js';
import type { Action } from '../../rendering/card.js';
import { pastDaysInWords } from '../talk/past-days.js';
import { type Answer, refuse, type TurnContext, type TurnRequest, text } from '../talk/turn-context.js';
import { paperCard, paperForm, readFront, sayDays, sayPaperRefusal, usualFront } from './papers-cards.js';

/** "Draft the committee report": asks for the period; by default this academic year so far. */
export async function openPaperForm(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const [from, to] = request.text.match(/\b\d{4}-\d\d-\d\d\b/g) ?? daysNamed(context, request.text);
  const today = format(new TZDate(context.now, context.zone), 'yyyy-MM-dd');
  const september = `${academicYearOf(context.now, context.zone)}-09-01`;
  const values = { from: from ?? september, to: to ?? today, author: context.actor.name, ...usualFront };
  return { replies: [{ kind: 'form', form: paperForm(values) }] };
}

/** The first and the last day of the term or the year that is named, and no later than today. */
function daysNamed({ now, zone }: TurnContext, words: string): string[] {
  const named = pastDaysInWords(words.replace(/\b(autumn|spring|summer)\b(?! term)/i, '$1 term'), now, zone);
  if (!named) return [];
  const last = Math.min(named.to.getTime() - 1, now.getTime());
  return [named.from.getTime(), last].map((at) => format(new TZDate(at, zone), 'yyyy-MM-dd'));
}

/** Handles the submitted form. */
export async function draftPaper(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const said = (id: string) => (typeof request.values[id] === 'string' ? request.values[id].trim() : '');
  const days = { from: said('from'), to: said('to') };
  const front = readFront({
    committee: said('committee'),
    meeting: said('meeting'),
    author: said('author'),
    purpose: said('purpose'),
    recommendations: said('recommendations'),
  });
  const outcome = await makePaper(context.services.core, context.actor, { ...days, front });
  if (outcome.kind === 'made') return show(context, outcome.paper);
  const words = sayPaperRefusal(outcome.reason);
  if (outcome.reason === 'not-board') return refuse('draft-paper', words);
  const field = outcome.reason === 'future' || outcome.reason === 'no-dates' ? 'from' : 'to';
  return { replies: [{ kind: 'form', form: paperForm(request.values, { [field]: words }) }] };
}

/** One that was drafted before. */
export async function openPaper(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const paper = await findPaper(context.services.core, context.actor, request.data.paper ?? '');
  return paper ? show(context, paper) : answerPapers(context);
}

/** "Committee papers": those that were drafted, the latest first. */
export async function answerPapers(context: TurnContext): Promise<Answer> {
  const papers = await listPapers(context.services.core, context.actor, 12);
  if (papers.length === 0) {
    return { replies: [text('No committee paper has been drafted yet. Say “draft the committee report”.')] };
  }
  const title = 'Committee papers';
  const items = papers.map((paper) => ({
    title: sayDays(paper),
    detail: `drafted ${sayMoment(paper.madeAt, context.zone)}`,
    action: { kind: 'act', label: 'Open', verb: 'paper', data: { paper: paper.id }, keepsCard: true } as const,
  }));
  const card = {
    fallback: [title, ...items.map((item) => `${item.title}, ${item.detail}`)].join('\n'),
    blocks: [{ kind: 'heading', text: title } as const, { kind: 'list', items } as const],
    again: { verb: 'papers' } as const,
    actions: [
      { kind: 'act', label: 'Draft a new one', verb: 'committee-report', opensForm: true } as const,
      ...(mayChangeTemplate(context.actor)
        ? [{ kind: 'act', label: 'Template', verb: 'paper-template', keepsCard: true } as const]
        : []),
    ],
  };
  return { replies: [{ kind: 'card', card }] };
}

function show(context: TurnContext, paper: Paper): Answer {
  const { services, actor } = context;
  const link = (label: string, kind: 'docx' | 'xlsx'): Action[] =>
    services.papers ? [{ kind: 'link', label, url: services.papers(actor.accountId, paper.id, kind) }] : [];
  const links = [...link('Word document', 'docx'), ...link('Spreadsheet', 'xlsx')];
  return { replies: [{ kind: 'card', card: paperCard(paper, context.zone, links) }] };
}
