import type { QuestionRow } from './events.js';

type Question = Omit<QuestionRow, 'id' | 'eventId' | 'order'>;

export const dietary: Question = {
  kind: 'dietary',
  prompt: 'Is there anything we should know about food?',
  options: [],
  required: false,
};

export const access: Question = {
  kind: 'access',
  prompt: 'What would make the day easier for you to take part in (for example step-free access or a hearing loop)?',
  options: [],
  required: false,
};

export const conferenceWorkshop: Question = {
  kind: 'choice',
  prompt: 'Which workshop would you like in the afternoon?',
  options: ['Reading in every subject', 'Keeping good people'],
  // Asked with the place, or after it: a place on the last day must not wait for it.
  required: false,
};

export const hopes: Question = {
  kind: 'text',
  prompt: 'What would you most like to take away?',
  options: [],
  required: false,
};
