/** Lawful bases of UK GDPR, Article 6(1), and the condition of Article 9(2)(a) for what says something about health. */
export const lawfulBases = [
  'public-task',
  'legitimate-interests',
  'consent',
  'explicit-consent',
  'legal-obligation',
  'contract',
] as const;

export type LawfulBasis = (typeof lawfulBases)[number];

export function isLawfulBasis(value: unknown): value is LawfulBasis {
  return (lawfulBases as readonly unknown[]).includes(value);
}
