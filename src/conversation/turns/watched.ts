import type { Core } from '../../app/core.js';
import { turnKey } from '../../app/turns/open-turn.js';
import { createFigures } from '../../telemetry/figures.js';
import { inSpan } from '../../telemetry/spans.js';
import { onTrail } from '../../telemetry/trail.js';
import type { Respond } from '../talk/turn.js';
import type { AnswerTurn } from './respond.js';

/** Counts each turn, and puts its id on what is logged and traced of it. */
export function watchedRespond(answer: AnswerTurn, core: Core): Respond {
  const figures = core.memory.of(createFigures);
  return (turn) => {
    const { platform } = turn.account;
    const activity = turnKey(turn.account, turn.id);
    const attributes = { 'staffroom.platform': platform, 'staffroom.activity': activity };
    return onTrail({ activity }, () =>
      inSpan('turn', attributes, async (span) => {
        const started = performance.now();
        const { replies, intent, outcome } = await answer(turn);
        const seconds = (performance.now() - started) / 1_000;
        figures.turn({ platform, intent, outcome, seconds });
        span.setAttributes({ 'staffroom.intent': intent, 'staffroom.outcome': outcome });
        return replies;
      }),
    );
  };
}
