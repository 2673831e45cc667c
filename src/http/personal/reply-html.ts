import type { PlainReply } from '../../conversation/talk/turn.js';
import { escapeHtml } from '../html.js';
import { cardHtml, type PageDrawing } from './card-html.js';
import { formHtml } from './form-html.js';

/** What the conversation answered, as HTML. @param isFirst its first heading is already the title of the page */
export function replyHtml(reply: PlainReply, drawing: PageDrawing, isFirst: boolean): string {
  switch (reply.kind) {
    case 'text':
      return `<p role="status" class="standing">${escapeHtml(reply.text)}</p>`;
    case 'card':
      return cardHtml(reply.card, drawing, isFirst);
    case 'form':
      return formHtml(reply.form, drawing);
  }
}
