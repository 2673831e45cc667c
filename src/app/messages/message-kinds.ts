import { z } from 'zod';

/** A kind with ids and our own facts. Its payload is deleted together with the record that it was sent. */
function about<Shape extends z.ZodRawShape & { readonly words?: never }>(shape: Shape) {
  return { payload: z.object(shape), heldAs: 'messages' } as const;
}

/** A kind with text that somebody wrote, which is deleted earlier than the record that it was sent. */
function withWords<Shape extends z.ZodRawShape>(shape: Shape) {
  return { payload: z.object({ ...shape, words: z.string().optional() }), heldAs: 'message-words' } as const;
}

const id = z.string();
const aboutPlace = about({ registrationId: id });
const aboutEnrolment = about({ enrolmentId: id });
/** Of one school. */
const aboutSurvey = about({ surveyId: id, enrolmentId: id });
const aboutApplication = about({ applicationId: id });
const aboutNomination = about({ nominationId: id });
const aboutFeedback = about({ requestId: id });
const aboutTicket = about({ ticketId: id });
const aboutPost = about({ postId: id });
const aboutEvent = about({ eventId: id });
const aboutInvitation = about({ invitationId: id });
/** An ISO 8601 instant in UTC. */
const instant = z.string();

/**
 * Every kind of message with its payload, and how long that is kept (`register-of-held-data.ts`). The payload has ids,
 * and only what cannot be read at the moment of sending. Labels and cards are in `conversation/messages.ts`.
 */
export const messageKinds = {
  /** An answer that could not be posted, after something of the person's had changed. */
  'answer-lost': about({}),
  /** To somebody who came from a file, before anything else. */
  'first-notice': about({}),
  'held-link': about({}),
  /** By e-mail only: whoever books for themselves in the chat is answered there. */
  booked: aboutPlace,
  /** The same for whoever cancels their own place. */
  'cancelled-by-you': aboutPlace,
  'place-offered': aboutPlace,
  'place-given': aboutPlace,
  'offer-expired': aboutPlace,
  'booked-for-you': aboutPlace,
  'moved-for-you': aboutPlace,
  'cancelled-for-you': aboutPlace,
  'colleague-cancelled': aboutPlace,
  substituted: aboutPlace,
  'take-over': aboutPlace,
  'place-freed-late': about({ sessionId: id }),
  'answers-late': aboutPlace,
  reminder: about({ registrationId: id, reminder: z.enum(['week', 'day', 'morning']), startsAt: instant }),
  'session-moved': about({ registrationId: id, wasStartsAt: instant, wasEndsAt: instant, wasWhere: z.string() }),
  'session-cancelled': aboutPlace,
  'organiser-message': withWords({ eventId: id }),
  /** To people who are in a saved audience; of a series, or of the partnership where there is none. */
  'audience-message': withWords({ eventId: id.optional(), seriesId: id.optional() }),
  /** To those who came, with links that an organiser gives. */
  'event-thanks': withWords({ eventId: id, slides: z.string().optional(), recording: z.string().optional() }),
  'event-cancelled': aboutEvent,
  /** By e-mail only: the end of one more invitation, of somebody who held several places in what was cancelled. */
  'calendar-cleared': aboutPlace,
  /** `events`: ids separated by spaces. */
  'series-cancelled': withWords({ seriesId: id, events: z.string() }),
  'project-cancelled': withWords({ projectId: id.optional(), cohortId: id.optional() }),
  /** `part` decides which other fields are present; an empty date was not set. */
  'project-moved': about({
    cohortId: id,
    part: z.enum(['schedule', 'milestone', 'milestone-added', 'milestone-gone']),
    milestoneId: id.optional(),
    title: z.string().optional(),
    wasStartsOn: instant.optional(),
    wasEndsOn: instant.optional(),
    wasVenue: z.string().optional(),
    wasDueOn: instant.optional(),
  }),
  /** To the head of a school that is not in a project. */
  'project-invitation': withWords({ cohortId: id, urn: z.number().int() }),
  'enrolment-asked': aboutEnrolment,
  'enrolment-headless': aboutEnrolment,
  'enrolment-made': aboutEnrolment,
  'enrolment-decided': aboutEnrolment,
  'enrolment-passed': aboutEnrolment,
  'enrolment-withdrawn': aboutEnrolment,
  'lead-named': aboutEnrolment,
  /** What a school must still do by a day, `YYYY-MM-DD`. */
  'milestones-due': about({ enrolmentId: id, dueOn: z.string() }),
  'survey-asked': aboutSurvey,
  'survey-reminder': aboutSurvey,
  'application-new': aboutApplication,
  'application-made': aboutApplication,
  'application-decided': aboutApplication,
  'nomination-new': aboutNomination,
  'nomination-told': aboutNomination,
  'nomination-decided': aboutNomination,
  'nomination-withdrawn': aboutNomination,
  invitation: aboutInvitation,
  'invitation-reminder': aboutInvitation,
  'feedback-request': aboutFeedback,
  'feedback-reminder': aboutFeedback,
  ticket: aboutTicket,
  'ticket-answered': aboutTicket,
  'belonging-asked': aboutPost,
  'belonging-settled': aboutPost,
  'head-claimed': aboutPost,
  'head-settled': aboutPost,
  'event-summary': aboutEvent,
  /** To organisers, once a day: what did not arrive since then. */
  'messages-failed': about({ since: instant }),
  /** To an organiser who wants it, once each working day. */
  morning: about({}),
  /** To administrators, once for each spell. */
  'messages-failing': about({ since: instant }),
  /** To administrators: a workspace or tenant takes nothing from the bot. */
  'platform-trouble': about({ platform: z.enum(['teams', 'slack']), tenant: z.string(), since: instant }),
  /** To organisers: a channel that had posts gets none any more. */
  'channel-silent': about({ conversationId: id, why: z.enum(['left', 'archived', 'deleted', 'refused']) }),
  /** To a channel by its subscription, or to a reader of their own. `until`: the end of the week it covers. */
  digest: about({ subscriptionId: id.optional(), readerId: id.optional(), until: instant.optional() }),
} as const;

export type MessageKind = keyof typeof messageKinds;
export type MessagePayload<Kind extends MessageKind> = Readonly<z.infer<(typeof messageKinds)[Kind]['payload']>>;

/** A kind with its payload. */
export type Message = {
  [Kind in MessageKind]: { readonly kind: Kind; readonly payload: MessagePayload<Kind> };
}[MessageKind];

interface OfPlace {
  readonly registrationId: string;
}

/** Kinds about one place, with no other payload. */
export type PlaceMessageKind = {
  [Kind in MessageKind]: MessagePayload<Kind> extends OfPlace
    ? OfPlace extends MessagePayload<Kind>
      ? Kind
      : never
    : never;
}[MessageKind];

/** Kinds with text that somebody wrote. */
export const kindsWithWords = (Object.keys(messageKinds) as MessageKind[]).filter(
  (kind) => messageKinds[kind].heldAs === 'message-words',
);

/** Whether this version knows the kind; a newer version may have stored others. */
export function isMessageKind(kind: string): kind is MessageKind {
  return Object.hasOwn(messageKinds, kind);
}
