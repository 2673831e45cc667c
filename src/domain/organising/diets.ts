/** What a caterer cooks for by name, and what people write for each. Singular words; the reading below drops plurals. */
const known: ReadonlyArray<readonly [string, readonly string[]]> = [
  ['vegetarian', ['vegetarian', 'veggie', 'vegy', 'vege', 'veg', 'v', 'no meat', 'meat free']],
  ['vegan', ['vegan', 'plant based', 've']],
  ['pescatarian', ['pescatarian', 'pescetarian']],
  ['coeliac', ['coeliac', 'celiac', 'coeliac disease', 'celiac disease']],
  [
    'gluten free',
    [
      'gluten free',
      'gf',
      'no gluten',
      'gluten intolerant',
      'gluten intolerance',
      'gluten allergy',
      'wheat free',
      'no wheat',
    ],
  ],
  [
    'dairy free',
    [
      'dairy free',
      'df',
      'no dairy',
      'lactose free',
      'lactose intolerant',
      'lactose intolerance',
      'dairy intolerant',
      'dairy allergy',
      'no milk',
      'milk allergy',
    ],
  ],
  ['halal', ['halal', 'halal meat']],
  ['kosher', ['kosher']],
  ['nut allergy', ['nut allergy', 'allergic to nut', 'nut free', 'no nut', 'nut', 'nut allergic']],
  ['peanut allergy', ['peanut allergy', 'allergic to peanut', 'no peanut', 'peanut']],
  ['no pork', ['no pork', 'pork free']],
  ['no fish', ['no fish', 'fish allergy', 'allergic to fish']],
  ['shellfish allergy', ['shellfish allergy', 'no shellfish', 'allergic to shellfish', 'shellfish']],
  ['egg free', ['egg free', 'no egg', 'egg allergy', 'allergic to egg']],
  ['sesame allergy', ['sesame allergy', 'no sesame', 'allergic to sesame', 'sesame']],
  ['soya free', ['soya free', 'no soya', 'soya allergy', 'soy free', 'no soy', 'soy allergy']],
];

const nothing = new Set(
  'none,no,nothing,n/a,na,nil,no thanks,no thank you,not applicable,no requirement,no dietary requirement,no special requirement,none known,-,no need,no dietary need,anything,i eat anything,eat anything,no allergy,normal,standard'.split(
    ',',
  ),
);

const byWords = new Map(known.flatMap(([diet, words]) => words.map((word): [string, string] => [word, diet])));
const rank = new Map(known.map(([diet], index) => [diet, index]));

/** What one person eats: the diets that are named, nothing special, or words that somebody has to read. */
export type Diet =
  | { readonly kind: 'named'; readonly name: string }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'words'; readonly words: string };

/**
 * Reads an answer about food. Every word of it must be understood, or it is left as it was written: a caterer who reads "not
 * vegetarian any more" decides better than we do.
 */
export function readDiet(answer: string): Diet {
  const words = answer.trim().replace(/\s+/g, ' ');
  const plain = plainly(words);
  if (plain === '' || nothing.has(plain)) return { kind: 'nothing' };
  const parts = plain.split(/\s*(?:[,;/&+]|\band\b|\bwith\b(?! no )| - )\s*/).filter((part) => part !== '');
  const diets = parts.map((part) => byWords.get(bare(part)));
  if (diets.some((diet) => diet === undefined)) return { kind: 'words', words };
  const named = [...new Set(diets as string[])].sort((a, b) => (rank.get(a) ?? 0) - (rank.get(b) ?? 0));
  return { kind: 'named', name: named.join(', ') };
}

function plainly(words: string): string {
  return words
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[‘’]/g, "'")
    .replace(/[.!()]+/g, ' ')
    .replace(/,? *\b(please|many thanks|thanks|thank you)\b/g, ' ')
    .replace(/[-‐–](?=\w)/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Without what is said around it: `i am a vegetarian please`, `nuts`, `vegetarian option`. */
function bare(part: string): string {
  return part
    .replace(/^(i am|i'm|im|i have|have|one|1|just|only)\s+/, '')
    .replace(/^(an?|the)\s+/, '')
    .replace(/\s+only$/, '')
    .replace(/\s+(diet|food|meals?|option|options|lunch)$/, '')
    .replace(/\b(nut|peanut|egg|allerg)(s|ies)\b/g, (_all, stem: string) => (stem === 'allerg' ? 'allergy' : stem))
    .trim();
}
