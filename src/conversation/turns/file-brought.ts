import { organisesSomething } from '../../domain/actor.js';
import { isTemplateOfPaper } from '../board/paper-template.js';
import { importKindOfFile, isFileOfArticles, isImportOfSomethingElse } from '../talk/import-words.js';
import type { AttachedFile } from '../talk/turn.js';
import type { TurnContext } from '../talk/turn-context.js';
import { empty, intended, type Said } from './said.js';

/** What a file that was attached is for, by its name and by the words beside it: which import, or a template of the paper. */
export function saidOfFile(typed: string, file: AttachedFile): Said {
  if (isTemplateOfPaper(typed, file.name)) return intended('paper-template', empty(typed));
  const kind = importKindOfFile(typed, file.name);
  if (!kind && isFileOfArticles(typed, file.name))
    return intended('import-data', { text: typed, data: { kind: 'articles' }, values: {} });
  if (!kind && isImportOfSomethingElse(typed)) return intended('import-data', empty(typed));
  return intended(kind ? 'import-data' : 'import-attendance', { text: typed, data: kind ? { kind } : {}, values: {} });
}

/** A file attached by an organiser is to be imported. */
export function fileOf({ turn, actor }: TurnContext): AttachedFile | undefined {
  return turn.input.kind === 'said' && organisesSomething(actor) ? turn.input.files?.[0] : undefined;
}

/** Of which nothing can be read, or from somebody who imports nothing. */
export function bringsFile({ turn: { input } }: TurnContext): boolean {
  return input.kind === 'said' && ((input.files?.length ?? 0) > 0 || (input.unreadable?.length ?? 0) > 0);
}
