import { createHash } from 'node:crypto';
import type { RolloutPlan, RolloutSelection } from '../../contract/rollouts/rollouts.ts';

interface Placed {
  readonly terminalId: string;
  readonly locationId: string | null;
  readonly tags: readonly string[];
}

/** Where a terminal stands in a rollout; it stays there. */
export interface Membership {
  /** -1: in none. */
  readonly ring: number;
  readonly isExcluded: boolean;
}

/** The first ring that selects it, unless it is excluded. */
export function membershipOf(rolloutId: string, plan: RolloutPlan, terminal: Placed): Membership {
  const { terminalIds, locationIds } = plan.excluded;
  const { terminalId, locationId } = terminal;
  const isExcluded = terminalIds.includes(terminalId) || (locationId !== null && locationIds.includes(locationId));
  const ring = plan.rings.findIndex(({ selection }) => isSelected(rolloutId, selection, terminal));
  return { ring, isExcluded };
}

function isSelected(rolloutId: string, selection: RolloutSelection, { terminalId, locationId, tags }: Placed): boolean {
  switch (selection.by) {
    case 'percentage':
      return shareOf(rolloutId, terminalId) < selection.percent;
    case 'locations':
      return locationId !== null && selection.ids.includes(locationId);
    case 'tags':
      return selection.tags.some((tag) => tags.includes(tag));
    case 'terminals':
      return selection.ids.includes(terminalId);
    case 'rest':
      return true;
  }
}

/**
 * From 0 to below 100, evenly spread and always the same for this pair, so that another rollout begins at other
 * terminals. The first 48 bits of a SHA-256.
 */
export const shareOf = (rolloutId: string, terminalId: string): number =>
  (createHash('sha256').update(`${rolloutId} ${terminalId}`).digest().readUIntBE(0, 6) / 2 ** 48) * 100;
