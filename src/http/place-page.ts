import type { LinkedAction, LinkedPlace } from '../app/bookings/place-links.js';
import { describePlace, type PlaceQuestion } from '../conversation/bookings/place-words.js';
import { brandedPage } from './branded-page.js';
import { escapeHtml } from './html.js';
import { pageWords } from './words/page-words.js';

/** The page of one booking, with the answers possible now. Plain HTML without scripts; all text is escaped. */
export function placePage(
  place: LinkedPlace,
  view: {
    readonly now: Date;
    readonly zone: string;
    readonly done: LinkedAction['answer'] | undefined;
    /** Link to the booking as a calendar file. */
    readonly calendar: string;
  },
): string {
  const { title, facts, standing, questions, note, answers, held } = describePlace(place, view);
  const rows = facts.map(([label, value]) => `<dt>${escapeHtml(label)}</dt><dd>${escapeHtml(value)}</dd>`).join('\n');
  const buttons = answers.map(({ answer, label }, index) => {
    const unchecked = answer === 'save' ? '' : ' formnovalidate';
    return `<button name="answer" value="${answer}"${index === 0 ? ' class="first"' : ''}${unchecked}>${escapeHtml(label)}</button>`;
  });
  const fields = questions.map(questionHtml).join('\n');
  const form = `<form method="post">
${fields === '' ? '' : `<h2>The organisers ask</h2>\n${fields}\n`}${note === '' ? '' : `<p class="note">${escapeHtml(note)}</p>\n`}<p class="acts">
${buttons.join('\n')}
</p>
</form>`;
  return brandedPage(
    title,
    `<p role="status" class="standing">${escapeHtml(standing)}</p>
<dl>
${rows}
</dl>
${held ? `<p><a href="${escapeHtml(view.calendar)}">Add to my calendar</a></p>\n` : ''}${buttons.length === 0 ? '' : form}`,
  );
}

function questionHtml({ id, label, options, required, value, hint, fault }: PlaceQuestion): string {
  const must = required ? ' required' : '';
  const described = [...(fault ? [`${id}-fault`] : []), ...(hint ? [`${id}-hint`] : [])].join(' ');
  const attributes = `id="${id}" name="${id}"${must}${fault ? ' aria-invalid="true"' : ''}${described ? ` aria-describedby="${described}"` : ''}`;
  const input =
    options.length > 0
      ? `<select ${attributes}>\n${['', ...options].map((option) => optionHtml(option, value)).join('\n')}\n</select>`
      : `<textarea ${attributes} rows="2" maxlength="500">${escapeHtml(value)}</textarea>`;
  return `<div class="field">
<label for="${id}">${escapeHtml(label)}${required ? '' : ' <span class="note">(optional)</span>'}</label>
${fault ? `<p class="fault" id="${id}-fault">${escapeHtml(fault)}</p>\n` : ''}${input}
${hint ? `<p class="note" id="${id}-hint">${escapeHtml(hint)}</p>\n` : ''}</div>`;
}

function optionHtml(option: string, chosen: string): string {
  const selected = option === chosen ? ' selected' : '';
  return `<option value="${escapeHtml(option)}"${selected}>${option === '' ? pageWords.pleaseChoose : escapeHtml(option)}</option>`;
}
