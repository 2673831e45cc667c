/**
 * Time needed to understand and answer questions, in this process and with an embedded database: every question of the
 * tuning set, from words to card, with 60, 1,000 and 10,000 articles. Run it alone with `npx tsx
 * tests/bench/answers.ts`.
 */

import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { loadDemonstrationData } from '../../prisma/demo/load.js';
import { type Core, createCore } from '../../src/app/core.js';
import { knowledgeVersion, readKnowledge } from '../../src/app/knowledge/knowledge-records.js';
import { Memory } from '../../src/app/memory.js';
import { askOnce } from '../../src/conversation/knowledge/ask-once.js';
import { openLibrary } from '../../src/conversation/knowledge/library.js';
import { standIns } from '../../src/conversation/talk/stand-ins.js';
import type { Services } from '../../src/conversation/talk/turn-context.js';
import type { Db } from '../../src/db/database.js';
import { documentOfArticle } from '../../src/knowledge/documents-of-records.js';
import { readQuestions } from '../knowledge/questions.js';
import { padDocuments } from '../knowledge/timing.js';
import { clockAt } from '../support/clock.js';
import { openTestDatabase } from '../support/database/database.js';
import { refusingQueue } from '../support/database/idle-queue.js';

export interface AnswerTiming {
  readonly articles: number;
  /** Milliseconds to read the records and build the index, including the check for changes. */
  readonly build: number;
  readonly check: number;
  /** Milliseconds from words to card. */
  readonly p50: number;
  readonly p95: number;
  /** Processor time of one answer in milliseconds, which does not depend on other programs on the machine. */
  readonly cpu: number;
}

/** Allowed p95 in milliseconds, by number of articles. */
export const answerTargets: Readonly<Record<number, number>> = { 60: 5, 1000: 10, 10000: 50 };

/** @param sizes numbers of articles, in ascending order */
export async function timeAnswers(sizes: readonly number[]): Promise<AnswerTiming[]> {
  const database = await openTestDatabase();
  const clock = clockAt('2026-11-16T09:00:00Z');
  await loadDemonstrationData(database.prisma, clock, { timeZone: 'Europe/London' });
  const queue = refusingQueue('Answering sends nothing');
  const core = createCore({ database, queue, clock, timeZone: 'Europe/London', standIns });
  const questions = readQuestions('tuning').map(({ question }) => question);
  const timings: AnswerTiming[] = [];
  for (const size of sizes) {
    const articles = await padArticles(core.prisma, size);
    timings.push({ articles, ...(await timeQuestions(core, questions)) });
  }
  await database.close();
  return timings;
}

/** Adds invented articles until there are so many. @returns how many there are */
export async function padArticles(db: Db, size: number): Promise<number> {
  const { articles } = await readKnowledge(db);
  const made = padDocuments(articles.map(documentOfArticle), size).slice(articles.length);
  const day = new Date('2026-01-01');
  const rows = made.map(({ slug, question = slug, text }) => ({
    slug,
    question,
    answer: text || slug,
    owner: 'Office',
    asOf: day,
    reviewBy: new Date('2030-01-01'),
  }));
  for (let from = 0; from < rows.length; from += 1_000) {
    const stored = await db.article.createManyAndReturn({
      data: rows.slice(from, from + 1_000),
      select: { id: true, slug: true },
    });
    const ids = new Map(stored.map(({ id, slug }) => [slug, id]));
    const phrases = made
      .slice(from, from + 1_000)
      .flatMap(({ slug, aliases }) =>
        [...new Set(aliases)].map((phrase) => ({ articleId: ids.get(slug) ?? '', phrase })),
      );
    await db.articleAlias.createMany({ data: phrases, skipDuplicates: true });
  }
  return db.article.count();
}

const none = () => '';
const unused = {
  notice: '',
  calendar: none,
  place: none,
  page: none,
  feed: none,
  attendanceChecklist: none,
  attendees: none,
  ownData: none,
  personData: none,
  certificate: none,
};

async function timeQuestions(opened: Core, questions: readonly string[]): Promise<Omit<AnswerTiming, 'articles'>> {
  const core = { ...opened, memory: new Memory() };
  const started = performance.now();
  await openLibrary(core);
  const build = performance.now() - started;
  const asked = performance.now();
  await knowledgeVersion(core.prisma);
  const check = performance.now() - asked;
  const services: Services = { core, links: unused, personas: undefined };
  for (const question of questions.slice(0, 100)) await askOnce(services, question);
  const times: number[] = [];
  const used = process.cpuUsage();
  for (const question of questions) {
    const begun = performance.now();
    await askOnce(services, question);
    times.push(performance.now() - begun);
  }
  const { user, system } = process.cpuUsage(used);
  const cpu = (user + system) / 1_000 / questions.length;
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  return { build, check, p50: at(0.5), p95: at(0.95), cpu };
}

export async function printAnswers(): Promise<void> {
  console.log('\nUnderstand and answer, in process (milliseconds)');
  console.log('articles    p50     p95     promised    CPU each  read and index    changed?');
  for (const { articles, build, check, p50, p95, cpu } of await timeAnswers([60, 1_000, 10_000])) {
    const target = answerTargets[[60, 1_000, 10_000].find((size) => size >= articles) ?? 10_000] ?? 0;
    const promised = `${target}: ${p95 <= target ? 'kept' : 'MISSED'}`;
    const cells = [
      String(articles).padEnd(12),
      p50.toFixed(1).padEnd(8),
      p95.toFixed(1).padEnd(8),
      promised.padEnd(12),
    ];
    console.log(`${cells.join('')}${cpu.toFixed(1).padEnd(10)}${build.toFixed(0).padEnd(18)}${check.toFixed(1)}`);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await printAnswers();
  process.exit(0);
}
