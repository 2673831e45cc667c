/** What is said of a page, a document or a text with questions and answers. */
export const faqsWords = {
  unfoldsTooFar: 'This document unfolds to more than any list of questions. Split it.',
  pageTooLong: 'This page is longer than any page of questions. Copy its text, and paste that.',
  empty: 'This file is empty. Save it again, and attach it.',
  tooLarge: 'This file is larger than 24 MB. Take its pictures out, or split it.',
  pdf: 'This is a PDF, in which I cannot tell questions from answers. Open it in Word, save it as .docx, and attach that.',
  oldWord: 'This is an old Word document, or one with a password. Save it from Word as .docx, without a password.',
  textTooLong: 'This text is longer than any page of questions. Split it.',
  noQuestions:
    'I found no questions with answers in it. Write each question on a line of its own, ending with a question mark, and its answer below; or in a sheet, with the headings Question and Answer.',
  headingsTaken: 'Nothing in it ends with a question mark, so I took its headings for the questions.',
  tooManyQuestions: (count: number, mostPairs: number) =>
    `It has ${count} questions: these are the first ${mostPairs}.`,
} as const;
