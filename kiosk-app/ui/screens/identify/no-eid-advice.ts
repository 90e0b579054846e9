import type { NoEidReason } from '../../../session/contract/screens/identify.ts';
import type { Key } from '../../texts.ts';

/** What helps depends on what is missing: a card left at home needs no office, and whoever does not want needs no PIN. */
export const NO_EID_STEPS: Readonly<Record<NoEidReason, readonly Key[]>> = {
  'no-card': ['problem.no-eid.no-card.fetch', 'problem.no-eid.no-card.other', 'problem.no-eid.no-card.lost'],
  'no-pin': ['problem.no-eid.no-pin.letter', 'problem.no-eid.no-pin.office', 'problem.no-eid.return'],
  'not-activated': [
    'problem.no-eid.not-activated.letter',
    'problem.no-eid.not-activated.office',
    'problem.no-eid.return',
  ],
  'not-wanted': ['problem.no-eid.not-wanted.other', 'problem.no-eid.not-wanted.office'],
};
