import { demoId } from './ids.js';
import { firstUrn } from './schools/schools.js';

/**
 * The three people whom a newcomer can act as in the playground, with fixed ids and names; `urn` is the headteacher's
 * school. The roles of board member and organiser belong to the account that acts as them and are not set here.
 */
export const personas = {
  headteacher: {
    personId: demoId('person', 1),
    name: 'Amara Whitfield',
    position: 'headteacher',
    urn: firstUrn,
    blurb: 'Headteacher of Marrowfen Church of England Primary School, near Boston',
  },
  board: {
    personId: demoId('person', 2),
    name: 'Tomasz Ellery',
    position: 'headteacher',
    urn: firstUrn + 40,
    blurb: 'Headteacher in Lincoln and elected member of the partnership board',
  },
  organiser: {
    personId: demoId('person', 3),
    name: 'Joanne Pickwell',
    position: 'council_officer',
    urn: null,
    blurb: 'Runs the programme in the partnership office',
  },
} as const;
