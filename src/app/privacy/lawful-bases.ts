/** Lawful bases of UK GDPR, Article 6(1), and the condition of Article 9(2)(a) for what says something about health. */
export const lawfulBases = {
  'public-task': { label: 'Public task', law: 'a task in the public interest, Article 6(1)(e)' },
  'legitimate-interests': { label: 'Legitimate interests', law: 'legitimate interests, Article 6(1)(f)' },
  consent: { label: 'Consent', law: 'your consent, Article 6(1)(a)' },
  'explicit-consent': { label: 'Explicit consent', law: 'your explicit consent, Articles 6(1)(a) and 9(2)(a)' },
  'legal-obligation': { label: 'Legal obligation', law: 'a legal obligation, Article 6(1)(c)' },
  contract: { label: 'Contract', law: 'a contract with you, Article 6(1)(b)' },
} as const;

export type LawfulBasis = keyof typeof lawfulBases;

export function isLawfulBasis(value: unknown): value is LawfulBasis {
  return typeof value === 'string' && Object.hasOwn(lawfulBases, value);
}
