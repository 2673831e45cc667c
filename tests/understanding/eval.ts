/**
 * `npm run eval`: what people get who write to the bot, through the door that Teams uses, the database looked at before and
 * after. `npm run eval -- develop` plays what may be tuned on and lists what went wrong; `untouched` (as without a word) is for
 * its totals only. `--rows chat,trust,knowledge,wraps,others` plays some of it; `--out-of-scope FILE` asks the questions of a file, none of
 * which is anybody's business here; `--write` keeps the figures that the tests hold to.
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { collectionNames, readCollection } from './collections.js';
import { figuresFile, figuresOf, sampleInTests, trustSampleInTests } from './figures.js';
import { readQuestionFile } from './items.js';
import {
  type Measured,
  type Miss,
  measureChat,
  measureKnowledge,
  measureWraps,
  missesOf,
  type Row,
  rowsOfForeign,
  type Sample,
} from './measure.js';
import { askAll, marksOf } from './met.js';
import { openStage } from './stage.js';

const { values, positionals } = parseArgs({
  options: { 'out-of-scope': { type: 'string' }, rows: { type: 'string' }, write: { type: 'boolean' } },
  allowPositionals: true,
});
const develops = positionals.includes('develop');
const sample: Sample = values.write ? sampleInTests : { part: develops ? 'develop' : 'untouched', step: 1 };
const wanted = values.rows?.split(',') ?? ['chat', 'trust', 'knowledge', 'wraps', 'others'];
const kept: Row[] = [];

console.log(`Items of the part "${sample.part}"\n`);
await overDemonstration();
if (wanted.includes('trust') && !values['out-of-scope']) await overTrust();
if (wanted.includes('others') && !values['out-of-scope'])
  for (const name of collectionNames) await overCollection(name);
if (values.write) writeFileSync(figuresFile, `${JSON.stringify(figuresOf(kept), null, 2)}\n`);
process.exit(0);

async function overDemonstration(): Promise<void> {
  const stage = await openStage();
  const path = values['out-of-scope'];
  if (path) {
    const asked = await askAll(stage, readQuestionFile(path), marksOf('demonstration'));
    report({ rows: rowsOfForeign(path.split('/').at(-1) ?? path, asked), misses: missesOf(asked) });
  } else {
    if (wanted.includes('chat')) report(await measureChat(stage, sample));
    if (wanted.includes('knowledge')) report(await measureKnowledge(stage, 'demonstration', sample));
    if (wanted.includes('wraps')) report(await measureWraps(stage, sample));
  }
  await stage.stop();
}

async function overTrust(): Promise<void> {
  const stage = await openStage('trust');
  report(await measureChat(stage, values.write ? trustSampleInTests : sample, 'trust'));
  await stage.stop();
}

async function overCollection(name: (typeof collectionNames)[number]): Promise<void> {
  const stage = await openStage(readCollection(name));
  report(await measureKnowledge(stage, name, sample));
  await stage.stop();
}

function report({ rows, misses }: Measured): void {
  kept.push(...rows);
  for (const row of rows) console.log(sayRow(row));
  if (develops || values['out-of-scope']) for (const miss of misses) console.log(sayMiss(miss));
}

function sayRow({ name, good, share }: Row): string {
  const { share: value, low, high, count, of } = share;
  const interval = `${value.toFixed(3)} (${low.toFixed(3)}-${high.toFixed(3)})`;
  return `${name.padEnd(74)} ${interval.padEnd(22)} ${`${count} of ${of}`.padStart(11)}  ${good === 'many' ? 'more is better' : 'fewer is better'}`;
}

function sayMiss({ row, said, came }: Miss): string {
  return `    ${row} | ${said.replaceAll('\n', ' ⏎ ')} → ${came.replaceAll('\n', ' ')}`;
}
