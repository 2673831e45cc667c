/** What the demonstration's partnership calls itself, as an administrator would say it in the set-up. */
export const partnershipOfDemonstration = {
  name: 'Lincolnshire Learning Partnership',
  alsoCalled: ['LLP'],
  areas: ['Lincolnshire', 'Lincs'],
  member: '',
  cluster: '',
  locality: '',
};
