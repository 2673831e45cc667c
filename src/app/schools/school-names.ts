/**
 * How names of schools are compared: small letters, no accents and apostrophes, and what is said in several ways in one of
 * them, so that "St. Mary's C of E Primary" and "Saint Marys Church of England Primary School" are one.
 */
export function schoolKey(name: string): string {
  return wordsOf(name)
    .filter((word) => !silent.has(word))
    .join(' ');
}

/** The same without what a school is called beside its place and phase: by whom it is kept, and its church. */
export function bareSchoolKey(name: string): string {
  return wordsOf(name)
    .filter((word) => !silent.has(word) && !kept.has(word))
    .join(' ');
}

/** Words that people leave out, or put in. */
const silent = new Set('the of and at school schools'.split(' '));
const kept = new Set(
  'ce rc catholic community voluntary aided controlled va vc academy foundation trust endowed methodist parish free'.split(
    ' ',
  ),
);

const said: ReadonlyArray<readonly [RegExp, string]> = [
  [/\bc\.? ?(?:of|o) ?\.?e\b|\bcofe\b|\bchurch of england\b|\bc\.e\b/g, ' ce '],
  [/\broman catholic\b|\br\.c\b/g, ' rc '],
  [/\bsaints?\b|\bsts\b/g, ' st '],
  [/\bprim\b|\bpri\b/g, ' primary '],
  [/\bjnr\b|\bjuniors\b|\bjun\b/g, ' junior '],
  [/\binfants\b|\binf\b/g, ' infant '],
  [/\bsec\b/g, ' secondary '],
  [/\bacad\b/g, ' academy '],
  [/\bsch\b|\bschl\b/g, ' school '],
  [/\bcomm\b/g, ' community '],
];

function wordsOf(name: string): string[] {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/['’`]/g, '')
    .replaceAll('&', ' and ');
  const spelt = said.reduce((text, [pattern, word]) => text.replace(pattern, word), plain);
  return spelt.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
}
