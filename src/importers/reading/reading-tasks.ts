import type { FileExpectation } from '../../domain/attendance-file.js';
import { attendanceIn } from '../attendance/read-attendance-file.js';
import { filledNamesIn } from '../attendance/unknown-names.js';
import { readFaqs } from '../faqs/read-faqs.js';
import { readArticles } from '../knowledge.js';
import { readPaperTemplate } from '../paper-template.js';
import { readTableFile, type TableKind } from '../read-table-file.js';
import type { SchoolsWanted } from '../schools/area.js';
import { readSchools } from '../schools/read-schools.js';
import { readSheets } from './sheets.js';

/** What is read apart from the service, by what it is: each takes the bytes of a file and what must be known beside them. */
export const readingTasks = {
  attendance: async (bytes: Uint8Array, sessions: readonly FileExpectation[]) => {
    const read = readSheets(bytes);
    const names = filledNamesIn(read);
    return names ? { kind: 'filled-names' as const, names } : attendanceIn(read, sessions);
  },
  articles: async (bytes: Uint8Array, name: string) => readArticles(name, bytes),
  faqs: async (bytes: Uint8Array, name: string) => readFaqs(name, bytes),
  schools: async (bytes: Uint8Array, { wanted, links }: { wanted: SchoolsWanted; links: Uint8Array | undefined }) =>
    readSchools({ schools: () => [bytes], links: links && (() => [links]) }, wanted),
  template: async (bytes: Uint8Array, _input: undefined) => readPaperTemplate(bytes),
  table: async (bytes: Uint8Array, { kind, zone }: { kind: TableKind; zone: string }) =>
    readTableFile(kind, bytes, zone),
} as const;

export type ReadingTask = keyof typeof readingTasks;
export type ReadingInput<Task extends ReadingTask> = Parameters<(typeof readingTasks)[Task]>[1];
export type ReadingOutput<Task extends ReadingTask> = Awaited<ReturnType<(typeof readingTasks)[Task]>>;
