/** What is said of a template of the committee paper. */
export const paperTemplateWords = {
  tooLarge: 'This document is larger than 4 MB. Take its pictures out.',
  noWordDocument:
    'The template of the committee paper is a Word document (.docx), and this file is none. Save it from Word as a Word document (.docx), without a password.',
  wordTemplate:
    'This is a Word template (.dotx) or a document with macros. Save it as a Word document (.docx): File, Save As.',
  damaged: 'This Word document is damaged: I cannot open it. Save it again as .docx, and attach it.',
  unfoldsTooFar: 'This document unfolds to more than any template. Take out its pictures and old text.',
  unknown: (unknown: string, listed: string) =>
    `I do not know “${unknown.trim().slice(0, 60)}” between double curly brackets. Written just so, without spaces, a template may have there: ${listed}.`,
  noPlaceForFigures:
    'This document has no place for the figures. Write figures between double curly brackets, once, on a line of its own in the text.',
  severalPlacesForFigures:
    'This document has more than one place for the figures. Write figures between double curly brackets once only.',
  needsItsOwnLine: (split: string) =>
    `The ${split} may become several lines. Write that place on a line of its own in the text.`,
} as const;
