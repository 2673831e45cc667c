/**
 * Stands in for Slack's Web API: knows one bot and every user, and accepts posts. Runs in its own process so that its
 * processor time is not counted. Prints `listening PORT`; `GET /taken` returns the number of messages.
 */
import { createServer } from 'node:http';

let taken = 0;
const bot = '{"ok":true,"team_id":"T0BENCH","user_id":"U0BOT","bot_id":"B0BOT"}';
const server = createServer((request, response) => {
  const body: Buffer[] = [];
  request.on('data', (chunk: Buffer) => body.push(chunk));
  request.on('end', () => {
    response.setHeader('content-type', 'application/json');
    response.end(answerTo(request.url ?? '', Buffer.concat(body).toString()));
  });
});

function answerTo(path: string, body: string): string {
  if (path === '/taken') return String(taken);
  if (path === '/api/auth.test') return bot;
  if (path === '/api/users.info') {
    const user = new URLSearchParams(body).get('user') ?? '';
    return JSON.stringify({ ok: true, user: { id: user, team_id: 'T0BENCH', profile: { real_name: 'Bench Head' } } });
  }
  taken += 1;
  return `{"ok":true,"channel":"D0BENCH","ts":"1795341600.${String(taken).padStart(6, '0')}"}`;
}

// A bot under load keeps its connections open; closing one would cause errors.
server.keepAliveTimeout = 120_000;
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  console.log(`listening ${address && typeof address === 'object' ? address.port : ''}`);
});
process.once('SIGTERM', () => process.exit(0));
