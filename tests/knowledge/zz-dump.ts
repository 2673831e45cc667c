import { writeFileSync } from 'node:fs';
import { buildIndex } from '../../src/knowledge/build-index.js';
import { readQuestion } from '../../src/knowledge/question.js';
import { findSubjects, groundsOf } from '../../src/knowledge/rank.js';
import { evidenceNames, groundNames } from './fitted-names.js';
import { readQuestionFile } from '../understanding/items.js';
import { readTraining } from './training.js';
const pass = process.argv[2];
const out: unknown[] = [];
const t = Date.now();
for (const tr of readTraining()) {
  const index = buildIndex(tr.documents);
  const demo = tr.collection === 'demonstration';
  const ours = demo ? tr.ours.filter((_, i) => i % 2 === 0) : tr.ours;
  const foreign = pass === '1' ? [] : tr.foreign.filter((_, i) => i % 2 === 0);
  const clinc = pass === '1' || (demo && tr.note !== 'all aliases') ? [] : readQuestionFile('/work/shared/questions/out-of-scope.jsonl').filter((_, i) => i % 6 === 0).map(({ question }) => question);
  foreign.push(...clinc);
  const all = [...ours, ...foreign.map((question) => ({ question, slugs: [] as string[] }))];
  for (const { question, slugs } of all) {
    const read = readQuestion(question, index);
    const subjects = findSubjects(index, read);
    const place = subjects.findIndex(({ entry }) => slugs.includes(entry.document.slug));
    const base = { c: tr.collection, n: tr.note, q: question, ours: slugs.length > 0, place, words: (slugs.length && 'words' in (all[0] as object)) ? undefined : undefined };
    if (pass === '1') out.push({ ...base, alts: subjects.slice(0, 12).map(({ by }) => evidenceNames.map((x) => Number(by.evidence[x].toFixed(4)))) });
    else if (subjects.length > 0) { const g = groundsOf(read, subjects, index); out.push({ ...base, f: groundNames.map((x) => Number(g[x].toFixed(4))) }); }
    else out.push({ ...base, f: null });
  }
  console.log(tr.collection, tr.note, all.length, Date.now() - t);
}
writeFileSync(`/tmp/exp/pass${pass}.json`, JSON.stringify({ evidenceNames, groundNames, out }));
