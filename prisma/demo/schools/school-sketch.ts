import type { Phase } from '../../../src/domain/person.js';
import type { Locality } from './places.js';

/** A school in the making, without trust, cluster and URN. */
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
