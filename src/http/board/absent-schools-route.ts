import { type Request, type Response, Router } from 'express';
import {
  type AbsentSchools,
  maySeeAbsent,
  noteAbsentTaken,
  readAbsentSchools,
} from '../../app/figures/absent-schools.js';
import { type ProjectSchools, projectAsked, readProjectSchools } from '../../app/figures/project-schools.js';
import type { Actor } from '../../domain/actor.js';
import type { FiguresQuery } from '../../domain/figures/figures-query.js';
import { type PrivateFiles, sendPrivateFile } from '../private-file.js';
import { pageWords } from '../words/page-words.js';

/** How the route reads its link and makes its file. */
interface AbsentFile {
  /** The question that was signed; undefined when it is none of today's. */
  readonly read: (written: string) => FiguresQuery | undefined;
  readonly make: (absent: AbsentSchools) => Promise<Buffer>;
  readonly makeOfProject: (found: ProjectSchools) => Promise<Buffer>;
}

/** `GET /absent-schools/<token>.xlsx`: schools that did not come, or of a project, for whoever of the board the link was signed for. */
export function absentSchoolsRoute(files: PrivateFiles, { read, make, makeOfProject }: AbsentFile): Router {
  const { core } = files;
  const router = Router();
  const ofProject = async (actor: Actor, query: FiguresQuery) => {
    const found = await readProjectSchools(core, actor, query);
    if (!found) return undefined;
    await noteAbsentTaken(core, actor, found.schools.length);
    return makeOfProject(found);
  };
  const give = (request: Request<{ token: string }>, response: Response) => {
    const renewal = pageWords.renewAbsentSchools;
    const link = { purpose: 'absent-schools', token: request.params.token, renewal } as const;
    return sendPrivateFile(files, response, link, async ({ actor, subject }) => {
      const query = read(Buffer.from(subject, 'base64url').toString('utf8'));
      if (!query || !maySeeAbsent(actor)) return undefined;
      const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
      // Counting all that was ever held takes seconds where there is much of it, so not for whoever only follows the link.
      const file = async () => {
        if (projectAsked(query)) return ofProject(actor, query);
        const absent = await readAbsentSchools(core, actor, query);
        if (!absent) return undefined;
        await noteAbsentTaken(core, actor, absent.schools.length);
        return make(absent);
      };
      return { name: nameOf(query), type, make: file };
    });
  };
  router.get('/absent-schools/:token.xlsx', give);
  router.post('/absent-schools/:token.xlsx', give);
  return router;
}

function nameOf(query: FiguresQuery): string {
  const project = projectAsked(query);
  if (!project) return 'schools-that-did-not-come.xlsx';
  return query.measure === 'joined' ? `schools-in-${project}.xlsx` : `schools-not-in-${project}.xlsx`;
}
