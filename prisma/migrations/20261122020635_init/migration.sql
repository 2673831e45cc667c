-- CreateEnum
CREATE TYPE "Phase" AS ENUM ('nursery', 'primary', 'secondary', 'all_through', 'special', 'post_16');

-- CreateEnum
CREATE TYPE "SchoolType" AS ENUM ('community', 'voluntary_controlled', 'voluntary_aided', 'foundation', 'academy', 'free_school', 'special', 'independent', 'other');

-- CreateEnum
CREATE TYPE "SchoolStatus" AS ENUM ('proposed', 'open', 'closing', 'closed');

-- CreateEnum
CREATE TYPE "Position" AS ENUM ('headteacher', 'executive_headteacher', 'deputy_headteacher', 'senior_leader', 'teacher', 'chair_of_governors', 'governor', 'clerk', 'business_manager', 'trust_leader', 'council_officer', 'other');

-- CreateEnum
CREATE TYPE "Platform" AS ENUM ('teams', 'slack');

-- CreateEnum
CREATE TYPE "Role" AS ENUM ('board', 'organiser', 'administrator');

-- CreateEnum
CREATE TYPE "PlaceKind" AS ENUM ('personal', 'group', 'channel');

-- CreateEnum
CREATE TYPE "DeliveryState" AS ENUM ('scheduled', 'claimed', 'sent', 'failed', 'missed', 'cancelled');

-- CreateEnum
CREATE TYPE "SubscriptionKind" AS ENUM ('summaries', 'digest', 'organisers');

-- CreateEnum
CREATE TYPE "Publication" AS ENUM ('draft', 'published', 'cancelled', 'retired');

-- CreateEnum
CREATE TYPE "Term" AS ENUM ('autumn', 'spring', 'summer');

-- CreateEnum
CREATE TYPE "QuestionKind" AS ENUM ('dietary', 'access', 'choice', 'text');

-- CreateEnum
CREATE TYPE "RegistrationState" AS ENUM ('confirmed', 'offered', 'waiting', 'cancelled', 'declined', 'expired');

-- CreateEnum
CREATE TYPE "AttendanceSource" AS ENUM ('check_in', 'organiser', 'walk_in', 'import');

-- CreateEnum
CREATE TYPE "MatchState" AS ENUM ('matched', 'doubtful', 'settled', 'ignored');

-- CreateEnum
CREATE TYPE "FigureKind" AS ENUM ('attended', 'booked', 'places', 'schools', 'people', 'share', 'change');

-- CreateEnum
CREATE TYPE "Naming" AS ENUM ('unnamed', 'role', 'role_and_school', 'name');

-- CreateEnum
CREATE TYPE "Moderation" AS ENUM ('pending', 'approved', 'shortened', 'rejected');

-- CreateEnum
CREATE TYPE "ProjectAudience" AS ENUM ('schools', 'people');

-- CreateEnum
CREATE TYPE "JoinBy" AS ENUM ('registration', 'application', 'nomination', 'none');

-- CreateEnum
CREATE TYPE "EnrolmentState" AS ENUM ('interested', 'awaiting_head', 'registered', 'waiting', 'declined', 'withdrawn');

-- CreateEnum
CREATE TYPE "LeadPart" AS ENUM ('lead', 'contact');

-- CreateEnum
CREATE TYPE "DecisionState" AS ENUM ('asked', 'approved', 'declined', 'withdrawn');

-- CreateEnum
CREATE TYPE "TicketState" AS ENUM ('open', 'taken', 'answered', 'closed');

-- CreateTable
CREATE TABLE "Trust" (
    "id" UUID NOT NULL,
    "code" TEXT,
    "name" TEXT NOT NULL,

    CONSTRAINT "Trust_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "School" (
    "urn" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "phase" "Phase" NOT NULL,
    "type" "SchoolType" NOT NULL,
    "typeName" TEXT,
    "status" "SchoolStatus" NOT NULL DEFAULT 'open',
    "trustId" UUID,
    "diocese" TEXT,
    "federation" TEXT,
    "district" TEXT NOT NULL,
    "locality" TEXT NOT NULL,
    "cluster" TEXT,
    "town" TEXT NOT NULL,
    "postcode" TEXT NOT NULL,
    "localAuthorityCode" INTEGER,
    "establishmentNumber" INTEGER,
    "ukprn" INTEGER,
    "pupils" INTEGER,
    "lowestAge" INTEGER,
    "highestAge" INTEGER,
    "website" TEXT,
    "openedOn" DATE,
    "closedOn" DATE,
    "inPartnership" BOOLEAN NOT NULL DEFAULT true,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "School_pkey" PRIMARY KEY ("urn")
);

-- CreateTable
CREATE TABLE "SchoolLink" (
    "predecessorUrn" INTEGER NOT NULL,
    "successorUrn" INTEGER NOT NULL,
    "linkedOn" DATE,
    "kind" TEXT NOT NULL,

    CONSTRAINT "SchoolLink_pkey" PRIMARY KEY ("predecessorUrn","successorUrn")
);

-- CreateTable
CREATE TABLE "Person" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT,
    "remindersMuted" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "erasedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Post" (
    "id" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "urn" INTEGER,
    "position" "Position" NOT NULL,
    "from" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "until" TIMESTAMPTZ(3),

    CONSTRAINT "Post_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Account" (
    "id" UUID NOT NULL,
    "platform" "Platform" NOT NULL,
    "tenant" TEXT NOT NULL,
    "user" TEXT NOT NULL,
    "personId" UUID,
    "transportId" TEXT,
    "vouchedEmail" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "seenAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Grant" (
    "id" UUID NOT NULL,
    "accountId" UUID NOT NULL,
    "role" "Role" NOT NULL,
    "seriesId" UUID,
    "grantedById" UUID,
    "grantedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "revokedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Grant_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Conversation" (
    "id" UUID NOT NULL,
    "platform" "Platform" NOT NULL,
    "tenant" TEXT NOT NULL,
    "externalId" TEXT NOT NULL,
    "kind" "PlaceKind" NOT NULL,
    "team" TEXT,
    "name" TEXT,
    "accountId" UUID,
    "reference" JSONB NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "goneAt" TIMESTAMPTZ(3),

    CONSTRAINT "Conversation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Context" (
    "accountId" UUID NOT NULL,
    "place" TEXT NOT NULL,
    "state" JSONB NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Context_pkey" PRIMARY KEY ("accountId","place")
);

-- CreateTable
CREATE TABLE "Inbound" (
    "key" TEXT NOT NULL,
    "receivedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "doneAt" TIMESTAMPTZ(3),

    CONSTRAINT "Inbound_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "Delivery" (
    "id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "personId" UUID,
    "conversationId" UUID,
    "payload" JSONB NOT NULL,
    "state" "DeliveryState" NOT NULL DEFAULT 'scheduled',
    "dueAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "claimedAt" TIMESTAMPTZ(3),
    "sentAt" TIMESTAMPTZ(3),
    "messageId" TEXT,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "fault" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Delivery_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Subscription" (
    "id" UUID NOT NULL,
    "conversationId" UUID NOT NULL,
    "kind" "SubscriptionKind" NOT NULL,
    "weekday" INTEGER NOT NULL DEFAULT 1,
    "minuteOfDay" INTEGER NOT NULL DEFAULT 480,
    "sections" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "skipQuietWeeks" BOOLEAN NOT NULL DEFAULT true,
    "addedById" UUID,
    "addedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "removedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Subscription_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Series" (
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "summary" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "aliases" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "audience" "Position"[],
    "costPence" INTEGER NOT NULL DEFAULT 0,
    "status" "Publication" NOT NULL DEFAULT 'published',

    CONSTRAINT "Series_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Event" (
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "seriesId" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "theme" TEXT,
    "description" TEXT NOT NULL DEFAULT '',
    "agenda" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "academicYear" INTEGER NOT NULL,
    "term" "Term" NOT NULL,
    "status" "Publication" NOT NULL DEFAULT 'draft',
    "audience" "Position"[],
    "phases" "Phase"[],
    "localities" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "membersOnly" BOOLEAN NOT NULL DEFAULT true,
    "placesPerSchool" INTEGER,
    "costPence" INTEGER NOT NULL DEFAULT 0,
    "opensAt" TIMESTAMPTZ(3),
    "closesAt" TIMESTAMPTZ(3),
    "cateringCutOff" TIMESTAMPTZ(3),
    "holdHours" INTEGER NOT NULL DEFAULT 24,
    "cancelReason" TEXT,
    "copiedFromId" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Session" (
    "id" UUID NOT NULL,
    "eventId" UUID NOT NULL,
    "label" TEXT NOT NULL DEFAULT '',
    "venue" TEXT,
    "address" TEXT,
    "town" TEXT,
    "postcode" TEXT,
    "link" TEXT,
    "startsAt" TIMESTAMPTZ(3) NOT NULL,
    "endsAt" TIMESTAMPTZ(3) NOT NULL,
    "capacity" INTEGER,
    "status" "Publication" NOT NULL DEFAULT 'published',
    "cancelReason" TEXT,
    "sequence" INTEGER NOT NULL DEFAULT 0,
    "checkInCode" TEXT,
    "attendanceConfirmedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "BookingQuestion" (
    "id" UUID NOT NULL,
    "eventId" UUID NOT NULL,
    "kind" "QuestionKind" NOT NULL,
    "prompt" TEXT NOT NULL,
    "options" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "required" BOOLEAN NOT NULL DEFAULT false,
    "order" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "BookingQuestion_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Registration" (
    "id" UUID NOT NULL,
    "sessionId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "urn" INTEGER,
    "state" "RegistrationState" NOT NULL,
    "queue" BIGSERIAL NOT NULL,
    "bookedById" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "confirmedAt" TIMESTAMPTZ(3),
    "offeredAt" TIMESTAMPTZ(3),
    "offerExpiresAt" TIMESTAMPTZ(3),
    "endedAt" TIMESTAMPTZ(3),
    "endReason" TEXT,
    "replacesId" UUID,
    "jumpReason" TEXT,
    "sequence" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "Registration_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "BookingAnswer" (
    "registrationId" UUID NOT NULL,
    "questionId" UUID NOT NULL,
    "answer" TEXT NOT NULL,

    CONSTRAINT "BookingAnswer_pkey" PRIMARY KEY ("registrationId","questionId")
);

-- CreateTable
CREATE TABLE "SchoolHoliday" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "startsOn" DATE NOT NULL,
    "endsOn" DATE NOT NULL,

    CONSTRAINT "SchoolHoliday_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CalendarFeed" (
    "id" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "tokenHash" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "revokedAt" TIMESTAMPTZ(3),

    CONSTRAINT "CalendarFeed_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SpentLink" (
    "id" TEXT NOT NULL,
    "spentAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "SpentLink_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Attendance" (
    "id" UUID NOT NULL,
    "sessionId" UUID NOT NULL,
    "personId" UUID,
    "urn" INTEGER,
    "source" "AttendanceSource" NOT NULL,
    "present" BOOLEAN NOT NULL DEFAULT true,
    "minutes" INTEGER,
    "recordedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "importRowId" UUID,

    CONSTRAINT "Attendance_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AttendanceImport" (
    "id" UUID NOT NULL,
    "sessionId" UUID NOT NULL,
    "fileHash" TEXT NOT NULL,
    "format" TEXT NOT NULL,
    "importedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "AttendanceImport_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AttendanceImportRow" (
    "id" UUID NOT NULL,
    "importId" UUID NOT NULL,
    "line" INTEGER NOT NULL,
    "given" JSONB NOT NULL,
    "state" "MatchState" NOT NULL,
    "outcome" TEXT NOT NULL,
    "personId" UUID,

    CONSTRAINT "AttendanceImportRow_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Source" (
    "id" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "publisher" TEXT NOT NULL,
    "publishedOn" DATE NOT NULL,
    "url" TEXT,

    CONSTRAINT "Source_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Figure" (
    "id" UUID NOT NULL,
    "kind" "FigureKind" NOT NULL,
    "counts" TEXT NOT NULL,
    "value" DOUBLE PRECISION NOT NULL,
    "qualifier" TEXT NOT NULL DEFAULT 'exactly',
    "academicYear" INTEGER,
    "asOf" DATE NOT NULL,
    "seriesId" UUID,
    "eventId" UUID,
    "projectId" UUID,
    "sourceId" TEXT NOT NULL,

    CONSTRAINT "Figure_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "FeedbackRequest" (
    "id" UUID NOT NULL,
    "eventId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "askedAt" TIMESTAMPTZ(3),
    "remindedAt" TIMESTAMPTZ(3),
    "closesAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "FeedbackRequest_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "FeedbackResponse" (
    "requestId" UUID NOT NULL,
    "rating" INTEGER NOT NULL,
    "mostUseful" TEXT,
    "toChange" TEXT,
    "givenAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "editedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "FeedbackResponse_pkey" PRIMARY KEY ("requestId")
);

-- CreateTable
CREATE TABLE "Quote" (
    "id" UUID NOT NULL,
    "eventId" UUID,
    "projectId" UUID,
    "responseId" UUID,
    "urn" INTEGER,
    "words" TEXT NOT NULL,
    "approvedWords" TEXT,
    "naming" "Naming" NOT NULL DEFAULT 'unnamed',
    "attribution" TEXT NOT NULL DEFAULT '',
    "consentBoard" BOOLEAN NOT NULL DEFAULT false,
    "consentPublic" BOOLEAN NOT NULL DEFAULT false,
    "consentWebsite" BOOLEAN NOT NULL DEFAULT false,
    "withdrawnAt" TIMESTAMPTZ(3),
    "moderation" "Moderation" NOT NULL DEFAULT 'pending',
    "moderatorId" UUID,
    "moderatedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Quote_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "QuoteUse" (
    "id" UUID NOT NULL,
    "quoteId" UUID NOT NULL,
    "place" TEXT NOT NULL,
    "ref" TEXT NOT NULL,
    "printed" BOOLEAN NOT NULL DEFAULT false,
    "usedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "QuoteUse_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Paper" (
    "id" UUID NOT NULL,
    "from" DATE NOT NULL,
    "to" DATE NOT NULL,
    "data" JSONB NOT NULL,
    "madeAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "madeById" UUID,

    CONSTRAINT "Paper_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Project" (
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "summary" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "aliases" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "audience" "ProjectAudience" NOT NULL DEFAULT 'schools',
    "forWhom" TEXT NOT NULL,
    "runBy" TEXT NOT NULL,
    "phases" "Phase"[],
    "startedIn" INTEGER,
    "status" "Publication" NOT NULL DEFAULT 'published',
    "joinBy" "JoinBy" NOT NULL DEFAULT 'registration',
    "sourceId" TEXT,

    CONSTRAINT "Project_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Strand" (
    "id" UUID NOT NULL,
    "projectId" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "Strand_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Cohort" (
    "id" UUID NOT NULL,
    "projectId" UUID NOT NULL,
    "academicYear" INTEGER NOT NULL,
    "label" TEXT NOT NULL DEFAULT '',
    "status" "Publication" NOT NULL DEFAULT 'published',
    "opensAt" TIMESTAMPTZ(3),
    "closesAt" TIMESTAMPTZ(3),
    "startsOn" DATE,
    "endsOn" DATE,
    "places" INTEGER,
    "strandsEach" INTEGER,

    CONSTRAINT "Cohort_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CohortStrand" (
    "cohortId" UUID NOT NULL,
    "strandId" UUID NOT NULL,
    "places" INTEGER,

    CONSTRAINT "CohortStrand_pkey" PRIMARY KEY ("cohortId","strandId")
);

-- CreateTable
CREATE TABLE "Enrolment" (
    "id" UUID NOT NULL,
    "cohortId" UUID NOT NULL,
    "urn" INTEGER NOT NULL,
    "state" "EnrolmentState" NOT NULL,
    "queue" BIGSERIAL NOT NULL,
    "askedById" UUID,
    "confirmedById" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "registeredAt" TIMESTAMPTZ(3),
    "endedAt" TIMESTAMPTZ(3),
    "withdrawReason" TEXT,

    CONSTRAINT "Enrolment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "EnrolmentStrand" (
    "enrolmentId" UUID NOT NULL,
    "strandId" UUID NOT NULL,

    CONSTRAINT "EnrolmentStrand_pkey" PRIMARY KEY ("enrolmentId","strandId")
);

-- CreateTable
CREATE TABLE "EnrolmentLead" (
    "id" UUID NOT NULL,
    "enrolmentId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "part" "LeadPart" NOT NULL DEFAULT 'lead',
    "from" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "until" TIMESTAMPTZ(3),

    CONSTRAINT "EnrolmentLead_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Milestone" (
    "id" UUID NOT NULL,
    "cohortId" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "dueOn" DATE,
    "order" INTEGER NOT NULL,

    CONSTRAINT "Milestone_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "MilestoneTick" (
    "enrolmentId" UUID NOT NULL,
    "milestoneId" UUID NOT NULL,
    "tickedById" UUID,
    "tickedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "MilestoneTick_pkey" PRIMARY KEY ("enrolmentId","milestoneId")
);

-- CreateTable
CREATE TABLE "Application" (
    "id" UUID NOT NULL,
    "cohortId" UUID NOT NULL,
    "urn" INTEGER NOT NULL,
    "askedById" UUID,
    "answers" JSONB NOT NULL,
    "state" "DecisionState" NOT NULL DEFAULT 'asked',
    "decidedById" UUID,
    "decidedAt" TIMESTAMPTZ(3),
    "reason" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Application_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Nomination" (
    "id" UUID NOT NULL,
    "cohortId" UUID NOT NULL,
    "urn" INTEGER,
    "nomineeId" UUID NOT NULL,
    "nominatorId" UUID,
    "answers" JSONB NOT NULL,
    "state" "DecisionState" NOT NULL DEFAULT 'asked',
    "decidedById" UUID,
    "decidedAt" TIMESTAMPTZ(3),
    "reason" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Nomination_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Participation" (
    "cohortId" UUID NOT NULL,
    "urn" INTEGER NOT NULL,

    CONSTRAINT "Participation_pkey" PRIMARY KEY ("cohortId","urn")
);

-- CreateTable
CREATE TABLE "Article" (
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "question" TEXT NOT NULL,
    "answer" TEXT NOT NULL,
    "sourceId" TEXT,
    "owner" TEXT NOT NULL,
    "asOf" DATE NOT NULL,
    "reviewBy" DATE NOT NULL,
    "status" "Publication" NOT NULL DEFAULT 'published',
    "version" INTEGER NOT NULL DEFAULT 1,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Article_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ArticleAlias" (
    "articleId" UUID NOT NULL,
    "phrase" TEXT NOT NULL,

    CONSTRAINT "ArticleAlias_pkey" PRIMARY KEY ("articleId","phrase")
);

-- CreateTable
CREATE TABLE "ArticleRevision" (
    "articleId" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "content" JSONB NOT NULL,
    "changedById" UUID,
    "changedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ArticleRevision_pkey" PRIMARY KEY ("articleId","version")
);

-- CreateTable
CREATE TABLE "Ticket" (
    "id" UUID NOT NULL,
    "question" TEXT NOT NULL,
    "normalised" TEXT NOT NULL,
    "state" "TicketState" NOT NULL DEFAULT 'open',
    "takenById" UUID,
    "answer" TEXT,
    "articleId" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "answeredAt" TIMESTAMPTZ(3),

    CONSTRAINT "Ticket_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "TicketAsker" (
    "ticketId" UUID NOT NULL,
    "accountId" UUID NOT NULL,
    "askedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "TicketAsker_pkey" PRIMARY KEY ("ticketId","accountId")
);

-- CreateTable
CREATE TABLE "Unanswered" (
    "normalised" TEXT NOT NULL,
    "question" TEXT NOT NULL,
    "count" INTEGER NOT NULL DEFAULT 1,
    "firstAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Unanswered_pkey" PRIMARY KEY ("normalised")
);

-- CreateTable
CREATE TABLE "AuditEntry" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "accountId" UUID,
    "personId" UUID,
    "act" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "subjectId" TEXT,
    "outcome" TEXT NOT NULL,
    "detail" JSONB,

    CONSTRAINT "AuditEntry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Setting" (
    "key" TEXT NOT NULL,
    "value" JSONB NOT NULL,

    CONSTRAINT "Setting_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE UNIQUE INDEX "Trust_code_key" ON "Trust"("code");

-- CreateIndex
CREATE UNIQUE INDEX "Trust_name_key" ON "Trust"("name");

-- CreateIndex
CREATE INDEX "School_trustId_idx" ON "School"("trustId");

-- CreateIndex
CREATE INDEX "School_name_idx" ON "School"("name");

-- CreateIndex
CREATE UNIQUE INDEX "Person_email_key" ON "Person"("email");

-- CreateIndex
CREATE INDEX "Post_urn_idx" ON "Post"("urn");

-- CreateIndex
CREATE UNIQUE INDEX "Post_one_current_key" ON "Post"("personId") WHERE (until IS NULL);

-- CreateIndex
CREATE INDEX "Account_personId_idx" ON "Account"("personId");

-- CreateIndex
CREATE UNIQUE INDEX "Account_platform_tenant_user_key" ON "Account"("platform", "tenant", "user");

-- CreateIndex
CREATE INDEX "Grant_accountId_idx" ON "Grant"("accountId");

-- CreateIndex
CREATE UNIQUE INDEX "Grant_series_key" ON "Grant"("accountId", "role", "seriesId") WHERE ("revokedAt" IS NULL AND "seriesId" IS NOT NULL);

-- CreateIndex
CREATE UNIQUE INDEX "Grant_everywhere_key" ON "Grant"("accountId", "role") WHERE ("revokedAt" IS NULL AND "seriesId" IS NULL);

-- CreateIndex
CREATE INDEX "Conversation_accountId_idx" ON "Conversation"("accountId");

-- CreateIndex
CREATE UNIQUE INDEX "Conversation_platform_tenant_externalId_key" ON "Conversation"("platform", "tenant", "externalId");

-- CreateIndex
CREATE INDEX "Context_expiresAt_idx" ON "Context"("expiresAt");

-- CreateIndex
CREATE INDEX "Inbound_receivedAt_idx" ON "Inbound"("receivedAt");

-- CreateIndex
CREATE UNIQUE INDEX "Delivery_key_key" ON "Delivery"("key");

-- CreateIndex
CREATE INDEX "Delivery_state_dueAt_idx" ON "Delivery"("state", "dueAt");

-- CreateIndex
CREATE INDEX "Delivery_kind_state_idx" ON "Delivery"("kind", "state");

-- CreateIndex
CREATE INDEX "Delivery_personId_idx" ON "Delivery"("personId");

-- CreateIndex
CREATE INDEX "Delivery_conversationId_idx" ON "Delivery"("conversationId");

-- CreateIndex
CREATE UNIQUE INDEX "Subscription_active_key" ON "Subscription"("conversationId", "kind") WHERE ("removedAt" IS NULL);

-- CreateIndex
CREATE UNIQUE INDEX "Series_slug_key" ON "Series"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "Event_slug_key" ON "Event"("slug");

-- CreateIndex
CREATE INDEX "Event_seriesId_idx" ON "Event"("seriesId");

-- CreateIndex
CREATE INDEX "Session_eventId_idx" ON "Session"("eventId");

-- CreateIndex
CREATE INDEX "Session_startsAt_idx" ON "Session"("startsAt");

-- CreateIndex
CREATE UNIQUE INDEX "BookingQuestion_eventId_order_key" ON "BookingQuestion"("eventId", "order");

-- CreateIndex
CREATE UNIQUE INDEX "Registration_replacesId_key" ON "Registration"("replacesId");

-- CreateIndex
CREATE INDEX "Registration_personId_idx" ON "Registration"("personId");

-- CreateIndex
CREATE INDEX "Registration_sessionId_state_idx" ON "Registration"("sessionId", "state");

-- CreateIndex
CREATE INDEX "Registration_urn_idx" ON "Registration"("urn");

-- CreateIndex
CREATE INDEX "Registration_offerExpiresAt_idx" ON "Registration"("offerExpiresAt");

-- CreateIndex
CREATE UNIQUE INDEX "Registration_active_key" ON "Registration"("sessionId", "personId") WHERE (state = ANY (ARRAY['confirmed'::"RegistrationState", 'offered'::"RegistrationState", 'waiting'::"RegistrationState"]));

-- CreateIndex
CREATE UNIQUE INDEX "Registration_sessionId_queue_key" ON "Registration"("sessionId", "queue");

-- CreateIndex
CREATE UNIQUE INDEX "SchoolHoliday_startsOn_name_key" ON "SchoolHoliday"("startsOn", "name");

-- CreateIndex
CREATE UNIQUE INDEX "CalendarFeed_tokenHash_key" ON "CalendarFeed"("tokenHash");

-- CreateIndex
CREATE INDEX "CalendarFeed_personId_idx" ON "CalendarFeed"("personId");

-- CreateIndex
CREATE INDEX "SpentLink_spentAt_idx" ON "SpentLink"("spentAt");

-- CreateIndex
CREATE UNIQUE INDEX "Attendance_importRowId_key" ON "Attendance"("importRowId");

-- CreateIndex
CREATE INDEX "Attendance_personId_idx" ON "Attendance"("personId");

-- CreateIndex
CREATE INDEX "Attendance_urn_idx" ON "Attendance"("urn");

-- CreateIndex
CREATE UNIQUE INDEX "Attendance_sessionId_personId_key" ON "Attendance"("sessionId", "personId");

-- CreateIndex
CREATE UNIQUE INDEX "AttendanceImport_sessionId_fileHash_key" ON "AttendanceImport"("sessionId", "fileHash");

-- CreateIndex
CREATE UNIQUE INDEX "AttendanceImportRow_importId_line_key" ON "AttendanceImportRow"("importId", "line");

-- CreateIndex
CREATE INDEX "Figure_seriesId_idx" ON "Figure"("seriesId");

-- CreateIndex
CREATE INDEX "Figure_eventId_idx" ON "Figure"("eventId");

-- CreateIndex
CREATE INDEX "Figure_projectId_idx" ON "Figure"("projectId");

-- CreateIndex
CREATE INDEX "FeedbackRequest_personId_idx" ON "FeedbackRequest"("personId");

-- CreateIndex
CREATE UNIQUE INDEX "FeedbackRequest_eventId_personId_key" ON "FeedbackRequest"("eventId", "personId");

-- CreateIndex
CREATE UNIQUE INDEX "Quote_responseId_key" ON "Quote"("responseId");

-- CreateIndex
CREATE INDEX "Quote_eventId_idx" ON "Quote"("eventId");

-- CreateIndex
CREATE INDEX "Quote_projectId_idx" ON "Quote"("projectId");

-- CreateIndex
CREATE UNIQUE INDEX "QuoteUse_quoteId_place_ref_key" ON "QuoteUse"("quoteId", "place", "ref");

-- CreateIndex
CREATE UNIQUE INDEX "Project_slug_key" ON "Project"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "Strand_projectId_slug_key" ON "Strand"("projectId", "slug");

-- CreateIndex
CREATE UNIQUE INDEX "Cohort_projectId_academicYear_label_key" ON "Cohort"("projectId", "academicYear", "label");

-- CreateIndex
CREATE INDEX "Enrolment_urn_idx" ON "Enrolment"("urn");

-- CreateIndex
CREATE UNIQUE INDEX "Enrolment_active_key" ON "Enrolment"("cohortId", "urn") WHERE (state = ANY (ARRAY['interested'::"EnrolmentState", 'awaiting_head'::"EnrolmentState", 'registered'::"EnrolmentState", 'waiting'::"EnrolmentState"]));

-- CreateIndex
CREATE UNIQUE INDEX "Enrolment_cohortId_queue_key" ON "Enrolment"("cohortId", "queue");

-- CreateIndex
CREATE INDEX "EnrolmentLead_personId_idx" ON "EnrolmentLead"("personId");

-- CreateIndex
CREATE UNIQUE INDEX "EnrolmentLead_current_key" ON "EnrolmentLead"("enrolmentId", "part") WHERE (until IS NULL);

-- CreateIndex
CREATE UNIQUE INDEX "Milestone_cohortId_order_key" ON "Milestone"("cohortId", "order");

-- CreateIndex
CREATE INDEX "Application_urn_idx" ON "Application"("urn");

-- CreateIndex
CREATE UNIQUE INDEX "Application_active_key" ON "Application"("cohortId", "urn") WHERE (state = ANY (ARRAY['asked'::"DecisionState", 'approved'::"DecisionState"]));

-- CreateIndex
CREATE UNIQUE INDEX "Nomination_active_key" ON "Nomination"("cohortId", "nomineeId") WHERE (state = ANY (ARRAY['asked'::"DecisionState", 'approved'::"DecisionState"]));

-- CreateIndex
CREATE UNIQUE INDEX "Article_slug_key" ON "Article"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "Ticket_open_key" ON "Ticket"("normalised") WHERE (state = ANY (ARRAY['open'::"TicketState", 'taken'::"TicketState"]));

-- CreateIndex
CREATE INDEX "Unanswered_lastAt_idx" ON "Unanswered"("lastAt");

-- CreateIndex
CREATE INDEX "AuditEntry_at_idx" ON "AuditEntry"("at");

-- CreateIndex
CREATE INDEX "AuditEntry_subject_subjectId_idx" ON "AuditEntry"("subject", "subjectId");

-- CreateIndex
CREATE INDEX "AuditEntry_accountId_idx" ON "AuditEntry"("accountId");

-- AddForeignKey
ALTER TABLE "School" ADD CONSTRAINT "School_trustId_fkey" FOREIGN KEY ("trustId") REFERENCES "Trust"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SchoolLink" ADD CONSTRAINT "SchoolLink_predecessorUrn_fkey" FOREIGN KEY ("predecessorUrn") REFERENCES "School"("urn") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SchoolLink" ADD CONSTRAINT "SchoolLink_successorUrn_fkey" FOREIGN KEY ("successorUrn") REFERENCES "School"("urn") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Post" ADD CONSTRAINT "Post_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Post" ADD CONSTRAINT "Post_urn_fkey" FOREIGN KEY ("urn") REFERENCES "School"("urn") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Account" ADD CONSTRAINT "Account_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Grant" ADD CONSTRAINT "Grant_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Grant" ADD CONSTRAINT "Grant_grantedById_fkey" FOREIGN KEY ("grantedById") REFERENCES "Account"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Grant" ADD CONSTRAINT "Grant_seriesId_fkey" FOREIGN KEY ("seriesId") REFERENCES "Series"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Conversation" ADD CONSTRAINT "Conversation_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Context" ADD CONSTRAINT "Context_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Delivery" ADD CONSTRAINT "Delivery_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Delivery" ADD CONSTRAINT "Delivery_conversationId_fkey" FOREIGN KEY ("conversationId") REFERENCES "Conversation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Subscription" ADD CONSTRAINT "Subscription_conversationId_fkey" FOREIGN KEY ("conversationId") REFERENCES "Conversation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Subscription" ADD CONSTRAINT "Subscription_addedById_fkey" FOREIGN KEY ("addedById") REFERENCES "Account"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Event" ADD CONSTRAINT "Event_seriesId_fkey" FOREIGN KEY ("seriesId") REFERENCES "Series"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Event" ADD CONSTRAINT "Event_copiedFromId_fkey" FOREIGN KEY ("copiedFromId") REFERENCES "Event"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Session" ADD CONSTRAINT "Session_eventId_fkey" FOREIGN KEY ("eventId") REFERENCES "Event"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "BookingQuestion" ADD CONSTRAINT "BookingQuestion_eventId_fkey" FOREIGN KEY ("eventId") REFERENCES "Event"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Registration" ADD CONSTRAINT "Registration_sessionId_fkey" FOREIGN KEY ("sessionId") REFERENCES "Session"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Registration" ADD CONSTRAINT "Registration_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Registration" ADD CONSTRAINT "Registration_bookedById_fkey" FOREIGN KEY ("bookedById") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Registration" ADD CONSTRAINT "Registration_urn_fkey" FOREIGN KEY ("urn") REFERENCES "School"("urn") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Registration" ADD CONSTRAINT "Registration_replacesId_fkey" FOREIGN KEY ("replacesId") REFERENCES "Registration"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "BookingAnswer" ADD CONSTRAINT "BookingAnswer_registrationId_fkey" FOREIGN KEY ("registrationId") REFERENCES "Registration"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "BookingAnswer" ADD CONSTRAINT "BookingAnswer_questionId_fkey" FOREIGN KEY ("questionId") REFERENCES "BookingQuestion"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CalendarFeed" ADD CONSTRAINT "CalendarFeed_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Attendance" ADD CONSTRAINT "Attendance_sessionId_fkey" FOREIGN KEY ("sessionId") REFERENCES "Session"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Attendance" ADD CONSTRAINT "Attendance_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Attendance" ADD CONSTRAINT "Attendance_urn_fkey" FOREIGN KEY ("urn") REFERENCES "School"("urn") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Attendance" ADD CONSTRAINT "Attendance_importRowId_fkey" FOREIGN KEY ("importRowId") REFERENCES "AttendanceImportRow"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AttendanceImport" ADD CONSTRAINT "AttendanceImport_sessionId_fkey" FOREIGN KEY ("sessionId") REFERENCES "Session"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AttendanceImportRow" ADD CONSTRAINT "AttendanceImportRow_importId_fkey" FOREIGN KEY ("importId") REFERENCES "AttendanceImport"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AttendanceImportRow" ADD CONSTRAINT "AttendanceImportRow_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Figure" ADD CONSTRAINT "Figure_seriesId_fkey" FOREIGN KEY ("seriesId") REFERENCES "Series"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Figure" ADD CONSTRAINT "Figure_eventId_fkey" FOREIGN KEY ("eventId") REFERENCES "Event"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Figure" ADD CONSTRAINT "Figure_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Figure" ADD CONSTRAINT "Figure_sourceId_fkey" FOREIGN KEY ("sourceId") REFERENCES "Source"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FeedbackRequest" ADD CONSTRAINT "FeedbackRequest_eventId_fkey" FOREIGN KEY ("eventId") REFERENCES "Event"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FeedbackRequest" ADD CONSTRAINT "FeedbackRequest_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FeedbackResponse" ADD CONSTRAINT "FeedbackResponse_requestId_fkey" FOREIGN KEY ("requestId") REFERENCES "FeedbackRequest"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Quote" ADD CONSTRAINT "Quote_eventId_fkey" FOREIGN KEY ("eventId") REFERENCES "Event"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Quote" ADD CONSTRAINT "Quote_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Quote" ADD CONSTRAINT "Quote_responseId_fkey" FOREIGN KEY ("responseId") REFERENCES "FeedbackResponse"("requestId") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Quote" ADD CONSTRAINT "Quote_urn_fkey" FOREIGN KEY ("urn") REFERENCES "School"("urn") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Quote" ADD CONSTRAINT "Quote_moderatorId_fkey" FOREIGN KEY ("moderatorId") REFERENCES "Account"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "QuoteUse" ADD CONSTRAINT "QuoteUse_quoteId_fkey" FOREIGN KEY ("quoteId") REFERENCES "Quote"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Paper" ADD CONSTRAINT "Paper_madeById_fkey" FOREIGN KEY ("madeById") REFERENCES "Account"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Project" ADD CONSTRAINT "Project_sourceId_fkey" FOREIGN KEY ("sourceId") REFERENCES "Source"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Strand" ADD CONSTRAINT "Strand_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Cohort" ADD CONSTRAINT "Cohort_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CohortStrand" ADD CONSTRAINT "CohortStrand_cohortId_fkey" FOREIGN KEY ("cohortId") REFERENCES "Cohort"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CohortStrand" ADD CONSTRAINT "CohortStrand_strandId_fkey" FOREIGN KEY ("strandId") REFERENCES "Strand"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Enrolment" ADD CONSTRAINT "Enrolment_cohortId_fkey" FOREIGN KEY ("cohortId") REFERENCES "Cohort"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Enrolment" ADD CONSTRAINT "Enrolment_urn_fkey" FOREIGN KEY ("urn") REFERENCES "School"("urn") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Enrolment" ADD CONSTRAINT "Enrolment_askedById_fkey" FOREIGN KEY ("askedById") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Enrolment" ADD CONSTRAINT "Enrolment_confirmedById_fkey" FOREIGN KEY ("confirmedById") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "EnrolmentStrand" ADD CONSTRAINT "EnrolmentStrand_enrolmentId_fkey" FOREIGN KEY ("enrolmentId") REFERENCES "Enrolment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "EnrolmentStrand" ADD CONSTRAINT "EnrolmentStrand_strandId_fkey" FOREIGN KEY ("strandId") REFERENCES "Strand"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "EnrolmentLead" ADD CONSTRAINT "EnrolmentLead_enrolmentId_fkey" FOREIGN KEY ("enrolmentId") REFERENCES "Enrolment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "EnrolmentLead" ADD CONSTRAINT "EnrolmentLead_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Milestone" ADD CONSTRAINT "Milestone_cohortId_fkey" FOREIGN KEY ("cohortId") REFERENCES "Cohort"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MilestoneTick" ADD CONSTRAINT "MilestoneTick_tickedById_fkey" FOREIGN KEY ("tickedById") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MilestoneTick" ADD CONSTRAINT "MilestoneTick_enrolmentId_fkey" FOREIGN KEY ("enrolmentId") REFERENCES "Enrolment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MilestoneTick" ADD CONSTRAINT "MilestoneTick_milestoneId_fkey" FOREIGN KEY ("milestoneId") REFERENCES "Milestone"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Application" ADD CONSTRAINT "Application_cohortId_fkey" FOREIGN KEY ("cohortId") REFERENCES "Cohort"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Application" ADD CONSTRAINT "Application_urn_fkey" FOREIGN KEY ("urn") REFERENCES "School"("urn") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Application" ADD CONSTRAINT "Application_askedById_fkey" FOREIGN KEY ("askedById") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Application" ADD CONSTRAINT "Application_decidedById_fkey" FOREIGN KEY ("decidedById") REFERENCES "Account"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Nomination" ADD CONSTRAINT "Nomination_cohortId_fkey" FOREIGN KEY ("cohortId") REFERENCES "Cohort"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Nomination" ADD CONSTRAINT "Nomination_urn_fkey" FOREIGN KEY ("urn") REFERENCES "School"("urn") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Nomination" ADD CONSTRAINT "Nomination_nomineeId_fkey" FOREIGN KEY ("nomineeId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Nomination" ADD CONSTRAINT "Nomination_nominatorId_fkey" FOREIGN KEY ("nominatorId") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Nomination" ADD CONSTRAINT "Nomination_decidedById_fkey" FOREIGN KEY ("decidedById") REFERENCES "Account"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Participation" ADD CONSTRAINT "Participation_cohortId_fkey" FOREIGN KEY ("cohortId") REFERENCES "Cohort"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Participation" ADD CONSTRAINT "Participation_urn_fkey" FOREIGN KEY ("urn") REFERENCES "School"("urn") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Article" ADD CONSTRAINT "Article_sourceId_fkey" FOREIGN KEY ("sourceId") REFERENCES "Source"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ArticleAlias" ADD CONSTRAINT "ArticleAlias_articleId_fkey" FOREIGN KEY ("articleId") REFERENCES "Article"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ArticleRevision" ADD CONSTRAINT "ArticleRevision_changedById_fkey" FOREIGN KEY ("changedById") REFERENCES "Account"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ArticleRevision" ADD CONSTRAINT "ArticleRevision_articleId_fkey" FOREIGN KEY ("articleId") REFERENCES "Article"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Ticket" ADD CONSTRAINT "Ticket_takenById_fkey" FOREIGN KEY ("takenById") REFERENCES "Account"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Ticket" ADD CONSTRAINT "Ticket_articleId_fkey" FOREIGN KEY ("articleId") REFERENCES "Article"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TicketAsker" ADD CONSTRAINT "TicketAsker_ticketId_fkey" FOREIGN KEY ("ticketId") REFERENCES "Ticket"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TicketAsker" ADD CONSTRAINT "TicketAsker_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE CASCADE ON UPDATE CASCADE;
