import { readFile } from 'node:fs/promises';
import type { PaperData } from '../app/board/paper-data.js';
import { keptTemplate, type ReadTemplate } from '../app/board/paper-template.js';
import type { Core } from '../app/core.js';
import type { UnreadableFile } from '../app/imports/import-file-format.js';
import { readTemplateApart } from '../importers/reading/reading-apart.js';

/**
 * Makes the files of a committee paper. The libraries are loaded with the first one, which takes half a second.
 * A council's own Word document is the one asked for, or else the one that an organiser attached, or else the one of the settings.
 */
export async function makePaperFile(
  core: Core,
  data: PaperData,
  format: 'docx' | 'xlsx',
  template: { readonly asked?: string | undefined; readonly setting?: string | undefined },
): Promise<Buffer> {
  if (format === 'docx') {
    const { committeeDocument } = await import('../reports/committee-document.js');
    return committeeDocument(data, await templateOf(core, template));
  }
  const { committeeWorkbook } = await import('../reports/committee-workbook.js');
  return committeeWorkbook(data);
}

async function templateOf(
  core: Core,
  { asked, setting }: { readonly asked?: string | undefined; readonly setting?: string | undefined },
): Promise<Buffer | undefined> {
  if (asked !== undefined) return readTemplate(asked);
  const kept = await keptTemplate(core.prisma);
  return kept?.bytes ?? (setting === undefined ? undefined : readTemplate(setting));
}

async function readTemplate(path: string): Promise<Buffer> {
  return readFile(path).catch((cause: unknown) => {
    throw new Error(`The template of the committee paper cannot be read: put a .docx at ${path}`, { cause });
  });
}

/** Checks a council's own document, first apart from the service, and then by printing an empty paper in it. */
export async function checkPaperTemplate(bytes: Uint8Array): Promise<ReadTemplate | UnreadableFile> {
  const read = await readTemplateApart(bytes);
  if (read.kind === 'unreadable') return read;
  const { committeeDocument } = await import('../reports/committee-document.js');
  try {
    await committeeDocument(emptyPaper, bytes);
    return read;
  } catch {
    const words = 'I cannot print a paper in this document. Save it again in Word as a new .docx, and attach that.';
    return { kind: 'unreadable', words };
  }
}

const emptyPaper: PaperData = {
  version: 1,
  front: { committee: '', meeting: null, author: '', purpose: '', recommendations: [] },
  ...{ from: '2026-09-01', to: '2026-09-30', asOf: '2026-10-01T09:00:00.000Z', zone: 'Europe/London' },
  ...{ attendance: [], projects: [] },
  feedback: { bySeries: [], asked: 0, answered: 0, rating: null, quotes: [] },
  coverage: { schools: 0, absent: 0, byPhase: [], byDistrict: [], byTrust: [], list: [] },
};
