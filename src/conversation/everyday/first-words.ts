/** What to say next, where an answer has no button of its own: each is understood as it stands. */
export const firstWords = ["What's on", 'My bookings', 'Help'] as const;
