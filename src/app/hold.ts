/** Messages that wait, so that the act they tell of can be undone; see `held-sendings.ts` of `app/organising`. */
export interface Hold {
  readonly id: string;
  readonly until: Date;
}
