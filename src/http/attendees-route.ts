import { type Request, type Response, Router } from 'express';
import {
  type AttendeeFormat,
  type Attendees,
  isAttendeeFormat,
  noteExport,
  readAttendees,
} from '../app/bookings/attendees.js';
import { type PrivateFiles, sendPrivateFile } from './private-file.js';
import { pageWords } from './words/page-words.js';

/** Renders the list as a file. @param at the day it is made */
export type MakeFile = (attendees: Attendees, format: AttendeeFormat, at: Date) => Promise<Buffer | string>;

const types = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
  'badges.pdf': 'application/pdf',
  'rooms.pdf': 'application/pdf',
} as const satisfies Record<AttendeeFormat, string>;

const names: Record<AttendeeFormat, string> = {
  xlsx: 'attendees.xlsx',
  csv: 'attendees.csv',
  'badges.pdf': 'badges.pdf',
  'rooms.pdf': 'room-sheets.pdf',
};

/** `GET /attendees/<token>.xlsx`, `.csv`, `.badges.pdf` or `.rooms.pdf`: who is coming to one event, for the organiser the link was signed for. */
export function attendeesRoute(files: PrivateFiles, makeFile: MakeFile): Router {
  const { core } = files;
  const router = Router();
  const give = (request: Request<{ file: string }>, response: Response) => {
    const [, token = '', format = ''] = /^([^.]*\.[^.]*\.[^.]*)\.(.*)$/.exec(request.params.file) ?? [];
    const link = { purpose: 'attendees', token, renewal: pageWords.renewAttendees } as const;
    return sendPrivateFile(files, response, link, async ({ actor, subject: eventId }) => {
      const attendees = await readAttendees(core, actor, eventId);
      if (!attendees || !isAttendeeFormat(format)) return undefined;
      const make = async () => {
        await noteExport(core, actor, eventId, format);
        return makeFile(attendees, format, core.clock.now());
      };
      return { name: names[format], type: types[format], make };
    });
  };
  router.get('/attendees/:file', give);
  router.post('/attendees/:file', give);
  return router;
}
