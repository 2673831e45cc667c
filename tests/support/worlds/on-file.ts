/** What a post has whom an organiser's file names: it is proven. */
export const onFile = { proof: 'file', provenAt: new Date('2020-09-01T00:00:00Z') } as const;
