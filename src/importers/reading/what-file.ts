import { decodeText } from './decode.js';
import { listParts } from './zip.js';

const how = 'I read workbooks (.xlsx) and CSV.';

/** The kind of an unreadable file, from its first bytes, and how to save it instead; undefined for a workbook or text. */
export function whatElse(bytes: Uint8Array): string | undefined {
  const head = Buffer.from(bytes.subarray(0, 512)).toString('latin1');
  if (head.startsWith('\xd0\xcf\x11\xe0')) return ofOldOffice(bytes);
  if (head.startsWith('PK')) return ofArchive(bytes);
  if (head.startsWith('%PDF-'))
    return `This is a PDF. ${how} Save the list from the program that made it, or copy its table into Excel.`;
  if (/^\s*(<!doctype html|<html|<\?xml)/i.test(head))
    return `This is a web page, whatever its name says. ${how} Open it in Excel and save it as an Excel workbook (.xlsx).`;
  if (head.startsWith('{\\rtf'))
    return `This is a text document (.rtf). ${how} Copy its table into Excel and save that.`;
  // Pictures and other programs' files have bytes that never occur in text.
  const start = decodeText(bytes.subarray(0, 4_000));
  return controls.test(start) ? `This is no table. ${how}` : undefined;
}

/** Control characters that no text has; Windows-1252 leaves five of the second range unused. */
const controls = /[^\P{Cc}\s\u0080-\u009f]/u;

function ofOldOffice(bytes: Uint8Array): string {
  const text = Buffer.from(bytes.subarray(0, 200_000)).toString('utf16le');
  const other = Buffer.from(bytes.subarray(1, 200_001)).toString('utf16le');
  const has = (name: string) => text.includes(name) || other.includes(name);
  if (has('EncryptedPackage'))
    return 'This file is protected by a password. Open it in Excel, take the password off (File, Info, Protect Workbook) and save it again.';
  if (has('WordDocument'))
    return `This is an old Word document (.doc). ${how} Copy its table into Excel and save that.`;
  return 'This is a workbook of the old kind (.xls). Open it in Excel and save it as an Excel workbook (.xlsx) or CSV.';
}

function ofArchive(bytes: Uint8Array): string | undefined {
  const parts = listParts(bytes);
  const has = (start: string) => parts.some((name) => name.startsWith(start));
  if (parts.some((name) => /^xl\/worksheets\//i.test(name))) return undefined;
  if (has('xl/'))
    return 'This is a binary workbook (.xlsb). Open it in Excel and save it as an Excel workbook (.xlsx).';
  if (has('word/')) return `This is a Word document (.docx). ${how} Copy its table into Excel and save that.`;
  if (has('ppt/')) return `This is a presentation (.pptx). ${how} Copy its table into Excel and save that.`;
  if (has('Index/')) return 'This is a workbook of Apple Numbers. Export it: File, Export To, Excel.';
  if (parts.includes('mimetype') && has('content.xml'))
    return 'This is an OpenDocument file (.ods or .odt). Save the table as an Excel workbook (.xlsx) or CSV: File, Save As.';
  if (parts.length > 0) return `This is an archive (.zip). ${how} Unpack it and attach the file in it.`;
  return 'This workbook is damaged: I cannot open it. Save it again as .xlsx or CSV.';
}
