/**
 * Puts right what the library writes against RFC 5545: DTSTAMP in UTC with Z (3.8.7.2), properties of the calendar before its
 * components (3.6), and a line break at the end (3.1).
 * @param text as the library writes it, folded @param stamp when it is written
 */
export function orderCalendar(text: string, stamp: Date): string {
  const lines = text.split(/\r?\n(?![ \t])/).filter((line) => line !== '');
  const properties: string[] = [];
  const components: string[] = [];
  let depth = 0;
  for (const line of lines.slice(1, -1)) {
    if (line.startsWith('BEGIN:')) depth += 1;
    if (depth === 0) properties.push(line);
    else components.push(line.startsWith('DTSTAMP') ? `DTSTAMP:${sayUtc(stamp)}` : line);
    if (line.startsWith('END:')) depth -= 1;
  }
  return ['BEGIN:VCALENDAR', ...properties, ...components, 'END:VCALENDAR', '']
    .map((line) => line.replace(/\r?\n/g, '\r\n'))
    .join('\r\n');
}

/** `20261122T100000Z` */
function sayUtc(instant: Date): string {
  return instant.toISOString().replace(/[-:]|\.\d{3}/g, '');
}
