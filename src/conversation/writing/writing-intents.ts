import type { Verb } from '../../rendering/verbs.js';
import { organiserOnly } from '../organising/organising-intents.js';
import type { Intent } from '../talk/intent.js';
import {
  openAudienceWriting,
  previewAudienceAs,
  previewAudienceMessage,
  sendAudienceMessage,
} from './audience-writing.js';
import {
  answerAudience,
  answerAudiences,
  askToRemoveAudience,
  openAudienceForm,
  removeAudienceNow,
  saveAudienceForm,
} from './audiences.js';
import {
  answerTemplate,
  answerTemplates,
  askToRemoveTemplate,
  openTemplateForm,
  removeTemplateNow,
  saveTemplateForm,
  useTemplate,
} from './templates.js';

const step = (verb: Verb, run: Intent['run']): Intent => ({ verb, run, ...organiserOnly });

/** Saved audiences and message templates. Part of the intent table. */
export const writingIntents: readonly Intent[] = [
  {
    verb: 'audiences',
    says: [/^(show |list |see |open |manage )?(me )?(the |my |our |all )*(saved )?audiences\W*$/],
    help: { title: 'Saved audiences', example: 'saved audiences' },
    run: answerAudiences,
    ...organiserOnly,
  },
  {
    verb: 'audience-form',
    says: [/^(please )?(create|add|make|save|new)( me)? (an? |another )?(new )?(saved )?audience\W*$/],
    run: openAudienceForm,
    ...organiserOnly,
  },
  {
    verb: 'audience-write',
    says: [
      /^(please )?(write|send (a |this )?message|message) to (the |my |our )?(saved )?audience\b/,
      // "Write to everyone in the north cluster": those who come to something are written to by its name.
      /^(please )?(can you |could you )?(write to|(send|drop) (a |this )?(message|e-?mail|line|note) to|message|e-?mail|mail|contact|tell|let|inform) .*\b(in|of|from|at) .*\b(clusters?|localit(y|ies))\b( (that|about|to|know)\b.*)?\W*$/,
    ],
    help: { title: 'Write to an audience', example: 'write to the audience Chairs' },
    run: openAudienceWriting,
    ...organiserOnly,
  },
  {
    verb: 'templates',
    says: [/^(show |list |see |open |manage )?(me )?(the |my |our |all )*(message )?templates\W*$/],
    help: { title: 'Message templates', example: 'message templates' },
    run: answerTemplates,
    ...organiserOnly,
  },
  {
    verb: 'template-form',
    says: [/^(please )?(create|add|make|save|new)( me)? (an? |another )?(new )?(message )?template\W*$/],
    run: openTemplateForm,
    ...organiserOnly,
  },
  step('audience', answerAudience),
  step('audience-save', saveAudienceForm),
  step('audience-remove-ask', askToRemoveAudience),
  step('audience-remove', removeAudienceNow),
  step('audience-write-preview', previewAudienceMessage),
  step('audience-write-as', previewAudienceAs),
  step('audience-write-send', sendAudienceMessage),
  step('template', answerTemplate),
  step('template-save', saveTemplateForm),
  step('template-use', useTemplate),
  step('template-remove-ask', askToRemoveTemplate),
  step('template-remove', removeTemplateNow),
];
