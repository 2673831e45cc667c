import type { LinkedPlace } from '../app/place-links.js';
import { describePlace } from '../app/place-words.js';

/** The page of one place, with what can be answered now. Plain HTML without scripts; every text is escaped. */
export function placePage(
  place: LinkedPlace,
  view: { readonly now: Date; readonly zone: string; readonly accepted: boolean },
): string {
  const { title, facts, standing, answers } = describePlace(place, view);
  const rows = facts.map(([label, value]) => `<dt>${escapeHtml(label)}</dt><dd>${escapeHtml(value)}</dd>`).join('\n');
  const buttons = answers
    .map(({ answer, label }) => `<button name="answer" value="${answer}">${escapeHtml(label)}</button>`)
    .join('\n');
  return htmlPage(
    title,
    `<p role="status"><strong>${escapeHtml(standing)}</strong></p>
<dl>
${rows}
</dl>
${buttons === '' ? '' : `<form method="post">\n${buttons}\n</form>`}`,
  );
}

/** A page that only says something. */
export function simplePage(title: string, words: string): string {
  return htmlPage(title, `<p>${escapeHtml(words)}</p>`);
}

function htmlPage(title: string, body: string): string {
  return `<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)} · Staffroom</title>
<style>body{font:1.1rem/1.6 system-ui,sans-serif;max-width:40rem;margin:2rem auto;padding:0 1rem;color:#1b1b1b}
dt{font-weight:600}dd{margin:0 0 .6rem}button{font:inherit;padding:.5rem 1rem;margin:0 .5rem .5rem 0}</style>
</head>
<body>
<h1>${escapeHtml(title)}</h1>
${body}
</body>
</html>
`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
