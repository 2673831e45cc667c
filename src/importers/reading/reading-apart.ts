import type { FilledNames } from '../../app/attendance/unknown-names.js';
import type { ReadTemplate } from '../../app/board/paper-template.js';
import type { ImportFile, UnreadableFile } from '../../app/imports/import-file-format.js';
import type { FoundFaqs } from '../../app/knowledge/found-faqs.js';
import type { FileExpectation, FittingFile, RefusedFile } from '../../domain/attendance-file.js';
import type { ReadingInput, ReadingOutput } from './reading-tasks.js';
import { readInThread } from './reading-thread.js';

/** Reads events, people or past attendance, apart from the service. See `readTableFile`. @param bytes are empty afterwards */
export async function readTableApart(
  bytes: Uint8Array,
  input: ReadingInput<'table'>,
): Promise<ImportFile | UnreadableFile> {
  const read = await readInThread('table', bytes, input);
  return read.kind === 'gave-up' ? { kind: 'unreadable', words: read.words } : read;
}

/** Reads a register of schools, apart from the service. See `readSchools`. @param bytes are empty afterwards */
export async function readSchoolsApart(
  bytes: Uint8Array,
  input: ReadingInput<'schools'>,
): Promise<ImportFile | UnreadableFile> {
  const read = await readInThread('schools', bytes, input);
  return read.kind === 'gave-up' ? { kind: 'unreadable', words: read.words } : read;
}

/**
 * Reads who was there, or a list of unknown names that was filled in, apart from the service. See `readAttendanceFile`.
 * @param bytes are empty afterwards
 */
export async function readAttendanceApart(
  bytes: Uint8Array,
  sessions: readonly FileExpectation[],
): Promise<FittingFile | FilledNames | RefusedFile> {
  const read = await readInThread('attendance', bytes, sessions);
  return read.kind === 'gave-up' ? { kind: 'refused', reason: 'unreadable', words: read.words } : read;
}

/** Reads articles, apart from the service. See `readArticles`. */
export async function readArticlesApart(name: string, bytes: Uint8Array): Promise<ReadingOutput<'articles'>> {
  const read = await readInThread('articles', bytes, name);
  if (!('kind' in read)) return read;
  return { found: [{ kind: 'unreadable', line: 1, slug: '', faults: [read.words] }], remarks: [] };
}

/** Checks a template of the committee paper, apart from the service, in a copy. See `readPaperTemplate`. */
export async function readTemplateApart(bytes: Uint8Array): Promise<ReadTemplate | UnreadableFile> {
  const read = await readInThread('template', new Uint8Array(bytes), undefined);
  return read.kind === 'gave-up' ? { kind: 'unreadable', words: read.words } : read;
}

/** Finds questions and answers, apart from the service. See `readFaqs`. */
export async function readFaqsApart(name: string, bytes: Uint8Array): Promise<FoundFaqs | UnreadableFile> {
  const read = await readInThread('faqs', bytes, name);
  return read.kind === 'gave-up' ? { kind: 'unreadable', words: read.words } : read;
}
