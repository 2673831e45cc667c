import { longestReason } from '../../domain/decision.js';
import type { ActAction, Card, Form, ListItem } from '../../rendering/card.js';
import type { Refused } from './enrolment-forms.js';

/** What an organiser decides on, as it appears in verbs and button data. */
type Decided = 'application' | 'nomination';

/** Buttons to approve or decline, which open a form for the reason. */
export function decisionActions(what: Decided, id: string): ActAction[] {
  const open = (label: string, answer: 'approve' | 'decline', style: 'primary' | 'danger'): ActAction => ({
    kind: 'act',
    label,
    verb: `${what}-decide-ask`,
    data: { [what]: id, answer },
    style,
    opensForm: true,
  });
  return [open('Approve', 'approve', 'primary'), open('Decline', 'decline', 'danger')];
}

/** Asks for the reason of a decision; a no needs one. @param title what is decided on, such as the school */
export function decisionForm(
  what: Decided,
  id: string,
  answer: 'approve' | 'decline',
  title: string,
  refused?: Refused,
): Form {
  const yes = answer === 'approve';
  return {
    title: `${yes ? 'Approve' : 'Decline'}: ${title}`,
    intro: [{ kind: 'text', text: 'What you write here is sent with your decision.' }],
    fields: [
      {
        kind: 'text',
        id: 'reason',
        label: yes ? 'Message (optional)' : 'Reason',
        required: !yes,
        multiline: true,
        maxLength: longestReason,
      },
    ],
    ...(refused ? { values: refused.values, faults: refused.faults } : {}),
    submit: { label: yes ? 'Approve' : 'Decline', verb: `${what}-decide`, data: { [what]: id, answer } },
    cancel: { kind: 'act', label: 'Decide later', verb: what, data: { [what]: id } },
    fallback: `${yes ? 'Approve' : 'Decline'}: ${title}. Open this where forms can be shown.`,
  };
}

/** What waits for a decision. */
export function undecidedCard(verb: 'nominations' | 'applications', items: readonly ListItem[]): Card {
  const title = verb === 'nominations' ? 'Nominations to decide' : 'Applications to decide';
  const none =
    verb === 'nominations' ? 'Nobody is waiting for a decision.' : 'No applications are waiting for a decision.';
  return {
    fallback: [title, ...(items.length > 0 ? items.map((item) => `${item.title}: ${item.detail}`) : [none])].join('\n'),
    blocks: [
      { kind: 'heading', text: title },
      items.length > 0 ? { kind: 'list', items } : { kind: 'text', text: none },
    ],
    again: { verb },
  };
}
