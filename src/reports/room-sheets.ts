import type { Attendees } from '../app/bookings/attendees.js';
import { type Room, roomsOf } from '../app/bookings/rooms.js';
import { bySurname, compareBySurname } from '../domain/person.js';
import { saySpan } from '../domain/when.js';
import { accent, fitText, ink, mm, type Pdf, printPdf, quiet, regular, semiBold } from './printed-pdf.js';
import { printedWords } from './printed-words.js';

const left = mm(20);
const width = mm(170);
const rowHeight = mm(8);
const firstRow = mm(52);
const lastRow = mm(275);

/** A sheet for each room or workshop: who is in it, by surname, with a box to tick. @param at the day it is made */
export function roomSheetsPdf(attendees: Attendees, at: Date, zone: string): Promise<Buffer> {
  const title = printedWords.roomSheets(attendees.title);
  return printPdf({ title, at }, (pdf) => {
    const rooms = roomsOf(attendees);
    if (rooms.length === 0) heading(pdf, attendees.title, printedWords.nothingHeld, '');
    for (const room of rooms) drawRoom(pdf, attendees.title, room, zone);
  });
}

function drawRoom(pdf: Pdf, event: string, room: Room, zone: string): void {
  const people = [...room.people].sort((a, b) => compareBySurname(a.name, b.name));
  const perPage = Math.floor((lastRow - firstRow) / rowHeight);
  const pages = Math.max(1, Math.ceil(people.length / perPage));
  const where = [room.session, saySpan(room.startsAt, room.endsAt, zone)].filter(Boolean).join(', ');
  const name = [room.question, room.name ?? printedWords.notChosenYet].filter(Boolean).join(' ');
  for (let page = 0; page < pages; page += 1) {
    const count = `${people.length} ${people.length === 1 ? 'person' : 'people'}${pages > 1 ? `, page ${page + 1} of ${pages}` : ''}`;
    heading(pdf, event, name, `${where} · ${count}`);
    people.slice(page * perPage, (page + 1) * perPage).forEach(({ name, school }, index) => {
      const y = firstRow + index * rowHeight;
      pdf
        .rect(left, y + mm(1), mm(4), mm(4))
        .lineWidth(0.7)
        .strokeColor(quiet)
        .stroke();
      fitText(pdf, bySurname(name), [12, 11, 10, 9], 1, { x: left + mm(8), y, width: mm(68), font: semiBold });
      fitText(pdf, school ?? '', [11, 10, 9, 8], 1, { x: left + mm(80), y: y + 1, width: mm(90), font: regular });
    });
  }
}

function heading(pdf: Pdf, event: string, room: string, detail: string): void {
  pdf.addPage();
  const line = { x: left, width } as const;
  fitText(pdf, event, [12, 11, 10], 1, { ...line, y: mm(15), font: regular, colour: accent });
  fitText(pdf, room, [24, 20, 16], 1, { ...line, y: mm(22), font: semiBold, colour: ink });
  fitText(pdf, detail, [12, 11, 10, 9], 2, { ...line, y: mm(35), font: regular, colour: quiet });
}
