import type { LawfulBasis } from '../../app/privacy/lawful-bases.js';

/** What each lawful basis is called, and where the law has it. */
export const lawfulBasisWords: Readonly<Record<LawfulBasis, { readonly label: string; readonly law: string }>> = {
  'public-task': { label: 'Public task', law: 'a task in the public interest, Article 6(1)(e)' },
  'legitimate-interests': { label: 'Legitimate interests', law: 'legitimate interests, Article 6(1)(f)' },
  consent: { label: 'Consent', law: 'your consent, Article 6(1)(a)' },
  'explicit-consent': { label: 'Explicit consent', law: 'your explicit consent, Articles 6(1)(a) and 9(2)(a)' },
  'legal-obligation': { label: 'Legal obligation', law: 'a legal obligation, Article 6(1)(c)' },
  contract: { label: 'Contract', law: 'a contract with you, Article 6(1)(b)' },
};
