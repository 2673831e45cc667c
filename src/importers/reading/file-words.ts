/** What is said of a file that cannot be read, and what to do about it. */
export const fileWords = {
  tooManyColumns: 'This file has more than 256 columns, which is no list that people make. Nothing was changed.',
  tooManyCells: 'This file has more than 800,000 cells. Leave out the columns that matter to nobody, or split it.',
  tooManyLines:
    'This file has more than 60,000 lines, which is no list that people make. Split it, or attach the right one.',
  cellTooLong:
    'A cell of this file holds more than 32,767 characters, which is more than Excel can. Shorten it, or attach the right file.',
  tooManyCellsOfWorkbook:
    'This workbook has more cells than any list that people make, though most are empty. Save its table as CSV, and attach that.',
  unfoldsTooFar: 'This file unfolds to more than 48 MB. Save it without pictures and formatting, or as CSV.',
  stoppedReading: (why: string) =>
    `This file ${why} than any list that people make, so I stopped. Save only its table as CSV, and attach that.`,
  farBelow: (line: number) =>
    `This workbook has something in row ${line.toLocaleString('en-GB')}, far below any list. Delete the rows below your table, save it and attach it again.`,
  farRight: (name: string) =>
    `This workbook has something in cell ${name}, far to the right of any list. Delete the columns beside your table, save it and attach it again.`,
  empty: 'This file is empty. Save or download it again, and attach it.',
  tooLarge: 'This file is larger than 24 MB. Split it.',
  whatIsRead: 'I read workbooks (.xlsx) and CSV.',
  pdf: (how: string) =>
    `This is a PDF. ${how} Save the list from the program that made it, or copy its table into Excel.`,
  webPage: (how: string) =>
    `This is a web page, whatever its name says. ${how} Open it in Excel and save it as an Excel workbook (.xlsx).`,
  richText: (how: string) => `This is a text document (.rtf). ${how} Copy its table into Excel and save that.`,
  noTable: (how: string) => `This is no table. ${how}`,
  hasPassword:
    'This file is protected by a password. Open it in Excel, take the password off (File, Info, Protect Workbook) and save it again.',
  oldWord: (how: string) => `This is an old Word document (.doc). ${how} Copy its table into Excel and save that.`,
  oldWorkbook:
    'This is a workbook of the old kind (.xls). Open it in Excel and save it as an Excel workbook (.xlsx) or CSV.',
  binaryWorkbook: 'This is a binary workbook (.xlsb). Open it in Excel and save it as an Excel workbook (.xlsx).',
  wordDocument: (how: string) => `This is a Word document (.docx). ${how} Copy its table into Excel and save that.`,
  presentation: (how: string) => `This is a presentation (.pptx). ${how} Copy its table into Excel and save that.`,
  appleNumbers: 'This is a workbook of Apple Numbers. Export it: File, Export To, Excel.',
  openDocument:
    'This is an OpenDocument file (.ods or .odt). Save the table as an Excel workbook (.xlsx) or CSV: File, Save As.',
  archive: (how: string) => `This is an archive (.zip). ${how} Unpack it and attach the file in it.`,
  damaged: 'This workbook is damaged: I cannot open it. Save it again as .xlsx or CSV.',
  tooManyStyles: 'This workbook has too many styles. Save its table as CSV.',
} as const;
