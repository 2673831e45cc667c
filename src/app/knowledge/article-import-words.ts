/** What is said of articles that are imported. */
export const articleImportWords = {
  wrongSlug: 'slug: Use small letters, digits and single hyphens only, such as why-change.',
  noSuchSource: (sourceId: string, text: string) => `source: No source has the id ${sourceId}. Known are: ${text}.`,
  sameSlug: (twinLine: number) => `slug: Line ${twinLine} has the same one. Give one of them another.`,
} as const;
