import type { Phase } from '../../../src/domain/person.js';
import type { Locality } from './places.js';

/** A school as it is being made up: before it has a trust, a cluster and a URN. */
export interface SchoolSketch {
  base: string;
  faith?: 'Church of England' | 'Catholic';
  village: boolean;
  phase: Phase;
  locality: Locality;
  town: string;
  trustId?: string;
}
export type SchoolType =
  | 'community'
  | 'voluntary_controlled'
  | 'voluntary_aided'
  | 'foundation'
  | 'academy'
  | 'free_school'
  | 'special';
