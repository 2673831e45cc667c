/** Who may use each verb of the intent table. A new verb fails the tests until it is added here. */
export type Access = 'everyone' | 'board' | 'organiser' | 'administrator' | 'playground';

const byAccess: Readonly<Record<Access, string>> = {
  everyone: `
    first-administrator mails mail-own mail-again held-link invitation-no invitations-stop invitations-resume
    notice belongs-yes belongs-no head-yes head-no my-data my-data-kept my-data-file forget-ask forget check-in my-quotes feedback save-feedback feedback-questions feedback-questions-save withdraw-quote help greet
    certificate rate thanks leave-it my-projects projects-open project-join project-enrol project-interest project-withdraw project-invited project-not-now
    enrolment enrolment-confirm enrolment-decline milestone enrolment-people enrolment-people-save
    enrolment-withdraw-ask enrolment-withdraw application application-send application-withdraw
    application-decide-ask application-decide nomination nomination-send nomination-withdraw nomination-decide-ask
    nomination-decide ask-team ask-team-form revoke-feed calendar-feed calendar mute-reminders unmute-reminders
    mail-too mail-stop substitute move accept decline book-colleagues answers save-answers book-group book-several cancel-several cluster-show cluster-hide substitute-as substitute-other
    substitute-named take-over move-to my-bookings cancel-ask wait book find-school change-school who-am-i event event-details event-asked school-bookings
    whats-on projects answer figures not-meant project-mine booking cancel choose-school changed-nothing heard say-nothing ask-for-words file-left
    offer-deed safeguarding attendees-meant
    year-page survey-answer survey-answer-save`,
  board: `
    event-answers send-summaries send-digest stop-posts digest-now digest-settings sendings save-digest
    committee-report papers draft-paper paper
    surveys survey-report feedback-trend
    absent-schools absent-narrow project-progress figures-card figures-narrow`,
  organiser: `
    absent-invite project-invite project-invite-preview project-invite-send
    organise-announce organise-announce-preview organise-announce-send organise-reach
    on-request on-request-find on-request-person on-request-correct on-request-save on-request-erase-ask on-request-erase
    organise-feedback organise-feedback-save
    catering room-sheets badges organise-thanks organise-thanks-preview organise-thanks-send
    needs-doing mornings mornings-stop
    organise-meant digest-to digest-readers digest-to-stop
    organise-details organise-details-save organise-venue organise-venue-save
    claims head-claims organise-audience organise-audience-save organise-questions organise-question organise-question-save
    organise organise-drafts organise-new attendees organise-event organise-edit organise-save organise-preview
    organise-publish organise-open organise-close organise-copy organise-discard-ask organise-discard
    organise-session organise-session-new organise-session-edit organise-session-save organise-session-remove
    organise-move organise-places organise-resize organise-cancel-ask organise-cancel organise-write
    audience audience-form audience-remove audience-remove-ask audience-save audience-write audience-write-as
    audience-write-preview audience-write-send audiences template template-form template-remove template-remove-ask
    template-save template-use templates published-figures figure-form figure-save sources source-form source-save source-remove
    organise-write-preview organise-write-as organise-undo organise-write-send channel-stop channels check-in-code attendance
    import-attendance apply-attendance import-rows import-data import-apply import-area import-area-chosen import-guests-of roll mark unmark find-on-roll walk-in settle-new save-newcomer doubtful settle
    settle-many settle-sure settle-rest settle-undo settle-apply
    paper-template paper-template-remove
    confirm-attendance feedback-results project-quote project-quote-save event-quote event-quote-save moderate moderate-approve moderate-reject moderate-shorten save-shortened approved-quotes unapprove
    applications nominations questions-stop questions-here tickets unanswered article-form articles ticket
    ticket-take ticket-release ticket-form ticket-send ticket-article ticket-alias unanswered-open
    unanswered-alias unanswered-drop faqs faqs-open faqs-article faqs-choose faqs-save faqs-paste faqs-pasted article article-save article-publish article-retire article-history
    project-schools working-hours working-hours-edit working-hours-save holiday-edit holiday-save
    waiting-list failed-messages jump-ask jump-queue resend resend-all series-manage series-open series-new series-edit
    series-save series-preview series-publish series-end-ask series-end
    series-copy-ask series-copy series-cancel-ask series-cancel
    run-projects run-project-new run-project run-project-edit run-project-save run-project-preview
    run-project-publish run-cohort-move run-project-end-ask run-project-end run-strand run-strand-save run-cohort run-cohort-new
    run-cohort-edit run-cohort-save run-cohort-preview run-cohort-publish run-cohort-discard run-cohort-joining
    run-cohort-copy run-cohort-places run-cohort-resize run-strand-places run-strand-offer run-milestone
    run-milestone-save run-cancel-ask run-cancel
    survey survey-new survey-save survey-question survey-question-save survey-preview survey-send survey-remind`,
  administrator: `
    setup setup-step setup-steps setup-skip setup-authority setup-authority-save setup-name setup-name-save setup-series setup-series-save
    safeguarding-form safeguarding-save notice-form notice-save notice-bases-form notice-bases-save
    status audit export-everything roles role-search role-find role-scope role-confirm role-grant role-end-ask role-end`,
  playground: `
    act-as`,
};

/** Access by verb. */
export const accessOf: ReadonlyMap<string, Access> = new Map(
  (Object.keys(byAccess) as Access[]).flatMap((access) =>
    byAccess[access]
      .trim()
      .split(/\s+/)
      .map((verb): [string, Access] => [verb, access]),
  ),
);
