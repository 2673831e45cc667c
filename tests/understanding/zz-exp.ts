import { readFileSync } from 'node:fs';
import { buildIndex } from '../../src/knowledge/build-index.js';
import { rank } from '../../src/knowledge/rank.js';
import { demoDocuments, measuredOn } from '../knowledge/demo-documents.js';
import { readQuestions } from '../knowledge/questions.js';
import { documentsOf, readCollection } from './collections.js';
import { readKnowledgeItems, readOutOfScope, readQuestionFile, type Partnership } from './items.js';
const part = (process.argv[2] ?? 'develop') as 'develop' | 'untouched';
const clinc = readQuestionFile('/work/shared/questions/out-of-scope.jsonl');
const demo = demoDocuments();
const colls: [string, Partnership, ReturnType<typeof demoDocuments>][] = [
  ['demo', 'demonstration', demo],
  ['demo bare', 'demonstration', demo.map((d) => (d.kind === 'article' ? { ...d, aliases: [] } : d))],
  ['trust', 'trust-people', documentsOf(readCollection('trust-people'))],
  ['gov', 'governors-association', documentsOf(readCollection('governors-association'))],
];
for (const [name, p, docs] of colls) {
  const index = buildIndex(docs);
  const items = readKnowledgeItems(part, p);
  for (const w of p === 'demonstration' ? [undefined] : (['field', 'own'] as const)) {
    const its = items.filter((i) => !w || i.words === w);
    const rs = its.map((i) => ({ i, r: rank(index, i.question, measuredOn) }));
    const at = (k: number) => rs.filter(({ i, r }) => r.candidates.slice(0, k).some((c) => i.slugs.includes(c.slug))).length / rs.length;
    const ok = (x: (typeof rs)[number]) => x.r.confidence === 'sure' ? x.i.slugs.includes(x.r.candidates[0]?.slug ?? '') : x.r.confidence === 'nearly' && x.r.candidates.slice(0, 3).some((c) => x.i.slugs.includes(c.slug));
    const good = rs.filter(ok).length / rs.length;
    const sure = rs.filter((x) => x.r.confidence === 'sure').length / rs.length;
    const wrong = rs.filter((x) => x.r.confidence === 'sure' && !ok(x)).length / rs.length;
    const none = rs.filter((x) => x.r.confidence === 'none').length / rs.length;
    console.log(name.padEnd(10), (w ?? 'all').padEnd(6), `n=${rs.length} R@1 ${at(1).toFixed(2)} R@3 ${at(3).toFixed(2)} R@5 ${at(5).toFixed(2)} | right-or-choice ${good.toFixed(2)} sure ${sure.toFixed(2)} wrong ${wrong.toFixed(2)} declined ${none.toFixed(2)}`);
    if (process.argv[3] === name) for (const x of rs.filter((y) => !ok(y))) console.log('   ', x.r.confidence, x.r.ours.toFixed(2), x.i.slugs.join(), '|', x.i.question, '→', x.r.candidates.slice(0, 3).map((c) => c.slug + ' ' + c.score.toFixed(1)).join(', '));
  }
  for (const [n, q] of [['oos', readOutOfScope(part, p)], ['clinc', clinc]] as const) {
    const rs = q.map((i) => rank(index, i.question, measuredOn));
    console.log(name.padEnd(10), n.padEnd(6), `n=${rs.length} outright ${(rs.filter((r) => r.confidence === 'sure').length / rs.length).toFixed(3)} choices ${(rs.filter((r) => r.confidence === 'nearly').length / rs.length).toFixed(3)}`);
    if (process.argv[3] === name) for (const [k, r] of rs.entries()) if (r.confidence !== 'none' && (n === 'oos' || k % 5 === 0)) console.log('   ', r.confidence, r.ours.toFixed(2), q[k]?.question, '→', r.candidates[0]?.slug);
  }
}
void readQuestions; void readFileSync;
