import type { Intent } from './intents.js';
import { forOrganisers } from './organising-intents.js';
import {
  answerSeriesToRun,
  askToEndSeries,
  editSeries,
  endSeriesNow,
  newSeries,
  openSeries,
  previewSeries,
  publishSeriesNow,
  saveSeriesForm,
} from './topics/organising-series.js';

/** A step by button or form; which series one organises is checked where it is done. */
const step = (verb: string, run: Intent['run']): Intent => ({ verb, run, ...forOrganisers });

/** Planning the programme: series, projects and their years. Part of the intent table. */
export const planningIntents: readonly Intent[] = [
  {
    verb: 'series-manage',
    says: [/^(manage|run|organise|edit|change) (the |my |our |all )?series\W*$/, /^(my|our|all) series( to run)?\W*$/],
    help: { title: 'Run series', example: 'manage series' },
    run: answerSeriesToRun,
    ...forOrganisers,
  },
  {
    verb: 'series-new',
    says: [/^(please )?(create|add|make|plan|set up|new) (me )?(an? |another )?(new )?(event )?series\W*$/],
    run: newSeries,
    ...forOrganisers,
  },
  step('series-open', openSeries),
  step('series-edit', editSeries),
  step('series-save', saveSeriesForm),
  step('series-preview', previewSeries),
  step('series-publish', publishSeriesNow),
  step('series-end-ask', askToEndSeries),
  step('series-end', endSeriesNow),
];
