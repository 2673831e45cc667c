/** Where a new link to what schools said in a survey comes from. */
export const surveyRenewal = 'Open the survey in the chat for a new one: say "surveys".';
