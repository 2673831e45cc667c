import type { Attendee, Attendees } from '../app/bookings/attendees.js';
import { sayPost } from '../conversation/talk/person-words.js';
import { compareBySurname } from '../domain/person.js';
import { accent, fitText, ink, mm, type Pdf, printPdf, quiet, regular, semiBold } from './printed-pdf.js';
import { printedWords } from './printed-words.js';

/**
 * Sheets of ten labels of 80 by 50 mm on A4, in two columns, as Avery sells them under L4785 (dimensions by its template): 17.5 mm
 * at the sides, 13.5 mm above, 15 mm between the columns and 5 mm between the rows.
 */
const sheet = { columns: 2, rows: 5, width: 80, height: 50, left: 17.5, top: 13.5, across: 15, down: 5 } as const;
const padding = 5;

/** A badge for everybody who has a place, by surname: name, role and school. @param at the day it is made */
export function badgesPdf(attendees: Attendees, at: Date): Promise<Buffer> {
  const held = attendees.sessions.filter(({ status }) => status !== 'cancelled');
  const people = held.flatMap((session) => session.attendees.filter(({ state }) => state === 'confirmed'));
  // Somebody with a place in two sessions wears one badge.
  const once = [...new Map(people.map((person) => [`${person.personId}`, person])).values()];
  once.sort((a, b) => compareBySurname(a.name, b.name));
  const title = `Badges: ${attendees.title}`;
  return printPdf({ title, at }, (pdf) => {
    const perPage = sheet.columns * sheet.rows;
    if (once.length === 0) emptyPage(pdf, title);
    once.forEach((person, index) => {
      if (index % perPage === 0) pdf.addPage();
      drawBadge(pdf, person, attendees.title, index % perPage);
    });
  });
}

function emptyPage(pdf: Pdf, title: string): void {
  pdf.addPage();
  fitText(pdf, printedWords.nobodyHasPlaceYet(title), [14], 3, { x: mm(20), y: mm(20), width: mm(170), font: regular });
}

function drawBadge(pdf: Pdf, person: Attendee, event: string, place: number): void {
  const x = mm(sheet.left + padding + (place % sheet.columns) * (sheet.width + sheet.across));
  const y = mm(sheet.top + padding + Math.floor(place / sheet.columns) * (sheet.height + sheet.down));
  const width = mm(sheet.width - 2 * padding);
  const line = { x, width, align: 'center' } as const;
  fitText(pdf, event, [8, 7], 1, { ...line, y, font: regular, colour: accent });
  const below = y + mm(6);
  const took = fitText(pdf, person.name, [24, 22, 20, 18, 16, 14], 2, {
    ...line,
    y: below,
    font: semiBold,
    colour: ink,
  });
  const role = person.position ? sayPost({ position: person.position, title: person.title }) : '';
  const next = below + took + mm(2);
  const roleTook = role ? fitText(pdf, role, [12, 11, 10], 1, { ...line, y: next, font: regular, colour: quiet }) : 0;
  if (person.school) {
    fitText(pdf, person.school, [13, 12, 11, 10, 9], 2, { ...line, y: next + roleTook + mm(1), font: regular });
  }
}
