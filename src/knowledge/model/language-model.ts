import { type AnswerModel, createAnswerModel } from './answer-model.js';
import type { ModelOptions, ModelSettings } from './completion.js';
import { createPhrasingModel, type PhrasingModel } from './phrasing-model.js';
import { createReadingModel, type ReadingModel } from './reading-model.js';

/** All that a language model is asked for; it decides and changes nothing. */
export type LanguageModel = AnswerModel & ReadingModel & PhrasingModel;

export function createLanguageModel(settings: ModelSettings, options: ModelOptions = {}): LanguageModel {
  return {
    ...createAnswerModel(settings, options),
    ...createReadingModel(settings, options),
    ...createPhrasingModel(settings, options),
  };
}
