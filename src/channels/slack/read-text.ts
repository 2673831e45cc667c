/**
 * The message as plain text: the bot's mention is removed, Slack's markup is replaced by its text, and the three escaped
 * characters are decoded (https://docs.slack.dev/messaging/formatting-message-text): `<@U1|sam>`, `<#C1|general>`,
 * `<!here>`, `<mailto:a@b.example|a@b.example>`, `<https://a.example|words>`.
 */
export function readText(text: string, botUser: string): string {
  return text
    .replace(/<([@#!]?)([^<>|]*)(?:\|([^<>]*))?>/g, (_marked, sign: string, target: string, label?: string) =>
      wordsOf(sign, target, label, botUser),
    )
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .replace(/[^\S\n]+/g, ' ')
    .trim();
}

function wordsOf(sign: string, target: string, label: string | undefined, botUser: string): string {
  if (sign === '@') return target === botUser ? ' ' : (label ?? '');
  if (sign === '#') return label ?? '';
  if (sign === '!') return label ?? target.split('^')[0] ?? '';
  return label || target.replace(/^mailto:/, '');
}

/** Whether the bot is mentioned. */
export function mentions(text: string, botUser: string): boolean {
  return text.includes(`<@${botUser}>`) || text.includes(`<@${botUser}|`);
}
