import { areasOfKept, previewInArea } from '../../app/imports/choose-area.js';
import type { ByAuthority } from '../../app/imports/findings.js';
import type { ImportFile } from '../../app/imports/import-file-format.js';
import { keepUnplanned } from '../../app/imports/kept-imports.js';
import type { Form, FormValues } from '../../rendering/card.js';
import { chosen, fieldOf, readList } from '../talk/read-form.js';
import { type Answer, refuse, type TurnContext, type TurnRequest, text } from '../talk/turn-context.js';
import { sayAuthorities, sayAuthority } from './finding-words.js';
import { importLinks } from './import-links.js';
import { importCard } from './imports-cards.js';

/** Local authorities to tick; the names of others are typed. */
const toTick = 20;

/** Of a register for which nobody said which schools are ours: keeps it, and asks. */
export async function askWhichArea(context: TurnContext, file: ImportFile, authorities: ByAuthority): Promise<Answer> {
  const id = await keepUnplanned(context.services.core, context.actor, file);
  const words = `The file has ${sayAuthorities(authorities)}. Which schools are yours? Choose local authorities or a trust, and I show what would be saved.`;
  return {
    replies: [
      {
        kind: 'card',
        card: {
          fallback: words,
          blocks: [
            { kind: 'text', text: words },
            {
              kind: 'context',
              text: 'Nothing has been saved yet. To keep all of them on record, outside the partnership, attach the file again and say: import all schools.',
            },
          ],
          actions: [
            {
              kind: 'act',
              label: 'Choose',
              verb: 'import-area',
              data: { import: id },
              opensForm: true,
              style: 'primary',
            },
            { kind: 'act', label: 'Leave it', verb: 'leave-it' },
          ],
        },
      },
    ],
  };
}

const gone: Answer = {
  replies: [text('I no longer have that file, or it is somebody else’s. Please attach it again.')],
};

/** The list to tick. */
export async function openArea(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const id = request.data.import ?? '';
  const areas = await areasOfKept(context.services.core, context.actor, id);
  if (!areas) return gone;
  const shown = areas.authorities.slice(0, toTick);
  const ticked = shown.flatMap(({ name }, at) => (areas.likely.includes(name) ? [String(at)] : []));
  const others = areas.likely.filter((name) => !shown.some((one) => one.name === name));
  return showForm(id, areas.authorities, { ticked, others: others.join(', '), trust: areas.likelyTrust ?? '' });
}

function showForm(id: string, authorities: ByAuthority, values: FormValues, faults: Form['faults'] = {}): Answer {
  return { replies: [{ kind: 'form', form: areaForm(id, authorities, values, faults) }] };
}

function areaForm(id: string, authorities: ByAuthority, values: FormValues, faults: Form['faults']): Form {
  const more = authorities.length - toTick;
  const options = authorities.slice(0, toTick).map(({ name, schools }, at) => ({
    // Its place in the list: the name may be longer than a value can be.
    value: String(at),
    label: `${sayAuthority(name)} (${schools.toLocaleString('en-GB')})`,
  }));
  return {
    title: 'Which schools are yours?',
    fields: [
      { kind: 'choices', id: 'ticked', label: 'Local authorities', options },
      ...(more > 0
        ? [
            {
              kind: 'text',
              id: 'others',
              label: `Or any of the other ${more}`,
              hint: 'Their names as the register has them, separated by commas.',
              maxLength: 600,
            } as const,
          ]
        : []),
      {
        kind: 'text',
        id: 'trust',
        label: 'Or a trust',
        hint: 'Its name as the register has it. With local authorities ticked, only its schools there.',
        maxLength: 200,
      },
    ],
    values,
    faults,
    submit: { label: 'Show what would be saved', verb: 'import-area-chosen', data: { import: id } },
    cancel: { kind: 'act', label: 'Leave it', verb: 'leave-it' },
    fallback: `Which local authorities are yours? ${options.map(({ label }) => label).join(', ')}`,
  };
}

/** Shows what the chosen schools would change. */
export async function previewChosenArea(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const { core, imports } = context.services;
  const id = request.data.import ?? '';
  const areas = await areasOfKept(core, context.actor, id);
  if (!areas || !imports) return gone;
  const ticked = chosen(request, 'ticked').flatMap((at) => areas.authorities[Number(at)]?.name ?? []);
  const choice = { authorities: [...ticked, ...readList(request, 'others')], trust: fieldOf(request, 'trust') };
  const outcome = await previewInArea(core, context.actor, id, choice);
  const again = (faults: Readonly<Record<string, string>>) => showForm(id, areas.authorities, request.values, faults);
  switch (outcome.kind) {
    case 'previewed':
      return {
        replies: [
          {
            kind: 'card',
            card: importCard(outcome.report, outcome.id, importLinks(context.actor, imports, outcome.id)),
          },
        ],
      };
    case 'gone':
      return gone;
    case 'nothing':
      return again({ ticked: 'Tick at least one, or name a trust.' });
    case 'unknown':
      return again(
        outcome.trust === undefined
          ? { others: `No school of this file is in ${outcome.authorities.map((name) => `“${name}”`).join(', ')}.` }
          : { trust: `No school of this file is in the trust “${outcome.trust}”${ticked.length > 0 ? ' there' : ''}.` },
      );
    case 'refused':
      return outcome.reason === 'not-allowed'
        ? refuse('import-schools', 'Only the administrators can import schools.')
        : again({ ticked: 'I cannot tell where these schools are. Choose their local authority.' });
  }
}
