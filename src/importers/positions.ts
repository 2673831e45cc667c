import { sayPosition } from '../conversation/talk/person-words.js';
import { type Position, positions } from '../domain/person.js';
import { plainHeading } from './reading/plain-heading.js';

/** Who leads a trust, in full; people mostly write the initials. */
const trustOffices = ['chief executive officer', 'chief operating officer', 'chief financial officer'];

/** The initials of those who lead a trust. */
export const trustOfficeInitials: ReadonlySet<string> = new Set(
  trustOffices.map((office) => office.replace(/(\w)\w*\s*/g, '$1')),
);

/** What schools call the positions, besides our own words. */
const alsoCalled: Readonly<Record<Position, string>> = {
  headteacher:
    'head|head teacher|ht|principal|head of school|headmaster|headmistress|head master|headship|head principal|academy principal|academy head|head of academy',
  executive_headteacher:
    'executive head|executive head teacher|executive principal|exec head|exec headteacher|exec principal|eht|ehead',
  deputy_headteacher:
    'deputy|deputy head|deputy head teacher|dht|dh|vice principal|deputy principal|depute head|deputy head of school',
  senior_leader:
    'assistant headteacher|assistant head|assistant head teacher|aht|assistant principal|assistant vice principal|slt|senior leadership team|senco|sendco|senko|inclusion lead|inclusion manager|phase leader|key stage leader|designated safeguarding lead|dsl',
  teacher: 'class teacher|classroom teacher|subject leader|ect|nqt|early career teacher',
  chair_of_governors:
    'chair|chair of govs|chair governors|chairman of governors|chair of governing body|chair of the governing body|cog|chair of local governing body|chair of lgb|chair of trustees',
  governor:
    'school governor|govs|vice chair of governors|vice chair|vice chair of govs|parent governor|staff governor|foundation governor|lead governor|link governor|trustee',
  clerk:
    'clerk to governors|clerk to governing body|clerk to the governing body|clerk to govs|governance professional|clerk of governors',
  business_manager:
    'business manager|sbm|school business leader|business leader|sbl|sbo|school business officer|bursar|finance and business manager',
  trust_leader: [
    'chief executive|trust lead|director of education|trust director',
    ...[...trustOffices, ...trustOfficeInitials].flatMap((office) => [
      office,
      `trust ${office}`,
      `mat ${office}`,
      `deputy ${office}`,
    ]),
  ].join('|'),
  council_officer: 'local authority officer|la officer|council|school improvement adviser|la adviser',
  other: '',
};

const known: ReadonlyMap<string, Position> = new Map(
  positions.flatMap((position) =>
    [position.replaceAll('_', ' '), sayPosition(position), ...alsoCalled[position].split('|')]
      .filter((words) => words !== '')
      .map((words): [string, Position] => [plainHeading(words), position]),
  ),
);

/** Words about how somebody holds a position, such as acting; the position is the same. */
const manner =
  /^(acting|interim|temporary|temp|joint|job ?share|co|associate|substantive|current|newly appointed|the)\b[ .-]*/;

/**
 * A position in the words that people use for it: `Acting Head`, `Co-headteacher`, `Executive Headteacher / NLE`, `Chair of
 * Govs`. @returns undefined for an unknown position
 */
export function readPosition(cell: string): Position | undefined {
  const whole = tidy(cell.replace(/[([][^)\]]*[)\]]/g, ' '));
  const parts = whole.split(/\s*(?:\/|&|,|;|\+|\band\b)\s*/).filter(Boolean);
  for (const part of [whole, ...parts]) {
    const found =
      known.get(part) ?? known.get(part.replace(manner, '')) ?? known.get(singular(part.replace(manner, '')));
    if (found) return found;
  }
  return undefined;
}

/** Every position that a cell names, such as those an event is for. @returns undefined when one of them is unknown */
export function readPositions(cell: string): Position[] | undefined {
  const whole = tidy(cell);
  const found = (words: string) => known.get(words) ?? known.get(singular(words));
  const one = found(whole);
  if (one) return [one];
  const all = whole.split(/\s*(?:\/|&|\+|\band\b)\s*/).map(found);
  return all.every((position) => position !== undefined) ? all : undefined;
}

/** Abbreviations within a title. */
const inFull: ReadonlyArray<readonly [RegExp, string]> = [
  [/\bexec\b/g, 'executive'],
  [/\basst\b/g, 'assistant'],
  [/\bassoc\b/g, 'associate'],
  [/\b(snr|sr)\b/g, 'senior'],
  [/\bdep\b/g, 'deputy'],
  [/\bht\b/g, 'headteacher'],
  [/\bgov'?s?\b/g, 'govs'],
];

/** Whom governors were chosen by: they are governors. */
const chosenBy = /^(la|local authority|co opted|coopted|community|associate|partnership|member|trust) governor$/;

function tidy(cell: string): string {
  const plain = plainHeading(cell).replaceAll('.', '').replace(/[-–]/g, ' ').replace(/\s+/g, ' ').trim();
  const full = inFull.reduce((text, [short, long]) => text.replace(short, long), plain);
  return chosenBy.test(full) ? 'governor' : full;
}

function singular(words: string): string {
  return words.replace(/ies$/, 'y').replace(/s$/, '');
}

/** For a fault: `Headteacher, Deputy headteacher, …` */
export function sayPositions(): string {
  return positions.map(sayPosition).join(', ');
}
