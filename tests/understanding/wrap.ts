/** Who goes on writing ends the question first. */
const ended = (question: string) => (/[.!?]$/.test(question) ? question : `${question}?`);

/** What people put round a question without asking anything else. */
export const wraps = {
  'with a greeting': (question: string) => `Good morning team,\n\n${question}`,
  'with a signature': (question: string) =>
    `${question}\n\nKind regards\nAmara Whitfield\nHeadteacher\nMarrowfen Church of England Primary School\nTel: 01205 555 0142`,
  'after another sentence': (question: string) =>
    `Sorry to bother you on a Friday, it has been one of those weeks here. ${question}`,
  'before another sentence': (question: string) =>
    `${ended(question)} No rush, I am out of school until Tuesday anyway.`,
  'sent from a phone': (question: string) => `${question}\n\nSent from my iPhone`,
  'with all of it': (question: string) =>
    `Hi there\n\nHope you are well and had a good half term. ${ended(question)}\n\nMany thanks\nAmara\n\nSent from Outlook for iOS`,
} as const;

export type Wrap = keyof typeof wraps;
