import { decodeText } from './decode.js';
import { fileWords } from './file-words.js';
import { listParts } from './zip.js';

const how = fileWords.whatIsRead;

/** The kind of an unreadable file, from its first bytes, and how to save it instead; undefined for a workbook or text. */
export function whatElse(bytes: Uint8Array): string | undefined {
  const head = Buffer.from(bytes.subarray(0, 512)).toString('latin1');
  if (head.startsWith('\xd0\xcf\x11\xe0')) return ofOldOffice(bytes);
  if (head.startsWith('PK')) return ofArchive(bytes);
  if (head.startsWith('%PDF-')) return fileWords.pdf(how);
  if (/^\s*(<!doctype html|<html|<\?xml)/i.test(head)) return fileWords.webPage(how);
  if (head.startsWith('{\\rtf')) return fileWords.richText(how);
  // Pictures and other programs' files have bytes that never occur in text.
  const start = decodeText(bytes.subarray(0, 4_000));
  return controls.test(start) ? fileWords.noTable(how) : undefined;
}

/** Control characters that no text has; Windows-1252 leaves five of the second range unused. */
const controls = /[^\P{Cc}\s\u0080-\u009f]/u;

function ofOldOffice(bytes: Uint8Array): string {
  const text = Buffer.from(bytes.subarray(0, 200_000)).toString('utf16le');
  const other = Buffer.from(bytes.subarray(1, 200_001)).toString('utf16le');
  const has = (name: string) => text.includes(name) || other.includes(name);
  if (has('EncryptedPackage')) return fileWords.hasPassword;
  if (has('WordDocument')) return fileWords.oldWord(how);
  return fileWords.oldWorkbook;
}

function ofArchive(bytes: Uint8Array): string | undefined {
  const parts = listParts(bytes);
  const has = (start: string) => parts.some((name) => name.startsWith(start));
  if (parts.some((name) => /^xl\/worksheets\//i.test(name))) return undefined;
  if (has('xl/')) return fileWords.binaryWorkbook;
  if (has('word/')) return fileWords.wordDocument(how);
  if (has('ppt/')) return fileWords.presentation(how);
  if (has('Index/')) return fileWords.appleNumbers;
  if (parts.includes('mimetype') && has('content.xml')) return fileWords.openDocument;
  if (parts.length > 0) return fileWords.archive(how);
  return fileWords.damaged;
}
