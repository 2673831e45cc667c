import type { SlackBlock, SlackMessage } from '../../rendering/slack-blocks.js';
import { tableAsText } from '../../rendering/slack-table.js';
import { plain } from '../../rendering/slack-text.js';
import { isRecord } from '../../rendering/unknown.js';
import { describeFault, refusalOf } from './faults.js';
import { slackWords } from './slack-words.js';

/** A message or a view. */
interface WithBlocks {
  readonly blocks: SlackBlock[];
}

/**
 * Sends it, and where Slack refuses what is in it, less of it: without pictures that it cannot fetch and with tables as text, and then in words alone. Any
 * other fault is thrown, because a second try could post it twice.
 * @param inWords what is sent in the end
 * @param refused gets the code of each refusal, so that it is looked at
 */
export async function sendDegrading<Sent extends WithBlocks, Answer>(
  whole: Sent,
  inWords: (whole: Sent) => Sent,
  send: (shown: Sent) => Promise<Answer>,
  refused: (code: string) => void,
): Promise<Answer> {
  const plainer = withoutPictures(whole);
  const tries = [whole, ...(whole.blocks.some(mayBeRefused) ? [plainer] : []), inWords(whole)];
  for (const [index, shown] of tries.entries()) {
    try {
      return await send(shown);
    } catch (error) {
      if (refusalOf(error) === undefined || index === tries.length - 1) throw error;
      refused(describeFault(error));
    }
  }
  throw new Error('Nothing was tried: a message has at least itself');
}

/** A picture may not be had, and tables are new in Slack. */
function mayBeRefused(block: SlackBlock): boolean {
  return block.type === 'image' || block.type === 'table';
}

/** The words that describe a picture stand in for it, and lines of text for a table. */
function withoutPictures<Sent extends WithBlocks>(whole: Sent): Sent {
  const blocks = whole.blocks.flatMap((block): SlackBlock[] => {
    if (block.type === 'table') return tableAsText(block);
    return block.type === 'image' ? [{ type: 'context', elements: [plain(`Picture: ${block.alt_text}`)] }] : [block];
  });
  return { ...whole, blocks };
}

/** Its complete text, which every card has. */
export function messageInWords<Sent extends SlackMessage>(message: Sent): Sent {
  return { ...message, blocks: [] };
}

/** The texts of its blocks, as far as one view holds them. */
export function viewInWords<Sent extends WithBlocks>(view: Sent): Sent {
  const words = textsOf(view.blocks).join('\n').slice(0, 2_900);
  return { ...view, blocks: [{ type: 'section', text: plain(words || slackWords.cannotBeShown) }] };
}

function textsOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(textsOf);
  if (!isRecord(value)) return [];
  if (typeof value.text === 'string') return [value.text];
  return [value.text, value.fields, value.elements, value.label].flatMap(textsOf);
}
