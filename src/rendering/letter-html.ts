import type { Action, Block, ListItem, Tone } from './card.js';
import { type Letter, type LetterNote, linksOf } from './letter.js';
import { caption, clean, oneLine, opens, toned } from './text.js';

const font =
  'font-family:Segoe UI,Helvetica,Arial,sans-serif;font-size:16px;line-height:24px;mso-line-height-rule:exactly;color:#1b1b1b';
const small = 'font-size:13px;line-height:19px;mso-line-height-rule:exactly;color:#5a6270';

/**
 * The letter as HTML that Outlook, Gmail and Apple Mail show alike, at any width: tables and inline styles only, no script,
 * no style sheet. Each cell names its font, because Outlook hands none down from a table. All text is escaped.
 */
export function letterHtml(subject: string, { greeting, card, signature, notes }: Letter): string {
  const body = [
    paragraph(text(oneLine(greeting, 300))),
    ...card.blocks.map(blockHtml),
    buttonsHtml(card.actions ?? []),
    paragraph(text(oneLine(signature, 300))),
  ];
  return `<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light">
<title>${text(oneLine(subject, 300))}</title>
</head>
<body style="margin:0;padding:0;background:#f3f4f6">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="background:#f3f4f6"><tr><td align="center" style="padding:16px 8px">
<!--[if mso]><table role="presentation" width="600" cellpadding="0" cellspacing="0" border="0"><tr><td><![endif]-->
<div style="max-width:600px;margin:0 auto;text-align:left">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="background:#ffffff;border:1px solid #d8dbe0"><tr><td style="padding:24px 24px 8px;${font}">
${body.filter(Boolean).join('\n')}
</td></tr><tr><td style="padding:12px 24px 20px;border-top:1px solid #d8dbe0;${font};${small}">
${notes.map(noteHtml).join('\n')}
</td></tr></table>
</div>
<!--[if mso]></td></tr></table><![endif]-->
</td></tr></table>
</body>
</html>
`;
}

function blockHtml(block: Block<string>): string {
  switch (block.kind) {
    case 'heading':
      return `<h2 style="margin:0 0 12px;font-size:20px;line-height:26px">${text(oneLine(block.text, 1000))}</h2>`;
    case 'text':
      return block.text.trim() === '' ? '' : paragraph(lines(toned(block.text, block.tone)), toneStyle(block.tone));
    case 'context':
      return paragraph(lines(block.text), small);
    case 'facts':
      return factsHtml(block.facts);
    case 'list':
      return listHtml(block.items);
    case 'table':
      return tableHtml(block.columns, block.rows);
    case 'quote':
      return quoteHtml(`“${clean(block.words).trim()}”\n— ${clean(block.by).trim()}`);
    case 'image':
      return opens(block.url) ? pictureHtml(block.url, block.alt) : paragraph(text(oneLine(block.alt, 2000)));
    case 'divider':
      return '<hr style="border:0;border-top:1px solid #d8dbe0;margin:0 0 16px">';
  }
}

function factsHtml(facts: ReadonlyArray<{ readonly label: string; readonly value: string }>): string {
  const rows = facts.map(
    ({ label, value }) =>
      `<tr><td width="84" valign="top" style="padding:2px 16px 2px 0;${font.replace('color:#1b1b1b', 'color:#5a6270')}">${text(caption(label, 200))}</td><td valign="top" style="padding:2px 0;word-break:break-word;${font}">${lines(value)}</td></tr>`,
  );
  return `<table role="presentation" cellpadding="0" cellspacing="0" border="0" style="margin:0 0 16px">\n${rows.join('\n')}\n</table>`;
}

/** A bar beside the words, as a cell: Outlook shows no border and no padding of a quotation. */
function quoteHtml(words: string): string {
  return `<table role="presentation" cellpadding="0" cellspacing="0" border="0" style="margin:0 0 16px"><tr><td width="3" bgcolor="#868e9a" style="font-size:0;line-height:0">&#160;</td><td style="padding:0 0 0 12px;${font}">${lines(words)}</td></tr></table>`;
}

/** Lines of one title each have a bullet; with more below it, the title is bold. */
function listHtml(items: ReadonlyArray<ListItem<string>>): string {
  if (items.some(({ detail, action }) => detail || linksOf(action ? [action] : []).length > 0))
    return items.map(itemHtml).join('\n');
  const lis = items.map(({ title }) => `<li style="margin:0 0 4px">${text(caption(title, 1000))}</li>`);
  return `<ul style="margin:0 0 16px;padding:0 0 0 20px">\n${lis.join('\n')}\n</ul>`;
}

function itemHtml({ title, detail, action }: ListItem<string>): string {
  const parts = [
    { html: `<strong>${text(caption(title, 1000))}</strong>`, style: '' },
    ...(detail ? [{ html: lines(detail), style: small }] : []),
    ...linksOf(action ? [action] : []).map(({ label, url }) => ({ html: linkHtml(label, url), style: '' })),
  ];
  return parts.map(({ html, style }, index) => paragraph(html, style, index < parts.length - 1 ? 2 : 16)).join('\n');
}

function tableHtml(columns: readonly string[], rows: ReadonlyArray<readonly string[]>): string {
  const cell = (tag: 'th' | 'td') => (words: string) =>
    `<${tag} align="left" valign="top" style="padding:4px 12px 4px 0;border-bottom:1px solid #d8dbe0;${font}">${text(oneLine(words, 200))}</${tag}>`;
  const head = `<tr>${columns.map(cell('th')).join('')}</tr>`;
  const body = rows.map((row) => `<tr>${row.map(cell('td')).join('')}</tr>`);
  return `<table cellpadding="0" cellspacing="0" border="0" style="margin:0 0 16px">\n${[head, ...body].join('\n')}\n</table>`;
}

function pictureHtml(url: string, alt: string): string {
  return paragraph(
    `<img src="${text(url)}" alt="${text(oneLine(alt, 2000))}" width="552" style="display:block;width:100%;max-width:552px;height:auto;border:0">`,
  );
}

/**
 * What is asked for, or the only thing to do, is a filled button, made of a table cell, because Outlook does not fill a link: never
 * "Cancel my place" because it happens to come first. The others stand far enough apart for a thumb.
 */
function buttonsHtml(actions: readonly Action<string>[]): string {
  const links = linksOf(actions);
  const first = links.find(({ isMain }) => isMain) ?? (links.length === 1 ? links[0] : undefined);
  const others = links.filter((link) => link !== first);
  const rest = others.map(({ label, url }) => linkHtml(label, url)).join('<br>');
  return [first ? filledHtml(first) : '', rest ? paragraph(rest, 'line-height:36px') : ''].filter(Boolean).join('\n');
}

function filledHtml(first: { readonly label: string; readonly url: string }): string {
  return `<table role="presentation" cellpadding="0" cellspacing="0" border="0" style="margin:0 0 16px"><tr><td bgcolor="#1f5fa8" style="border-radius:4px;padding:12px 20px"><a href="${text(first.url)}" style="color:#ffffff;text-decoration:none;font-weight:bold;${font.replace('color:#1b1b1b', 'color:#ffffff')}">${text(caption(first.label, 200))}</a></td></tr></table>`;
}

function noteHtml({ text: words, link }: LetterNote): string {
  return `<p style="margin:0 0 8px">${lines(words)}${link ? ` ${linkHtml(link.label, link.url)}` : ''}</p>`;
}

function linkHtml(label: string, url: string): string {
  return `<a href="${text(url)}" style="color:#1f5fa8">${text(caption(label, 200))}</a>`;
}

/** @param below room in pixels */
function paragraph(html: string, style = '', below = 16): string {
  return `<p style="margin:0 0 ${below}px${style ? `;${style}` : ''}">${html}</p>`;
}

function toneStyle(tone: Tone | undefined): string {
  if (tone === 'subtle') return small;
  return tone === undefined || tone === 'normal' ? '' : 'font-weight:bold';
}

/** Escaped, with its line breaks. */
function lines(words: string): string {
  return text(clean(words).trim()).replaceAll('\n', '<br>');
}

function text(words: string): string {
  return words.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
