import type { Hours } from './hours.ts';

type FederalState = NonNullable<Hours['holidays']>;

interface TownHoliday {
  readonly name: 'assumption' | 'corpus-christi';
  /** Whether most towns of the state have it: what holds where a town has not said. */
  readonly isUsual: boolean;
}

/**
 * Public holidays that only a part of a state's towns have: Art. 1 BayFTG, § 1 SächsSFG, § 2 ThürFGtG. Which towns these
 * are, the states publish in lists that change with each census; so the town says it.
 */
export const TOWN_HOLIDAYS: Partial<Record<FederalState, TownHoliday>> = {
  'DE-BY': { name: 'assumption', isUsual: true },
  'DE-SN': { name: 'corpus-christi', isUsual: false },
  'DE-TH': { name: 'corpus-christi', isUsual: false },
};
