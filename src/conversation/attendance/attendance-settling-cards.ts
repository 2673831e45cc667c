import type { SettledMany, SettledRow, SettlePlan } from '../../app/attendance/attendance-settling.js';
import type { ActAction, Action, Card } from '../../rendering/card.js';
import type { Verb } from '../../rendering/verbs.js';
import { listWords, plural } from '../talk/wording.js';

const shownRows = 10;
/** Confidence thresholds, in per cent. */
const steps = [95, 85, 75] as const;

/** Preview of settling many names at once, with the next steps. @param url the list to fill in */
export function settlingCard(plan: SettlePlan, title: string, url: string | undefined): Card {
  const heading = `${title}: ${plural(plan.settled.length + plan.open.length, 'name', 'names')} to settle`;
  const lead = leadOf(plan);
  const shown = [...plan.settled].sort((a, b) => surenessOf(a) - surenessOf(b)).slice(0, shownRows);
  const rows = shown.map(rowOf);
  const more = plan.settled.length - shown.length;
  const note =
    more > 0 ? `The least certain are shown. ${plural(more, 'more row')} would be settled in the same way.` : '';
  return {
    fallback: [heading, lead, ...rows.map((row) => row.join(' · ')), note].filter(Boolean).join('\n'),
    blocks: [
      { kind: 'heading', text: heading },
      { kind: 'text', text: lead },
      ...(rows.length > 0
        ? [{ kind: 'table', columns: ['Line', 'The file says', 'Match', 'How sure'], rows } as const]
        : []),
      ...(note ? [{ kind: 'context', text: note } as const] : []),
      ...(url ? [{ kind: 'context', text: howToFill } as const] : []),
    ],
    actions: actionsOf(plan, url),
  };
}

const howToFill =
  'Or download the list, write “yes” (the suggestion is right), “no” (leave it out), an email address or a full name in its last column, and attach it here.';

function leadOf({ settled, open, steps: taken }: SettlePlan): string {
  if (taken.length === 0) {
    const guessed = open.filter(({ suggestion }) => suggestion !== undefined).length;
    return `Nothing has been decided yet. I have a suggestion for ${guessed.toLocaleString('en-GB')} of them. You will see what would happen before anything is saved.`;
  }
  const leftOut = settled.filter(({ personId }) => personId === null).length;
  const parts = [
    `${(settled.length - leftOut).toLocaleString('en-GB')} counted`,
    ...(leftOut > 0 ? [`${leftOut.toLocaleString('en-GB')} left out`] : []),
    `${open.length.toLocaleString('en-GB')} still open`,
  ];
  return `Nothing has been saved yet. If you apply this: ${listWords(parts)}.`;
}

/** What somebody wrote in the list is surer than any suggestion; who is left out comes last. */
function surenessOf({ row, personId }: SettledRow): number {
  if (personId === null) return 3;
  return row.suggestion?.personId === personId ? row.suggestion.confidence : 2;
}

function rowOf(settled: SettledRow): string[] {
  const { row, personId, name } = settled;
  const sureness = surenessOf(settled);
  const suggested = personId !== null && sureness <= 1;
  const whose = suggested && row.suggestion?.school ? `, ${row.suggestion.school}` : '';
  return [
    String(row.line),
    row.school ? `${row.name}, ${row.school}` : row.name,
    personId === null ? 'left out' : `${name}${whose}`,
    suggested ? `${Math.floor(sureness * 100)}%` : '–',
  ];
}

function actionsOf(plan: SettlePlan, url: string | undefined): Action[] {
  const data = { session: plan.sessionId };
  const begun = plan.steps.length > 0;
  const act = (label: string, verb: Verb, more: Readonly<Record<string, string>> = {}): ActAction => ({
    kind: 'act',
    label,
    verb,
    data: { ...data, ...more },
  });
  return [
    ...(plan.settled.length > 0
      ? [
          {
            ...act(`Apply to ${plan.settled.length.toLocaleString('en-GB')}`, 'settle-apply'),
            style: 'primary',
          } as const,
        ]
      : []),
    ...(begun ? [act('Undo the last step', 'settle-undo')] : []),
    ...sureSteps(plan)
      .slice(0, begun ? 2 : 3)
      .map(({ from, count }) =>
        act(`Accept ${from}% and above (${count.toLocaleString('en-GB')})`, 'settle-sure', { from: String(from) }),
      ),
    ...(plan.open.length > 0
      ? [act(`Leave the ${begun ? 'other ' : ''}${plan.open.length.toLocaleString('en-GB')} out`, 'settle-rest')]
      : []),
    ...(url ? [{ kind: 'link', label: 'Download the list', url } as const] : []),
    ...(begun ? [] : [act('One by one', 'doubtful')]),
  ];
}

/** How many each further step of sureness would settle; those that settle no more than the one before are left out. */
function sureSteps({ open }: SettlePlan): Array<{ from: number; count: number }> {
  const counted = steps.map((from) => ({
    from,
    count: open.filter(({ suggestion }) => suggestion && suggestion.confidence * 100 >= from).length,
  }));
  return counted.filter(({ count }, index) => count > (counted[index - 1]?.count ?? 0));
}

/** `1,240 names are settled, 300 left out, 12 still open.` */
export function describeSettled({ settled, leftOut, open }: SettledMany): string {
  if (settled + leftOut === 0) return 'There was nothing to apply.';
  const parts = [
    `${plural(settled, 'name is', 'names are')} settled and counted`,
    ...(leftOut > 0 ? [`${leftOut.toLocaleString('en-GB')} left out`] : []),
    ...(open > 0 ? [`${open.toLocaleString('en-GB')} still to settle`] : []),
  ];
  return `${listWords(parts)}.`;
}
