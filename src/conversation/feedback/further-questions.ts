import { answerFeedbackQuestions, type FeedbackRequest, findFeedbackRequest } from '../../app/feedback/feedback.js';
import { unreachable } from '../../domain/unreachable.js';
import type { Form, FormValues } from '../../rendering/card.js';
import { fieldOf, fieldOfQuestion } from '../talk/read-form.js';
import { type Answer, type TurnContext, type TurnRequest, text } from '../talk/turn-context.js';
import { plural } from '../talk/wording.js';
import { feedbackRequestCard } from './feedback-cards.js';

const notFound = 'I can no longer find that request. Say "feedback" to see yours.';
const agreement = ['5, agree strongly', '4, agree', '3, neither', '2, disagree', '1, disagree strongly'];

/** The form of the questions that are asked besides how it was: for the request in the button. */
export async function openFurtherQuestions(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const asked = await findFeedbackRequest(context.services.core, context.actor.personId, request.data.request ?? '');
  if (!asked) return { replies: [text(notFound)] };
  if (!asked.open) return closed(asked);
  if (asked.questions.length === 0) return shown(context, asked, 'There are no further questions.');
  if (!asked.answer) return shown(context, asked, ratedFirst);
  return { replies: [{ kind: 'form', form: furtherQuestionsForm(asked) }] };
}

const ratedFirst = 'First, in one tap: how was it?';

function closed({ title }: FeedbackRequest): Answer {
  return { replies: [text(`Feedback on ${title} has closed, so it stays as it is.`)] };
}

function shown(context: TurnContext, asked: FeedbackRequest, lead: string): Answer {
  return { replies: [{ kind: 'card', card: feedbackRequestCard(asked, lead, context.zone) }] };
}

/** Handles the submitted form. */
export async function saveFurtherQuestions(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const { core } = context.services;
  const { personId } = context.actor;
  const asked = await findFeedbackRequest(core, personId, request.data.request ?? '');
  if (!asked) return { replies: [text(notFound)] };
  const outcome = await answerFeedbackQuestions(core, context.actor, asked.id, readMarks(asked, request));
  const again = (faults: Readonly<Record<string, string>>): Answer => ({
    replies: [
      {
        kind: 'form',
        form: furtherQuestionsForm(asked, { values: request.values, faults, shown: request.data.shown ?? '' }),
      },
    ],
  });
  switch (outcome.kind) {
    case 'given':
    case 'changed': {
      const saved = (await findFeedbackRequest(core, personId, asked.id)) ?? asked;
      const thanks = outcome.kind === 'given' ? 'Thank you, that helps.' : 'Thank you, I have changed it.';
      return shown(context, saved, thanks);
    }
    case 'faulty':
      return again(Object.fromEntries(outcome.places.map((at) => [fieldOfQuestion(at), 'Choose one of the answers.'])));
    case 'refused':
      if (outcome.reason === 'closed') return closed(asked);
      if (outcome.reason === 'not-rated') return shown(context, asked, ratedFirst);
      if (outcome.reason === 'empty') return again({ [fieldOfQuestion(0)]: 'Answer at least one of the questions.' });
      return { replies: [text(notFound)] };
    default:
      return unreachable(outcome);
  }
}

/**
 * 0 for what is left out; what is no rating is refused by the use case. What a form did not show as answered and is left out in it
 * stays as it is: an older form, sent last, takes back no answer.
 */
function readMarks({ questions }: FeedbackRequest, request: TurnRequest): Array<number | undefined> {
  const shown = request.data.shown ?? '';
  return questions.map((_, at) => {
    const typed = fieldOf(request, fieldOfQuestion(at));
    if (typed === '') return /[1-9]/.test(shown.charAt(at)) ? 0 : undefined;
    return /^[1-9]$/.test(typed) ? Number(typed) : -1;
  });
}

function furtherQuestionsForm(
  { id, title, questions, marks }: FeedbackRequest,
  refused?: { readonly values: FormValues; readonly faults: Readonly<Record<string, string>>; readonly shown: string },
): Form {
  const answered = Object.fromEntries(marks.map((mark, at) => [fieldOfQuestion(at), mark === 0 ? '' : String(mark)]));
  return {
    title: 'Your feedback',
    intro: [
      { kind: 'text', text: title, tone: 'strong' },
      { kind: 'text', text: 'Leave out what you like. Organisers see figures, not who gave them.' },
    ],
    fields: questions.map((label, at) => ({
      id: fieldOfQuestion(at),
      kind: 'choice',
      label,
      expanded: true,
      options: agreement.map((said) => ({ value: said.charAt(0), label: said })),
    })),
    values: refused?.values ?? answered,
    faults: refused?.faults ?? {},
    submit: {
      label: 'Send',
      verb: 'feedback-questions-save',
      data: { request: id, shown: refused?.shown ?? marks.join('') },
    },
    fallback: `${plural(questions.length, 'more question')} on ${title}: ${questions.join(' ')}`,
  };
}
