import { type Request, type Response, Router } from 'express';
import { type Attendees, noteExport, readAttendees } from '../app/bookings/attendees.js';
import { type PrivateFiles, sendPrivateFile } from './private-file.js';

/** Renders the list as a file. */
export type MakeFile = (attendees: Attendees, format: 'xlsx' | 'csv') => Promise<Buffer | string>;

const types = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
} as const;

/** `GET /attendees/<token>.xlsx` or `.csv`: who is coming to one event, for the organiser the link was signed for. */
export function attendeesRoute(files: PrivateFiles, makeFile: MakeFile): Router {
  const { core } = files;
  const router = Router();
  const give = (request: Request<{ file: string }>, response: Response) => {
    const [, token = '', format] = /^(.*)\.(xlsx|csv)$/.exec(request.params.file) ?? [];
    const link = { purpose: 'attendees', token, renewal: 'Ask "who is coming" in the chat for a new one.' } as const;
    return sendPrivateFile(files, response, link, async ({ actor, subject: eventId }) => {
      const attendees = await readAttendees(core, actor, eventId);
      if (!attendees || (format !== 'xlsx' && format !== 'csv')) return undefined;
      const make = async () => {
        await noteExport(core, actor, eventId, format);
        return makeFile(attendees, format);
      };
      return { name: `attendees.${format}`, type: types[format], make };
    });
  };
  router.get('/attendees/:file', give);
  router.post('/attendees/:file', give);
  return router;
}
