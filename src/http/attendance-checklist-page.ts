import { sayMoment } from '../domain/when.js';
import { escapeHtml, htmlPage } from './html.js';
import { pageWords } from './words/page-words.js';

/** One line of the checklist. */
interface ChecklistEntry {
  readonly personId: string;
  readonly name: string;
  readonly school: string | null;
  /** False when they came without a booking. */
  readonly booked: boolean;
  readonly present: boolean;
}

/**
 * The attendance checklist: each line is a large button, and when printed a box to tick.
 * @param notes what people ask at the door, such as `Lunch: from 12:15`
 */
export function checklistPage(
  title: string,
  session: { readonly label: string; readonly venue: string | null; readonly startsAt: Date },
  roll: readonly ChecklistEntry[],
  zone: string,
  notes: readonly string[] = [],
): string {
  const where = [session.label, session.venue].filter(Boolean).join(', ');
  return htmlPage(
    pageWords.doorList,
    style,
    `<header>
<h1>${escapeHtml(title)}</h1>
<p>${escapeHtml([where, sayMoment(session.startsAt, zone)].filter(Boolean).join(' · '))}</p>
${notes.length > 0 ? `<details open><summary>Questions at the door</summary>${notes.map((note) => `<p>${escapeHtml(note)}</p>`).join('')}</details>` : ''}
<p id="count" aria-live="polite">${roll.filter(({ present }) => present).length} of ${roll.length} here</p>
<p><label>Find <input id="find" type="search" autocomplete="off"></label></p>
<p id="fault" role="alert"></p>
</header>
<ul id="roll">
${roll.map(line).join('\n')}
</ul>
<script src="/door/door-list.js" defer></script>`,
  );
}

function line({ personId, name, school, booked, present }: ChecklistEntry): string {
  const detail = [school ?? '', booked ? '' : 'without a place'].filter(Boolean).join(' · ');
  return `<li><button type="button" data-person="${escapeHtml(personId)}" aria-pressed="${present}"><span class="box"></span><span><strong>${escapeHtml(name)}</strong><small>${escapeHtml(detail)}</small></span></button></li>`;
}

/** Lines of 4 rem, well above the 44 px that a finger needs (WCAG 2.2, 2.5.5). */
const style = `
*{box-sizing:border-box}
body{font:1.15rem/1.4 system-ui,sans-serif;margin:0 auto;max-width:60rem;padding:1rem;color:#1b1b1b;background:#fff}
h1{margin:0;font-size:1.5rem}p{margin:.3rem 0}#count{font-weight:700}#fault{color:#a4001d;font-weight:700}
#find{font:inherit;padding:.6rem;width:min(24rem,70vw);border:2px solid #555;border-radius:.4rem}
ul{list-style:none;margin:1rem 0;padding:0;display:grid;gap:.5rem}
button{display:flex;gap:1rem;align-items:center;width:100%;min-height:4rem;padding:.6rem 1rem;font:inherit;text-align:left;
background:#fff;border:2px solid #555;border-radius:.5rem;color:inherit;touch-action:manipulation}
button[aria-pressed=true]{background:#d9f2e0;border-color:#14643a}
.box{flex:none;width:2rem;height:2rem;border:3px solid #555;border-radius:.3rem;text-align:center;font-weight:700;line-height:1.6rem}
button[aria-pressed=true] .box{background:#14643a;border-color:#14643a;color:#fff}
button[aria-pressed=true] .box::after{content:"✓"}
button:focus-visible{outline:4px solid #1d4f91}
small{display:block;color:#444}
@page{size:A4;margin:15mm;@bottom-right{content:"Page " counter(page) " of " counter(pages);font:.8rem system-ui,sans-serif}}
@media print{#find,label,#fault,#count{display:none}button{min-height:0;border:0;border-bottom:1px solid #999;border-radius:0;break-inside:avoid}}
`;

/** Runs on the page: ticks at a tap, takes back at the next, and keeps up with others at the door. */
export const checklistScript = `'use strict';
const roll = document.getElementById('roll');
const count = document.getElementById('count');
const fault = document.getElementById('fault');
const find = document.getElementById('find');
const notes = document.querySelector('details');
// On a telephone the names come first.
if (notes && innerWidth < 600) notes.open = false;
const base = location.pathname.replace(/\\/$/, '');
let busy = 0;
const show = (entries) => {
  for (const entry of entries) {
    let button = roll.querySelector('button[data-person="' + CSS.escape(entry.personId) + '"]');
    if (!button) button = add(entry);
    button.setAttribute('aria-pressed', String(entry.present));
  }
  const known = new Set(entries.map((entry) => entry.personId));
  for (const button of roll.querySelectorAll('button')) if (!known.has(button.dataset.person)) button.parentElement.remove();
  count.textContent = entries.filter((entry) => entry.present).length + ' of ' + entries.length + ' here';
};
const add = (entry) => {
  const [item, button, box, words, name, detail] = ['li', 'button', 'span', 'span', 'strong', 'small'].map((tag) => document.createElement(tag));
  button.type = 'button';
  button.dataset.person = entry.personId;
  box.className = 'box';
  name.textContent = entry.name;
  detail.textContent = [entry.school || '', entry.booked ? '' : 'without a place'].filter(Boolean).join(' \\u00b7 ');
  words.append(name, detail);
  button.append(box, words);
  item.append(button);
  roll.append(item);
  return button;
};
const ask = async (path, options) => {
  busy += 1;
  try {
    const response = await fetch(base + path, options);
    const type = response.headers.get('content-type') || '';
    const body = type.includes('json') ? await response.json() : { error: await response.text() };
    fault.textContent = response.ok ? '' : body.error;
    if (body.roll) show(body.roll);
    return response.ok;
  } catch {
    fault.textContent = 'No connection: this is not saved. Tap again when it is back.';
    return false;
  } finally {
    busy -= 1;
  }
};
roll.addEventListener('click', async (event) => {
  const button = event.target.closest('button');
  if (!button) return;
  const present = button.getAttribute('aria-pressed') !== 'true';
  button.setAttribute('aria-pressed', String(present));
  const body = JSON.stringify({ personId: button.dataset.person, present });
  const done = await ask('/mark', { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  if (!done) button.setAttribute('aria-pressed', String(!present));
});
find.addEventListener('input', () => {
  const words = find.value.toLowerCase();
  for (const item of roll.children) item.hidden = !item.textContent.toLowerCase().includes(words);
});
setInterval(() => { if (busy === 0 && !document.hidden) ask('/roll', {}); }, 4000);
`;
