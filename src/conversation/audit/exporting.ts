import { mayExportEverything } from '../../app/privacy/export-everything.js';
import type { Card } from '../../rendering/card.js';
import { type Answer, refuse, type TurnContext, text } from '../talk/turn-context.js';

export const exportRefusal = 'Exporting everything is for the administrators of the partnership. Ask one of them.';

/** "Export everything": a link that ends soon. */
export async function offerEverything(context: TurnContext): Promise<Answer> {
  const { administration } = context.services;
  if (!mayExportEverything(context.actor)) return refuse('export-everything', exportRefusal);
  if (!administration)
    return { replies: [text('Files are not served here. Use “staffroom export” on the command line.')] };
  const lead = 'Here is everything that is held, as a ZIP file of CSV tables.';
  const note =
    'It has everybody’s personal data in it: keep it as you would keep the database. The link is for you alone and ends in 15 minutes. That it was used is noted in the audit trail.';
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
