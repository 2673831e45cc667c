import type { KnowledgeDocument } from '../../src/knowledge/document.js';
import { documentsOf, fittedNames, readCollection } from '../understanding/collections.js';
import { readKnowledgeItems, readOutOfScope } from '../understanding/items.js';
import { dice, readPatterns, sayOne } from '../understanding/sentences.js';
import { demoDocuments } from './demo-documents.js';
import { readQuestions } from './questions.js';

/** A collection as it may be found, and what people ask of it. */
export interface Training {
  readonly collection: string;
  readonly note: string;
  readonly documents: readonly KnowledgeDocument[];
  readonly ours: readonly { readonly question: string; readonly slugs: readonly string[] }[];
  /** What is nobody's business there. */
  readonly foreign: readonly string[];
}

/**
 * The demonstration with all of its aliases, with some and with none, and the other collections; each with the questions of the
 * others among what is not its business, where their subjects do not meet: those of staff and of services do.
 */
export function readTraining(): Training[] {
  const tuning = readQuestions('tuning');
  const demo = {
    ours: tuning.flatMap(({ question, slug }) => (slug === null ? [] : [{ question, slugs: [slug] }])),
    foreign: tuning.filter(({ slug }) => slug === null).map(({ question }) => question),
  };
  const ownForeign = readOutOfScope('develop', 'demonstration').map(({ question }) => question);
  const others = fittedNames.map((name) => ({
    collection: name,
    note: 'no aliases',
    documents: documentsOf(readCollection(name)),
    ours: readKnowledgeItems('develop', name),
    foreign: readOutOfScope('develop', name).map(({ question }) => question),
  }));
  const questionsOf = (name: string) =>
    others.filter(({ collection }) => collection === name).flatMap(({ ours }) => ours.map(({ question }) => question));
  const ofDemo = demo.ours.filter(({ slugs }) => !/govern|board/.test(slugs.join())).map(({ question }) => question);
  const services = questionsOf('school-services');
  const elsewhere = sentencesOfElsewhere();
  const foreignToDemo = [...elsewhere, ...demo.foreign, ...ownForeign, ...questionsOf('trust-people'), ...services];
  const foreignToAll = [...demo.foreign, ...ownForeign, ...ofDemo];
  return [
    ...demonstrations().map((version) => ({
      collection: 'demonstration',
      ...version,
      ours: demo.ours,
      foreign: foreignToDemo,
    })),
    ...others.map((other) => ({
      ...other,
      foreign: [
        ...other.foreign,
        ...foreignToAll,
        ...(other.collection === 'governors-association' ? [...services, ...elsewhere] : []),
      ],
    })),
  ];
}

function demonstrations(): { note: string; documents: KnowledgeDocument[] }[] {
  const documents = demoDocuments();
  const keeping = (holds: (place: number) => boolean) =>
    documents.map((document) => ({ ...document, aliases: document.aliases.filter((_, place) => holds(place)) }));
  return [
    { note: 'all aliases', documents },
    { note: 'every third alias', documents: keeping((place) => place % 3 === 0) },
    { note: 'no aliases', documents: keeping(() => false) },
  ];
}

/** Of no partnership: what the patterns of another assistant's trade speak of, when the gate is fitted. */
const things =
  `parcel necklace guitar kettle bicycle phone cat dog sofa carpet ladder bread cheese rice sushi trousers jacket watch camera
passport suitcase plane train cruise castle beach desert river whale tiger volcano comet hammer drill paint curtains piano violin album film
cinema jazz actor singer poem planet rocket engine tyre brake petrol battery charger tablet keyboard browser router mouse tent rucksack boots
ski football tennis marathon medal dentist doctor vaccine vitamin pill cough allergy tooth eye knee mortgage loan rent overdraft pension
savings wallet currency coin bank shop market bakery pharmacy hotel hostel pizza lasagne soup pancake salmon garlic onion tomato apple banana
coffee tea beer wine lawn hedge roses seeds spade garage fence roof chimney plumber builder lawyer barber tailor wedding birthday
anniversary gift candle balloon doll robot dragon king queen president senator empire france japan brazil egypt toronto madrid berlin spanish
italian mandarin zulu`.split(/\s+/);

function sentencesOfElsewhere(): string[] {
  const roll = dice(3);
  return readPatterns()
    .filter(({ label }) => label.startsWith('elsewhere'))
    .flatMap(({ text }) =>
      Array.from({ length: 8 }, () =>
        sayOne(
          text.replaceAll(/<thing>/g, () => things[Math.floor(roll() * things.length)] ?? ''),
          roll,
        )
          .replaceAll(/‹date›/g, 'friday')
          .replaceAll(/placename|personname|zzqx/g, () => things[Math.floor(roll() * things.length)] ?? ''),
      ),
    );
}
