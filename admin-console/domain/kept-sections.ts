import { SECTION_NAMES, type SectionName } from '../../fleet-link/contract.ts';

/** Alerts and the journal's head are kept in tables of their own: not what a report has of them, but what follows. */
export type KeptSection = Exclude<SectionName, 'alerts' | 'journal'>;
export const KEPT_SECTIONS: readonly KeptSection[] = SECTION_NAMES.filter(
  (name): name is KeptSection => name !== 'alerts' && name !== 'journal',
);

/** A change in one of these may change what is judged of a terminal. */
export const JUDGED_SECTIONS: readonly SectionName[] = [
  'mode',
  'devices',
  'cardLeft',
  'portals',
  'services',
  'alerts',
  'journal',
];
