import type { PaperData } from '../app/board/paper-data.js';

/** Makes the files of a committee paper. What draws and writes them is loaded with the first: it takes half a second. */
export async function makePaperFile(data: PaperData, format: 'docx' | 'xlsx'): Promise<Buffer> {
  if (format === 'docx') {
    const { committeeDocument } = await import('../reports/committee-document.js');
    return committeeDocument(data);
  }
  const { committeeWorkbook } = await import('../reports/committee-workbook.js');
  return committeeWorkbook(data);
}
