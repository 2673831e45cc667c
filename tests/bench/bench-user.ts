/** A headteacher with a chat that the bot knows. */

export interface BenchUser {
  readonly name: string;
  readonly aadObjectId: string;
  readonly transportId: string;
  readonly chat: string;
  readonly personId: string;
  readonly urn: number | null;
  /** The registration of users who are to cancel. */
  readonly registrationId?: string;
}
