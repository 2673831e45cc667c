import type { Certificate } from '../app/afterwards/certificates.js';
import { saySpan } from '../domain/when.js';
import { a4, accent, fitText, ink, mm, printPdf, quiet, regular, semiBold } from './printed-pdf.js';
import { printedWords } from './printed-words.js';

const width = a4.height - mm(60);
const line = { x: mm(30), width, align: 'center' } as const;
const shownAtMost = 6;

/** A certificate of attendance on one page of A4. @param at the day it is made */
export function certificatePdf(certificate: Certificate, at: Date, zone: string): Promise<Buffer> {
  const { name, title, partnership, parts } = certificate;
  return printPdf({ title: printedWords.certificateOf(title), at, landscape: true }, (pdf) => {
    pdf.addPage();
    pdf
      .rect(mm(12), mm(12), a4.height - mm(24), a4.width - mm(24))
      .lineWidth(1.5)
      .strokeColor(accent)
      .stroke();
    if (partnership) fitText(pdf, partnership, [16, 14, 12], 1, { ...line, y: mm(26), font: regular, colour: quiet });
    fitText(pdf, printedWords.certificate, [34], 1, { ...line, y: mm(40), font: semiBold, colour: accent });
    fitText(pdf, printedWords.thisCertifies, [14], 1, { ...line, y: mm(66), font: regular, colour: quiet });
    fitText(pdf, name, [30, 26, 22, 18], 1, { ...line, y: mm(76), font: semiBold, colour: ink });
    fitText(pdf, 'attended', [14], 1, { ...line, y: mm(96), font: regular, colour: quiet });
    const took = fitText(pdf, title, [24, 20, 18, 16], 2, { ...line, y: mm(106), font: semiBold, colour: ink });
    let y = mm(110) + took;
    for (const part of parts.slice(0, shownAtMost)) {
      const where = [part.label, [part.venue, part.town].filter(Boolean).join(', ') || 'online'].filter(Boolean);
      const words = `${saySpan(part.startsAt, part.endsAt, zone)} · ${where.join(', ')} · ${sayLength(part)}`;
      y += fitText(pdf, words, [13, 12, 11, 10], 1, { ...line, y, font: regular }) + mm(1.5);
    }
    const issued = printedWords.issued(at, zone);
    fitText(pdf, issued, [11], 1, { ...line, y: mm(186), font: regular, colour: quiet });
  });
}

/** `2 hours 30 minutes` */
function sayLength({ startsAt, endsAt }: Certificate['parts'][number]): string {
  const minutes = Math.round((endsAt.getTime() - startsAt.getTime()) / 60_000);
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  const said = [
    ...(hours > 0 ? [`${hours} ${hours === 1 ? 'hour' : 'hours'}`] : []),
    ...(rest > 0 ? [printedWords.minutes(rest)] : []),
  ];
  return said.join(' ');
}
