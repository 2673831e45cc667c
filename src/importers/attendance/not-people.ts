/**
 * Why a cell is not the name of a person: a total, a note, a meeting bot or a telephone number. Undefined if it may be a name.
 */
import { attendanceFileWords } from './attendance-file-words.js';
export function whyNobody(name: string): string | undefined {
  const text = name.trim();
  if (text === '' || !/[\p{L}\p{N}]/u.test(text)) return attendanceFileWords.namesNobody;
  if (/^(grand |sub-?)?totals?\b|^(sum|count|average|overall|number of|no\.? of)\b/i.test(text))
    return attendanceFileWords.isTotal;
  if (machine.test(text)) return attendanceFileWords.isProgram;
  if (telephone.test(text) && (text.match(/\d/g) ?? []).length >= 5) return attendanceFileWords.isTelephone;
  if (device.test(text) || room.test(text)) return attendanceFileWords.isDevice;
  if (nameless.test(text)) return attendanceFileWords.gaveNoName;
  if (isNote(text)) return attendanceFileWords.isNote;
  return undefined;
}

const machine =
  /\b(\w+\.ai|bot|note-?takers?|note taker|meeting notes|recording|recorder|otterpilot|tl;?dv|copilot|ai (companion|assistant|notes?)|transcri(ber|pt|ption))\b/i;

const telephone = /^(call-?in |tel:?|phone:? )?\+?[\d\s().*xX•#-]{5,}$/i;

const device =
  /^(?:[\p{L}'’ -]+['’]s? )?(?:i ?phone|ipad|imac|mac ?book|android|galaxy|samsung|huawei|oneplus|pixel|surface|laptop|desktop|chrome ?book|tablet|phone|mobile|computer|pc|webcam|sm-[a-z]\d+\w*)(?:[ -]?(?:air|pro|mini|max|plus|ultra|se|[a-z]*\d[\w-]*|\(\d+\)))*$/iu;

const room =
  /^[\p{L}\p{N} .'’-]*\b(?:meeting|conference|board|training|teams|committee) ?room\b[\p{L}\p{N} .'’()-]*$/iu;

const nameless =
  /^(?:(?:unknown|anonymous|unidentified|guest|external|web|call-in|phone) ?(?:user|guest|participant|attendee|caller|viewer)?|user|participant|attendee|caller|viewer)(?:[ _#-]*\d+)?$/i;

/** A name has fewer words. */
const mostWords = 8;

function isNote(text: string): boolean {
  const known =
    /^(n\.?b\.?|notes?|please|printed|updated|created|generated|exported|source|key|page \d+|end of (list|report)|signed|\*+)(\b|:|$)/i;
  return known.test(text) || /:$/.test(text) || wordsBefore(text) > mostWords;
}

/** What comes before a school or a post in the same cell: `Amara Westfield - Larchfield Church of England Primary School`. */
function wordsBefore(text: string): number {
  const [first = ''] = text.split(/\s[-–—|/•·]\s|[,(|]/);
  return first.trim().split(/\s+/).length;
}
