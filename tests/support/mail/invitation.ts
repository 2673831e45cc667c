import ICAL from 'ical.js';
import type { TakenMail } from './smtp.js';

/** The invitation of a mail as another library reads it; undefined where there is none. */
export function invitationOf({ raw, mail }: TakenMail) {
  const files = mail.attachments.filter(({ mimeType }) => /calendar|ics/.test(mimeType));
  const texts = files.map(({ content }) => (typeof content === 'string' ? content : new TextDecoder().decode(content)));
  const [text] = texts;
  if (text === undefined) return undefined;
  const calendar = new ICAL.Component(ICAL.parse(text));
  const event = calendar.getFirstSubcomponent('vevent');
  const attendee = event?.getFirstProperty('attendee');
  return {
    /** Of the content type, as the mail has it. */
    announced: /text\/calendar[^\n]*method=(\w+)/i.exec(raw)?.[1],
    method: calendar.getFirstPropertyValue('method'),
    uid: event?.getFirstPropertyValue('uid'),
    sequence: Number(event?.getFirstPropertyValue('sequence')),
    status: event?.getFirstPropertyValue('status'),
    start: event && new ICAL.Event(event).startDate.toString(),
    organizer: String(event?.getFirstPropertyValue('organizer')).toLowerCase(),
    attendee: String(attendee?.getFirstValue()).toLowerCase(),
    rsvp: attendee?.getFirstParameter('rsvp'),
    /** The alternative and the file say the same. */
    copies: new Set(texts.map((one) => one.trim())).size,
    longest: Math.max(...text.split(/\r?\n/).map((line) => Buffer.byteLength(line))),
    size: text.length,
  };
}
