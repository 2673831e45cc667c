import { holds } from '../../domain/actor.js';
import type { Verb } from '../../rendering/verbs.js';
import {
  askToCancelSeries,
  askToCopySeries,
  cancelSeriesNow,
  copySeriesNow,
} from '../organising/copy-or-cancel-series.js';
import { organiserOnly } from '../organising/organising-intents.js';
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
} from '../organising/organising-series.js';
import type { Intent } from '../talk/intent.js';
import { askToCancelProject, cancelProject } from './cancelling-projects.js';
import { openCohort } from './cohort-meant.js';
import { openMilestone, openStrandPlaces, saveMilestoneForm, saveStrandPlaces } from './cohort-parts.js';
import { openInviting, previewInviting, sendInviting } from './inviting/inviting.js';
import { moveCohort } from './moving-cohorts.js';
import {
  copyToNextYear,
  discardCohortNow,
  editCohort,
  newCohort,
  openCohortPlaces,
  openOrCloseJoining,
  previewCohort,
  publishCohortNow,
  resizeCohortNow,
  saveCohortForm,
} from './organising-cohorts.js';
import {
  answerProjectsToRun,
  askToEndProject,
  editProject,
  endProjectNow,
  newProject,
  openProject,
  openStrand,
  previewProject,
  projectsRefusal,
  publishProjectNow,
  saveProjectForm,
  saveStrandForm,
} from './organising-projects.js';

/** A step by button or form. The use case checks which series the user organises. */
const step = (verb: Verb, run: Intent['run']): Intent => ({ verb, run, ...organiserOnly });

/** Projects belong to no series, so organisers of a single series do not run them. */
const forWholeProgramme = {
  may: (actor) => holds(actor, 'organiser'),
  refusal: projectsRefusal,
  personal: true,
} satisfies Pick<Intent, 'may' | 'refusal' | 'personal'>;
const running = (verb: Verb, run: Intent['run']): Intent => ({ verb, run, ...forWholeProgramme });

/** Planning the programme: series, projects and their years. Part of the intent table. */
export const planningIntents: readonly Intent[] = [
  {
    verb: 'series-manage',
    says: [/^(manage|run|organise|edit|change) (the |my |our |all )?series\W*$/, /^(my|our|all) series( to run)?\W*$/],
    help: { title: 'Run series', example: 'manage series' },
    run: answerSeriesToRun,
    ...organiserOnly,
  },
  {
    verb: 'series-new',
    says: [/^(please )?(create|add|make|plan|set up|new) (me )?(an? |another )?(new )?(event )?series\W*$/],
    run: newSeries,
    ...organiserOnly,
  },
  step('series-open', openSeries),
  step('series-edit', editSeries),
  step('series-save', saveSeriesForm),
  step('series-preview', previewSeries),
  step('series-publish', publishSeriesNow),
  step('series-end-ask', askToEndSeries),
  step('series-end', endSeriesNow),
  {
    verb: 'series-copy-ask',
    says: [
      /^(please )?(copy|repeat|duplicate) (the |our |my )?(whole |entire )?(.+ )?series\b/,
      /\b(the )?same again next (term|year)\b/,
    ],
    help: { title: 'The same again', example: 'the same again next term' },
    run: askToCopySeries,
    ...organiserOnly,
  },
  step('series-copy', copySeriesNow),
  {
    // No refusal: for people who organise nothing, the message means their own bookings.
    verb: 'series-cancel-ask',
    says: [/^(please )?(cancel|call off) (the |our |my )?(whole |entire )?(.+ )?series\b/],
    run: askToCancelSeries,
    may: organiserOnly.may,
    personal: true,
  },
  step('series-cancel', cancelSeriesNow),
  {
    verb: 'run-projects',
    says: [/^(manage|run|organise) (the |my |our |all )?projects?\W*$/, /^projects to run\W*$/],
    help: { title: 'Run projects', example: 'manage projects' },
    run: answerProjectsToRun,
    ...forWholeProgramme,
  },
  {
    verb: 'run-project-new',
    says: [/^(please )?(create|add|make|plan|set up|new) (me )?(an? |another )?(new )?project\W*$/],
    run: newProject,
    ...forWholeProgramme,
  },
  running('run-project', openProject),
  running('run-project-edit', editProject),
  running('run-project-save', saveProjectForm),
  running('run-project-preview', previewProject),
  running('run-project-publish', publishProjectNow),
  running('run-project-end-ask', askToEndProject),
  running('run-project-end', endProjectNow),
  running('run-strand', openStrand),
  running('run-strand-save', saveStrandForm),
  running('project-invite', openInviting),
  running('project-invite-preview', previewInviting),
  running('project-invite-send', sendInviting),
  running('run-cohort', (context, request) => openCohort(context, request)),
  running('run-cohort-new', newCohort),
  running('run-cohort-edit', editCohort),
  running('run-cohort-save', saveCohortForm),
  running('run-cohort-move', moveCohort),
  running('run-cohort-preview', previewCohort),
  running('run-cohort-publish', publishCohortNow),
  running('run-cohort-discard', discardCohortNow),
  running('run-cohort-joining', openOrCloseJoining),
  running('run-cohort-copy', copyToNextYear),
  running('run-cohort-places', openCohortPlaces),
  running('run-cohort-resize', resizeCohortNow),
  running('run-strand-places', openStrandPlaces),
  running('run-strand-offer', saveStrandPlaces),
  running('run-milestone', openMilestone),
  running('run-milestone-save', saveMilestoneForm),
  running('run-cancel-ask', (context, request) => askToCancelProject(context, request)),
  running('run-cancel', cancelProject),
];
