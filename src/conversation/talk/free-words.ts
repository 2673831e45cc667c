import type { Form } from '../../rendering/card.js';
import type { Reply } from './turn.js';

/** What goes above every form that somebody can write freely in. */
const care = 'Please write nothing about a child.';

/** Forms with room for free words ask to write nothing about a child, whoever made the form. */
export function withCare(reply: Reply): Reply {
  if (reply.kind === 'form') return { ...reply, form: careIn(reply.form) };
  if (reply.kind !== 'aside') return reply;
  const replies = reply.replies.map((one) => (one.kind === 'form' ? { ...one, form: careIn(one.form) } : one));
  return { ...reply, replies };
}

function careIn(form: Form): Form {
  const free = form.fields.some((field) => field.kind === 'text' && field.multiline);
  return free ? { ...form, intro: [...(form.intro ?? []), { kind: 'context', text: care }] } : form;
}
