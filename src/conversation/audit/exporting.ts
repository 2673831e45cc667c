import { mayExportEverything } from '../../app/privacy/export-everything.js';
import type { Card } from '../../rendering/card.js';
import { type Answer, refuse, type TurnContext, text } from '../talk/turn-context.js';

export const exportRefusal = 'Only the partnership’s administrators can export everything. Please ask one of them.';

/** "Export everything": a link that soon expires. */
export async function offerEverything(context: TurnContext): Promise<Answer> {
  const { administration } = context.services;
  if (!mayExportEverything(context.actor)) return refuse('export-everything', exportRefusal);
  if (!administration)
    return { replies: [text('I cannot offer files here. Use “staffroom export” on the command line.')] };
  const lead = 'Here is everything we hold, as a ZIP file of CSV tables.';
  const note =
    'It contains everybody’s personal data, so keep it as safe as the database itself. The link is only for you and expires in 15 minutes. Its use is recorded in the audit trail.';
  const url = administration.everything(context.actor.accountId);
  const card: Card = {
    fallback: `${lead} ${note} ${url}`,
    blocks: [
      { kind: 'text', text: lead },
      { kind: 'context', text: note },
    ],
    actions: [{ kind: 'link', label: 'Download everything', url }],
  };
  return { replies: [{ kind: 'card', card }] };
}
