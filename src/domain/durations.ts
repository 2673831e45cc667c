/** Durations in milliseconds. A calendar day may be an hour longer or shorter, so calculate those in a zone. */
export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;
