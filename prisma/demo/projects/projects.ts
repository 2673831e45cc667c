import type { ProjectRow } from './project-row.js';
import { projectsOfOthers } from './projects-of-others.js';
import { projectsOfPartnership } from './projects-of-partnership.js';

export const projects: readonly ProjectRow[] = [...projectsOfPartnership, ...projectsOfOthers];
