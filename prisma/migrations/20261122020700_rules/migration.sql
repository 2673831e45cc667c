-- Written by hand: rules that schema.prisma cannot say. Each is named after what it asks for, and code may rely on the names.

-- Addresses are compared as they stand, so there is one way of writing each.
CREATE FUNCTION is_address(value text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
  AS $$ SELECT value = lower(value) AND value LIKE '_%@_%' AND value !~ '\s' $$;
-- Small letters and digits in words joined by single hyphens.
CREATE FUNCTION is_slug(value text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
  AS $$ SELECT value ~ '^[a-z0-9]+(-[a-z0-9]+)*$' $$;
CREATE FUNCTION is_filled(value text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
  AS $$ SELECT value ~ '\S' $$;
-- The year that an academic year starts in.
CREATE FUNCTION is_academic_year(value integer) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
  AS $$ SELECT value BETWEEN 1990 AND 2100 $$;

-- Schools and people
ALTER TABLE "Trust" ADD CONSTRAINT "Trust_name_filled" CHECK (is_filled("name"));
ALTER TABLE "School"
  ADD CONSTRAINT "School_urn_six_digits" CHECK ("urn" BETWEEN 100000 AND 999999),
  ADD CONSTRAINT "School_name_filled" CHECK (is_filled("name")),
  ADD CONSTRAINT "School_pupils_counted" CHECK ("pupils" >= 0),
  ADD CONSTRAINT "School_ages_in_order" CHECK ("lowestAge" >= 0 AND "highestAge" >= "lowestAge"),
  ADD CONSTRAINT "School_closed_after_opened" CHECK ("closedOn" >= "openedOn");
ALTER TABLE "SchoolLink" ADD CONSTRAINT "SchoolLink_not_itself" CHECK ("predecessorUrn" <> "successorUrn");
ALTER TABLE "Person"
  ADD CONSTRAINT "Person_name_filled" CHECK (is_filled("name")),
  ADD CONSTRAINT "Person_email_address" CHECK (is_address("email"));
ALTER TABLE "Account"
  ADD CONSTRAINT "Account_tenant_filled" CHECK (is_filled("tenant")),
  ADD CONSTRAINT "Account_user_filled" CHECK (is_filled("user")),
  ADD CONSTRAINT "Account_vouchedEmail_address" CHECK (is_address("vouchedEmail"));
ALTER TABLE "Grant" ADD CONSTRAINT "Grant_administrator_everywhere" CHECK ("role" <> 'administrator' OR "seriesId" IS NULL);

-- Talking
ALTER TABLE "Conversation"
  ADD CONSTRAINT "Conversation_tenant_filled" CHECK (is_filled("tenant")),
  ADD CONSTRAINT "Conversation_externalId_filled" CHECK (is_filled("externalId"));
ALTER TABLE "Inbound" ADD CONSTRAINT "Inbound_key_filled" CHECK (is_filled("key"));
ALTER TABLE "Delivery"
  ADD CONSTRAINT "Delivery_key_filled" CHECK (is_filled("key")),
  ADD CONSTRAINT "Delivery_has_recipient" CHECK ("personId" IS NOT NULL OR "conversationId" IS NOT NULL),
  ADD CONSTRAINT "Delivery_attempts_counted" CHECK ("attempts" >= 0),
  ADD CONSTRAINT "Delivery_claimed_when" CHECK ("state" <> 'claimed' OR "claimedAt" IS NOT NULL),
  ADD CONSTRAINT "Delivery_sent_when" CHECK ("state" <> 'sent' OR "sentAt" IS NOT NULL);
ALTER TABLE "Subscription"
  ADD CONSTRAINT "Subscription_iso_weekday" CHECK ("weekday" BETWEEN 1 AND 7),
  ADD CONSTRAINT "Subscription_minute_of_day" CHECK ("minuteOfDay" BETWEEN 0 AND 1439);

-- Programme
ALTER TABLE "Series"
  ADD CONSTRAINT "Series_slug_format" CHECK (is_slug("slug")),
  ADD CONSTRAINT "Series_name_filled" CHECK (is_filled("name")),
  ADD CONSTRAINT "Series_cost_not_negative" CHECK ("costPence" >= 0);
ALTER TABLE "Event"
  ADD CONSTRAINT "Event_slug_format" CHECK (is_slug("slug")),
  ADD CONSTRAINT "Event_title_filled" CHECK (is_filled("title")),
  ADD CONSTRAINT "Event_academic_year" CHECK (is_academic_year("academicYear")),
  ADD CONSTRAINT "Event_cost_not_negative" CHECK ("costPence" >= 0),
  ADD CONSTRAINT "Event_places_per_school" CHECK ("placesPerSchool" > 0),
  ADD CONSTRAINT "Event_hold_hours" CHECK ("holdHours" > 0),
  ADD CONSTRAINT "Event_closes_after_opens" CHECK ("closesAt" > "opensAt");
ALTER TABLE "Session"
  ADD CONSTRAINT "Session_capacity" CHECK ("capacity" > 0),
  ADD CONSTRAINT "Session_ends_after_starts" CHECK ("endsAt" > "startsAt"),
  ADD CONSTRAINT "Session_sequence_counted" CHECK ("sequence" >= 0),
  ADD CONSTRAINT "Session_check_in_code" CHECK ("checkInCode" ~ '^[0-9]{4}$');
ALTER TABLE "BookingQuestion" ADD CONSTRAINT "BookingQuestion_prompt_filled" CHECK (is_filled("prompt"));
ALTER TABLE "Registration"
  ADD CONSTRAINT "Registration_offer_expires" CHECK ("state" <> 'offered' OR "offerExpiresAt" IS NOT NULL),
  ADD CONSTRAINT "Registration_sequence_counted" CHECK ("sequence" >= 0),
  ADD CONSTRAINT "Registration_replaces_another" CHECK ("replacesId" <> "id");
ALTER TABLE "SchoolHoliday"
  ADD CONSTRAINT "SchoolHoliday_name_filled" CHECK (is_filled("name")),
  ADD CONSTRAINT "SchoolHoliday_ends_after_starts" CHECK ("endsOn" >= "startsOn");

-- Attendance, figures, feedback
ALTER TABLE "Attendance" ADD CONSTRAINT "Attendance_minutes_counted" CHECK ("minutes" >= 0);
ALTER TABLE "Source" ADD CONSTRAINT "Source_title_filled" CHECK (is_filled("title"));
ALTER TABLE "Figure"
  ADD CONSTRAINT "Figure_counts_filled" CHECK (is_filled("counts")),
  ADD CONSTRAINT "Figure_academic_year" CHECK (is_academic_year("academicYear"));
ALTER TABLE "FeedbackResponse" ADD CONSTRAINT "FeedbackResponse_rating" CHECK ("rating" BETWEEN 1 AND 5);
ALTER TABLE "Quote" ADD CONSTRAINT "Quote_words_filled" CHECK (is_filled("words"));
ALTER TABLE "QuoteUse" ADD CONSTRAINT "QuoteUse_place_filled" CHECK (is_filled("place"));
ALTER TABLE "Paper" ADD CONSTRAINT "Paper_to_after_from" CHECK ("to" >= "from");

-- Projects
ALTER TABLE "Project"
  ADD CONSTRAINT "Project_slug_format" CHECK (is_slug("slug")),
  ADD CONSTRAINT "Project_name_filled" CHECK (is_filled("name"));
ALTER TABLE "Strand"
  ADD CONSTRAINT "Strand_slug_format" CHECK (is_slug("slug")),
  ADD CONSTRAINT "Strand_name_filled" CHECK (is_filled("name"));
ALTER TABLE "Cohort"
  ADD CONSTRAINT "Cohort_academic_year" CHECK (is_academic_year("academicYear")),
  ADD CONSTRAINT "Cohort_places" CHECK ("places" > 0),
  ADD CONSTRAINT "Cohort_strands_each" CHECK ("strandsEach" > 0),
  ADD CONSTRAINT "Cohort_closes_after_opens" CHECK ("closesAt" > "opensAt"),
  ADD CONSTRAINT "Cohort_ends_after_starts" CHECK ("endsOn" >= "startsOn");
ALTER TABLE "CohortStrand" ADD CONSTRAINT "CohortStrand_places" CHECK ("places" > 0);
ALTER TABLE "Milestone" ADD CONSTRAINT "Milestone_title_filled" CHECK (is_filled("title"));

-- Knowledge
ALTER TABLE "Article"
  ADD CONSTRAINT "Article_slug_format" CHECK (is_slug("slug")),
  ADD CONSTRAINT "Article_question_filled" CHECK (is_filled("question")),
  ADD CONSTRAINT "Article_answer_filled" CHECK (is_filled("answer")),
  ADD CONSTRAINT "Article_version" CHECK ("version" > 0);
ALTER TABLE "ArticleAlias" ADD CONSTRAINT "ArticleAlias_phrase_filled" CHECK (is_filled("phrase"));
ALTER TABLE "Ticket" ADD CONSTRAINT "Ticket_question_filled" CHECK (is_filled("question"));
ALTER TABLE "Unanswered" ADD CONSTRAINT "Unanswered_counted" CHECK ("count" > 0);

-- The audit trail only grows. Not even a TRUNCATE that cascades from elsewhere may shorten it.
CREATE FUNCTION refuse_change_of_audit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'The audit trail is append-only: % refused', TG_OP
    USING ERRCODE = 'insufficient_privilege', HINT = 'Insert a new entry that corrects the old one.';
END $$;
CREATE TRIGGER "AuditEntry_append_only" BEFORE UPDATE OR DELETE ON "AuditEntry"
  FOR EACH ROW EXECUTE FUNCTION refuse_change_of_audit();
CREATE TRIGGER "AuditEntry_never_truncated" BEFORE TRUNCATE ON "AuditEntry"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_audit();
