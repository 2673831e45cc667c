/** What somebody with a role is called who has not said who they are. */
export const roleWords = {
  unknown: 'Somebody who has not said who they are',
} as const;
