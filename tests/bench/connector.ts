/**
 * Stands in for Teams' connector: accepts what a bot sends and answers 201 with an id. Runs in its own process so that
 * its processor time is not counted. Prints `listening PORT`; `GET /apologies` returns how many messages were error
 * messages, because a bot that fails is fast.
 */
import { createServer } from 'node:http';

let taken = 0;
let apologies = 0;
const server = createServer((request, response) => {
  if (request.method === 'GET') {
    response.end(String(apologies));
    return;
  }
  taken += 1;
  request.on('data', (chunk: Buffer) => {
    if (chunk.includes('Sorry, something went wrong')) apologies += 1;
  });
  request.on('end', () => {
    response.writeHead(201, { 'content-type': 'application/json' });
    response.end(`{"id":"sent-${taken}"}`);
  });
});
// A bot under load keeps its connections open; closing one would cause errors.
server.keepAliveTimeout = 120_000;
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  console.log(`listening ${address && typeof address === 'object' ? address.port : ''}`);
});
process.once('SIGTERM', () => process.exit(0));
