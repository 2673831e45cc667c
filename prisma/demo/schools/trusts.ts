import { demoId } from '../ids.js';
import type { Chooser } from '../random.js';
import { trustSizes } from './school-names.js';
import type { SchoolSketch } from './school-sketch.js';

interface Trust {
  id: string;
  code: string;
  name: string;
}

const shareOfAcademies: Readonly<Record<string, number>> = {
  secondary: 0.87,
  special: 0.45,
  all_through: 1,
  nursery: 0,
};

/** Whether a trust is named after this school, such as the Larkholt Academy Trust. */
function isNamesake(trust: Trust, sketch: SchoolSketch): boolean {
  return trust.name.replace('The ', '').startsWith(sketch.base.replace('The ', '').split(' All')[0] ?? '');
}

function suits(trust: Trust, sketch: SchoolSketch): boolean {
  if (trust.name.includes('Catholic')) return sketch.faith === 'Catholic';
  if (trust.name.includes('Church')) return sketch.faith === 'Church of England';
  if (trust.name.includes('Special')) return sketch.phase === 'special';
  if (trust.name.includes('Primary')) return sketch.phase === 'primary';
  return sketch.faith !== 'Catholic';
}

/**
 * Sets `trustId` on the academies and returns the trusts. A trust named after a school gets that school first; the rest
 * are neighbours, so that a trust is not spread all over the county.
 */
export function dealTrusts(chooser: Chooser, sketches: SchoolSketch[]): Trust[] {
  const dealt = trustSizes.map(([name, size], index) => ({
    trust: { id: demoId('trust', index + 1), code: String(99_001 + index), name },
    left: size,
  }));
  for (const seat of dealt) {
    const namesake = sketches.find((sketch) => !sketch.trustId && isNamesake(seat.trust, sketch));
    if (!namesake) continue;
    namesake.trustId = seat.trust.id;
    seat.left -= 1;
  }
  // The very first school stays with the council, because the playground headteacher's is a maintained school.
  const candidates = sketches
    .slice(1)
    .filter((sketch) => chooser.chance(shareOfAcademies[sketch.phase] ?? 0.55) || sketch.faith === 'Catholic');
  for (const { trust, left } of dealt) {
    const free = candidates.filter((sketch) => !sketch.trustId && suits(trust, sketch));
    const start = Math.max(0, chooser.whole(0, free.length - left));
    for (const sketch of free.slice(start, start + left)) sketch.trustId = trust.id;
  }
  return dealt.map(({ trust }) => trust);
}
