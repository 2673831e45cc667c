import { wordsOf } from '../support/readable-text.js';

export interface AttachedFile {
  readonly name: string;
  readonly content: string;
}

/** A field of a form, as far as somebody who fills it in looks at it. */
export interface ShownField {
  readonly id: string;
  /** `text`, `choice`, `choices`, `number`, `date`, `time` or `tick`. */
  readonly kind: string;
  readonly required: boolean;
  /** Labels of the options, in order. */
  readonly options: readonly string[];
}

export type Typed = Readonly<Record<string, string | readonly string[]>>;

/** What somebody sees after doing something, on either platform. */
export interface Shown {
  /** Texts in reading order. */
  readonly lines: readonly string[];
  /** Everything that can be pressed, in reading order. */
  readonly buttons: ReadonlyArray<{ readonly label: string; readonly verb: string; press(): Promise<Shown> }>;
  readonly form?: {
    readonly verb: string;
    readonly fields: readonly ShownField[];
    fill(typed: Typed): Promise<Shown>;
  };
  /** A form came back: what is wrong with it, where the platform shows no more than that. */
  readonly faults?: readonly string[];
  /** Headings of tables, which the other platform may lay out without. */
  readonly headings?: readonly string[];
}

/** Somebody on one of the platforms. */
export interface Someone {
  say(text: string): Promise<Shown>;
  /** Says it with a file, which each platform hands over in its own way. */
  attach(words: string, file: AttachedFile): Promise<Shown>;
  /** Presses a button of this verb on an old message, that carries no ids. */
  pressStale(verb: string): Promise<Shown>;
}

/** The words of what is shown, without what differs by chance or by platform: addresses, ids, codes, accounts. */
export function comparable(lines: readonly string[]): string {
  const codes = lines.flatMap((line) => [...line.matchAll(/check in (\d{4})/g)].map(([, code]) => code ?? ''));
  return wordsOf(lines.map((line) => withoutChance(line, codes)));
}

function withoutChance(line: string, codes: readonly string[]): string {
  const masked = line
    .replace(/https?:\/\/\S+/g, 'address')
    .replace(/\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g, 'id')
    .replace(/\breference: [0-9a-f]{8}\b/g, 'reference')
    .replace(/\b(Teams|Slack)\b/gi, 'platform')
    .replace(/account …\S+/g, 'account');
  return codes.reduce((text, code) => text.replaceAll(code, 'code'), masked);
}

/** What the platforms cut away differently, each by its own limits, is told in a line like this. */
const cut =
  /^And \d+ more that are not shown here\.$|^The first \d+ of \d+ are listed\.$|: its end is not shown here\.$/;

/**
 * The words that are not the same; undefined when there are none. A table is laid out by columns on one platform and by
 * rows on the other: there the words must be the same in any order. Of what was cut, what is left must be the same.
 */
export function differenceInText(teams: Shown, slack: Shown): string | undefined {
  const [a, b] = [readable(teams), readable(slack)];
  const at = a.findIndex((word, index) => word !== b[index]);
  if (at < 0 && a.length === b.length) return undefined;
  const ignored = comparable(teams.headings ?? []).split(' ');
  const missing = a.filter((word) => !b.includes(word) && !ignored.includes(word));
  const added = b.filter((word) => !a.includes(word) && !ignored.includes(word));
  const isCut = [...teams.lines, ...slack.lines].some((line) => cut.test(line));
  if (isCut ? missing.length === 0 || added.length === 0 : missing.length + added.length === 0) return undefined;
  const around = (words: readonly string[]) => words.slice(Math.max(0, at - 8), at + 12).join(' ');
  return [
    `only in Teams: ${missing.slice(0, 20).join(' ')}`,
    `only in Slack: ${added.slice(0, 20).join(' ')}`,
    `--- Teams: ${around(a)}`,
    `--- Slack: ${around(b)}`,
  ].join('\n');
}

function readable({ lines }: Shown): string[] {
  return comparable(lines.filter((line) => !cut.test(line))).split(' ');
}
