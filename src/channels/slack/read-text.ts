import { type MentionedPerson, markOf } from '../../conversation/talk/turn.js';

/** A message as plain text, and whom it mentions. */
export interface ReadText {
  readonly text: string;
  /** The name is there if Slack sent it, as it does in commands; else it is empty. */
  readonly mentioned: readonly MentionedPerson[];
}

/**
 * The message as plain text: the bot's mention is removed, people become marks, other markup of Slack's is replaced by its
 * text, and the three escaped characters are decoded (https://docs.slack.dev/messaging/formatting-message-text):
 * `<@U1>`, `<@U1|sam>`, `<#C1|general>`, `<!here>`, `<mailto:a@b.example|a@b.example>`, `<https://a.example|words>`.
 */
export function readText(text: string, botUser: string): ReadText {
  const mentioned: MentionedPerson[] = [];
  const wordsOf = (sign: string, target: string, label: string | undefined): string => {
    if (sign === '@') {
      if (target === botUser) return ' ';
      const known = mentioned.findIndex(({ id }) => id === target);
      if (known < 0) mentioned.push({ id: target, name: label ?? '' });
      return ` ${markOf(known < 0 ? mentioned.length - 1 : known)} `;
    }
    if (sign === '#') return label ?? '';
    if (sign === '!') return label ?? target.split('^')[0] ?? '';
    // Anything else in angle brackets is no link, but mark-up that somebody typed or pasted: it is read as in any other message.
    if (label === undefined && !target.includes(':')) return `<${target}>`;
    return label || target.replace(/^mailto:/, '');
  };
  const read = text
    .replace(/<([@#!]?)([^<>|]*)(?:\|([^<>]*))?>/g, (_marked, sign: string, target: string, label?: string) =>
      wordsOf(sign, target, label),
    )
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .replace(/[^\S\n]+/g, ' ')
    .trim();
  return { text: read, mentioned };
}

/** Whether the bot is mentioned. */
export function mentions(text: string, botUser: string): boolean {
  return text.includes(`<@${botUser}>`) || text.includes(`<@${botUser}|`);
}
