/** The workspace that the tests play in; the fixtures name the same. */
export const botToken = 'xoxb-1111-2222-staffroom';
export const signingSecret = '8f742231b10e8888abcd99yyyzzz85a5';
export const team = 'T0PARTNERS';
export const botUser = 'U0STAFFBOT';
export const botId = 'B0STAFFBOT';

/** A person's own chat with the bot. */
export function chatOf(user: string): string {
  return user.replace(/^U/, 'D');
}
