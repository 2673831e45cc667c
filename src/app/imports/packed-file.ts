import { gzipSync } from 'node:zlib';
import { listText, packWithList, unpackWithList } from '../packed-list.js';
import type { FileSource, ImportFile } from './import-file-format.js';

/** Compresses a file: fifty thousand schools take about 3 MB. */
export function packFile(file: ImportFile): Promise<string> {
  return packWithList(file, 'rows');
}

/** @param packed by `packFile`. @throws for anything else */
export async function unpackFile(packed: string): Promise<ImportFile> {
  return (await unpackWithList(packed, 'rows')) as unknown as ImportFile;
}

/** Compresses the cells of a file, in the thread that read it: they are seldom looked at again. */
export function packSource(source: FileSource): string {
  return gzipSync([...listText(source, 'rows')].join(''), { level: 1 }).toString('base64');
}

/** @param source a file that an earlier version kept has it as it is */
export async function unpackSource(source: string | FileSource): Promise<FileSource> {
  if (typeof source !== 'string') return source;
  return (await unpackWithList(source, 'rows')) as unknown as FileSource;
}
