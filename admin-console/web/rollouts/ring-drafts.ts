import type { RolloutRing, RolloutSelection } from '../../contract/rollouts/rollouts.ts';
import { idsIn } from './exclude-form.tsx';

export const SELECTIONS = [
  'percentage',
  'locations',
  'tags',
  'terminals',
  'rest',
] as const satisfies readonly RolloutSelection['by'][];

/** A ring as somebody writes it: what they have not chosen is kept while they change their mind. */
export interface RingDraft {
  readonly by: RolloutSelection['by'];
  readonly percent: number;
  readonly locations: readonly string[];
  readonly tags: string;
  readonly terminals: string;
  readonly waits: 'approval' | 'soak';
  readonly hours: number;
  readonly hasWindow: boolean;
  readonly weekdays: readonly number[];
  readonly from: string;
  readonly to: string;
}

const RING: RingDraft = {
  ...{ by: 'percentage', percent: 5, locations: [], tags: '', terminals: '' },
  ...{ waits: 'soak', hours: 24, hasWindow: false, weekdays: [1, 2, 3, 4, 5], from: '20:00', to: '06:00' },
};
export const newRing = (): RingDraft => ({ ...RING });

/** A few first, then a fifth, then everybody. */
export const USUAL_RINGS: readonly RingDraft[] = [
  { ...RING, percent: 5, waits: 'approval' },
  { ...RING, percent: 25 },
  { ...RING, by: 'rest', hours: 0 },
];

/** As the hub takes it. */
export function ringRequest(ring: RingDraft): RolloutRing {
  const { waits, hours, hasWindow, weekdays, from, to } = ring;
  return {
    selection: selectionOf(ring),
    window: hasWindow ? { weekdays: weekdays.toSorted(), from, to } : null,
    atOnce: null,
    after: waits === 'approval' ? { kind: 'approval' } : { kind: 'soak', minutes: Math.round(hours * 60) },
  };
}

function selectionOf({ by, percent, locations, tags, terminals }: RingDraft): RolloutSelection {
  switch (by) {
    case 'percentage':
      return { by, percent };
    case 'locations':
      return { by, ids: locations };
    case 'tags':
      return {
        by,
        tags: tags
          .split(',')
          .map((tag) => tag.trim())
          .filter(Boolean),
      };
    case 'terminals':
      return { by, ids: idsIn(terminals) };
    case 'rest':
      return { by };
  }
}
