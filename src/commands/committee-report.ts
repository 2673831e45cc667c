import { z } from 'zod';
import { findPaper, makePaper, type Paper } from '../app/board/papers.js';
import type { Core } from '../app/core.js';
import { readFront, sayDays, sayPaperRefusal } from '../conversation/board/papers-cards.js';
import { makePaperFile } from '../service/paper-files.js';

export const reportInput = z.object({
  from: z.string().max(40),
  to: z.string().max(40),
  /** The id of an earlier paper that is to be printed again. */
  again: z.string().max(40).optional(),
  committee: z.string().max(200).default(''),
  /** The day of the meeting, `YYYY-MM-DD`. */
  meeting: z.string().max(10).default(''),
  author: z.string().max(200).default(''),
  purpose: z.string().max(2_000).default(''),
  /** Where a council's own Word document is. */
  template: z.string().max(4_096).optional(),
  /** Each on a line of its own. */
  recommendations: z.string().max(3_000).default(''),
});
type ReportOutcome =
  | { readonly kind: 'made'; readonly words: string; readonly docx: string; readonly xlsx: string }
  | { readonly kind: 'refused'; readonly words: string };
/** Drafts a committee paper, or prints an earlier one again, with its files in base64. */
export async function reportCommittee(core: Core, given: z.input<typeof reportInput>): Promise<ReportOutcome> {
  const input = reportInput.parse(given);
  const { from, to } = input;
  const found = input.again ? await findPaper(core, undefined, input.again) : undefined;
  if (input.again && !found) return { kind: 'refused', words: 'There is no paper of that id.' };
  const outcome = found
    ? ({ kind: 'made', paper: found } as const)
    : await makePaper(core, undefined, { from, to, front: readFront(input) });
  if (outcome.kind === 'refused') return { kind: 'refused', words: sayPaperRefusal(outcome.reason) };
  const { paper } = outcome;
  const file = async (format: 'docx' | 'xlsx') =>
    (await makePaperFile(core, paper.data, format, { asked: input.template })).toString('base64');
  return { kind: 'made', words: sayMade(paper), docx: await file('docx'), xlsx: await file('xlsx') };
}
function sayMade({ id, data, withdrawnSince }: Paper): string {
  const again = `To make the same again: report committee --again ${id}`;
  const lines = [`Committee paper, ${sayDays(data)}.`, again];
  if (withdrawnSince > 0) {
    lines.push(`Withdrawn since it was drafted: ${withdrawnSince} of its quotes. Do not send it out again.`);
  }
  return lines.join('\n');
}
