import { holdsSomewhere } from '../../../domain/actor.js';
import type { FiguresQuery } from '../../../domain/figures/figures-query.js';
import type { Reading } from '../../../understanding/reading.js';
import { tokensOf } from '../../../understanding/tokens.js';
import { readQuery, writeQuery } from '../../figures/query-codec.js';
import type { Subject, TurnContext } from '../../talk/turn-context.js';
import { intended, type Said } from '../said.js';

/** "Which ones aren't in it", "who isn't taking part". */
const leftOut =
  /^(?:(?:so|and|ok|right|but) )*(?:(?:list|show|give|tell) (?:me )?)?(?:the )?(?:which|what|who|ones?|schools?|those)(?: (?:ones?|schools?|of them))?(?: (?:that|who|which))? (?:are|is|have|has|did|do|does|were) not(?: (?:yet|been|in|on|part|of|taking|take|joined|join|signed|sign|up|to|for|involved|it|that|this|year|them|there|either|now|so|far))*$/;

/** "Invite them", "can we ask those to join". */
const invites =
  /^(?:(?:ok|so|and|please|yes|right|then|now|could|can|i|we|you|let|us|lets|want|need|to|would|like) )*(?:invite|approach|ask|email|write to|message|contact|chase|drop|send)(?: (?:all|both))?(?: of)? (?:them|those|these|the lot)(?: (?:all|schools|ones|to|join|it|in|come|take|part|please|then|now|instead|an|a|email|line|message|note|invitation|invite))*$/;

/** Who takes part in the project that was spoken of. */
function ofProject({ about }: Subject): FiguresQuery | undefined {
  if (about?.kind !== 'project') return undefined;
  const subjects = [{ kind: 'project', slug: about.slug } as const];
  const nowhere = { places: [], areas: [], phases: [], times: [] };
  return { subjects, unsure: false, measure: 'joined', operation: 'value', ...nowhere };
}

/** What leans on a list of schools that are in a project, or that are not, or that did not come. */
export function ofSchoolsShown({ subject, actor }: TurnContext, { text }: Reading): Said | undefined {
  const query = readQuery(subject.figures) ?? ofProject(subject);
  if (!query || !holdsSomewhere(actor, 'board')) return undefined;
  const said = tokensOf(text).join(' ');
  const ask = (verb: 'absent-schools' | 'absent-invite', of: string) =>
    intended(verb, { text: '', data: { query: of }, values: {} });
  if (query.measure === 'absent')
    return holdsSomewhere(actor, 'organiser') && invites.test(said)
      ? ask('absent-invite', writeQuery(query))
      : undefined;
  const isOfProject = query.subjects.length === 1 && query.subjects[0]?.kind === 'project';
  if (!isOfProject || !leftOut.test(said)) return undefined;
  return ask('absent-schools', writeQuery({ ...query, measure: 'absent', operation: 'value' }));
}
