// Run as a separate process: opens the database in a folder and books one person after another, printing each name once
// the booking is confirmed. It ends only when killed.
import { randomUUID } from 'node:crypto';
import { writeSync } from 'node:fs';
import pino from 'pino';
import { openDatabase } from '../../src/db/open-database.js';

const dataDir = process.argv[2];
if (!dataDir) throw new Error('Give the folder');
const database = await openDatabase({ dataDir, log: pino({ level: 'silent' }) });
writeSync(1, 'open\n');
for (;;) {
  const name = randomUUID();
  await database.prisma.$transaction(async (tx) => {
    const person = await tx.person.create({ data: { name } });
    await tx.auditEntry.create({
      data: { act: 'book', subject: 'person', subjectId: person.id, outcome: 'confirmed' },
    });
  });
  writeSync(1, `${name}\n`);
}
