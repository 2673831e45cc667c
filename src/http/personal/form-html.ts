import type { Field, Form, Option } from '../../rendering/card.js';
import { escapeHtml } from '../html.js';
import { pageWords } from '../words/page-words.js';
import { actionHtml, blockHtml, type PageDrawing, pressed } from './card-html.js';

/** A form as HTML, with what was typed and what is wrong beside each field. */
export function formHtml(form: Form, drawing: PageDrawing): string {
  const intro = (form.intro ?? []).map((block) => blockHtml(block, drawing));
  const fields = form.fields.map((field) => fieldHtml(field, form));
  const { submit, cancel } = form;
  const send = `<button class="first" name="do" value="${escapeHtml(pressed(submit.verb, submit.data ?? {}))}">${escapeHtml(submit.label)}</button>`;
  const leave = cancel ? actionHtml(cancel, drawing, ' formnovalidate') : '';
  return `<form method="post" action="${escapeHtml(drawing.path)}">
${[...intro, ...fields].join('\n')}
<p class="acts">
${[send, leave].filter(Boolean).join('\n')}
</p>
</form>`;
}

function fieldHtml(field: Field, { values = {}, faults = {} }: Form): string {
  const { id, hint } = field;
  // A page has no directory to choose from.
  if (field.kind === 'people') return '';
  const fault = faults[id];
  const said = [
    ...(fault ? [`<p class="fault" id="${id}-fault">${escapeHtml(fault)}</p>`] : []),
    ...(hint ? [`<p class="note" id="${id}-hint">${escapeHtml(hint)}</p>`] : []),
  ].join('\n');
  const describedBy = [...(fault ? [`${id}-fault`] : []), ...(hint ? [`${id}-hint`] : [])].join(' ');
  const attributes = `${fault ? ' aria-invalid="true"' : ''}${describedBy ? ` aria-describedby="${describedBy}"` : ''}`;
  const value = values[id] ?? '';
  const optional = field.required ? '' : ' <span class="note">(optional)</span>';
  const several = field.kind === 'choices' || (field.kind === 'choice' && field.expanded);
  if (several) {
    const legend = `<legend>${escapeHtml(field.label)}${optional}</legend>`;
    return `<fieldset class="field"${attributes}>\n${legend}\n${said}\n${optionsHtml(field, [value].flat())}\n</fieldset>`;
  }
  const input = inputHtml(field, typeof value === 'string' ? value : '', attributes);
  if (field.kind === 'tick') return `<div class="field">\n${said}\n${input}\n</div>`;
  const label = `<label for="${id}">${escapeHtml(field.label)}${optional}</label>`;
  return `<div class="field">\n${label}\n${said}\n${input}\n</div>`;
}

function optionsHtml(field: Extract<Field, { kind: 'choice' | 'choices' }>, chosen: readonly string[]): string {
  const many = field.kind === 'choices';
  const name = `${many ? 'm' : 'v'}.${field.id}`;
  const rows = field.options.map(({ value, label }) => {
    const checked = chosen.includes(value) ? ' checked' : '';
    const must = !many && field.required ? ' required' : '';
    const type = many ? 'checkbox' : 'radio';
    return `<label class="tick"><input type="${type}" name="${name}" value="${escapeHtml(value)}"${checked}${must}> ${escapeHtml(label)}</label>`;
  });
  // Says that the field was there when nothing of it is ticked.
  return [...(many ? [`<input type="hidden" name="${name}" value="">`] : []), ...rows].join('\n');
}

function inputHtml(field: Exclude<Field, { kind: 'people' }>, value: string, described: string): string {
  const { id } = field;
  const attributes = `id="${id}" name="v.${id}"${field.required ? ' required' : ''}${described}`;
  const text = escapeHtml(value);
  switch (field.kind) {
    case 'text': {
      const longest = field.maxLength ? ` maxlength="${field.maxLength}"` : '';
      if (field.multiline) return `<textarea ${attributes} rows="3"${longest}>${text}</textarea>`;
      const example = field.placeholder ? ` placeholder="${escapeHtml(field.placeholder)}"` : '';
      return `<input type="text" ${attributes} value="${text}"${longest}${example}>`;
    }
    case 'choice':
    case 'choices':
      return `<select ${attributes}>\n${selectHtml(field.options, value)}\n</select>`;
    case 'number': {
      const bounds = [field.min, field.max].map((bound, index) =>
        bound === undefined ? '' : ` ${index ? 'max' : 'min'}="${bound}"`,
      );
      return `<input type="number" inputmode="numeric" ${attributes} value="${text}"${bounds.join('')}>`;
    }
    case 'date':
    case 'time':
      return `<input type="${field.kind}" ${attributes} value="${text}">`;
    case 'tick': {
      const checked = value === 'true' ? ' checked' : '';
      return `<input type="hidden" name="t.${id}" value="">\n<label class="tick"><input type="checkbox" id="${id}" name="t.${id}" value="true"${checked}${described}> ${escapeHtml(field.label)}</label>`;
    }
  }
}

function selectHtml(options: readonly Option[], chosen: string): string {
  return [{ value: '', label: pageWords.pleaseChoose }, ...options]
    .map(
      ({ value, label }) =>
        `<option value="${escapeHtml(value)}"${value === chosen ? ' selected' : ''}>${escapeHtml(label)}</option>`,
    )
    .join('\n');
}
