import type { Part } from './lockstep.js';
import type { AttachedFile, Typed } from './shown.js';

export interface ParityTalk {
  readonly about: string;
  readonly part: Part;
  /** Where others read; the own chat when left out. */
  readonly where?: 'channel';
  readonly moves: readonly Move[];
}
/** One thing that somebody does: says something, presses a button of what came last, or fills in the form that came last. */
export type Move = {
  /** Words that must be read afterwards. */
  readonly reads?: string;
} & (
  | { readonly say: string }
  | { readonly attach: AttachedFile; readonly words: string }
  | { readonly press: string }
  | { readonly fill: Typed }
  | { readonly days: number }
);
