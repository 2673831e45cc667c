import { describe, expect, it } from 'vitest';
import { isGrammar } from '../../src/knowledge/common-words.js';
import { kinds } from '../../src/knowledge/kind-words.js';
import { everyday, near, same } from '../../src/knowledge/thesaurus-words.js';
import { splitWords, stemOf } from '../../src/knowledge/words.js';
import { demoDocuments } from './demo-documents.js';

const stemsOf = (text: string) => splitWords(text).map(stemOf);
const members = `${same}\n${everyday}\n${near}\n${kinds}`
  .trim()
  .split('\n')
  .flatMap((line) => (line.split(':')[1] ?? '').split(','))
  .map((member) => stemsOf(member).join(' '));

describe('the thesaurus', () => {
  const documents = demoDocuments().filter(({ kind }) => kind !== 'event');

  it('holds terms of the field, and no way of asking that an article of the demonstration has', () => {
    const asked = documents
      .flatMap(({ title, question = title, aliases }) => [question, ...aliases])
      .map(stemsOf)
      // A term may stand among the aliases; with words of grammar in it, it is how somebody asks.
      .filter((stems) => stems.length > 1 && stems.some(isGrammar))
      .map((stems) => stems.join(' '));
    const held = new Set(members);
    expect(asked.filter((phrase) => held.has(phrase))).toEqual([]);
  });

  it('holds no name of a project of the demonstration, nor of a place that its articles tell of', () => {
    const projects = documents.filter(({ kind, slug }) => kind === 'project' && !ofTheField.has(slug));
    const places = documents.filter(({ slug }) => elsewhere.has(slug));
    expect(places).toHaveLength(elsewhere.size);
    const names = [
      ...projects.map(({ title }) => title),
      ...places.map(({ slug }) => slug.replaceAll('-', ' ')),
      'Lincolnshire',
      'Lancashire',
    ].map((name) => stemsOf(name).join(' '));
    expect(members.filter((member) => names.some((name) => ` ${member} `.includes(` ${name} `)))).toEqual([]);
  });
});

/** Projects that are called what every partnership calls them. */
const ofTheField = new Set(['peer-review', 'small-schools', 'special-schools']);
const elsewhere = new Set(['hampshire', 'liverpool', 'tower-hamlets', 'somerset', 'dorset']);
