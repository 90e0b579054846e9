import type { World } from '../../demo/simulated-world.ts';
import type { Clock } from '../../foundation/clock.ts';
import type { Intent } from '../../kiosk-app/session/contract/intents.ts';
import type { Bill } from '../../portals/bill-register/contract.ts';
import type { CardKind } from '../../simulators/payment/index.ts';
import type { Person } from '../journeys/people.ts';
import type { HeadlessScreen } from './screen.ts';

/** What is particular about one visit; everything has a usual value. */
export interface Wishes {
  /** The bill that is paid; put into the register first. Needed for services that pay one. */
  readonly bill?: Bill;
  /** Further bills that are paid with it, in one payment; put into the register like the first. */
  readonly moreBills?: readonly Bill[];
  /** Where there is a choice; by card if left out. `online-late`: with the telephone, after `DELAYS.paysLate`. */
  readonly pays?: 'card' | 'online' | 'online-late';
  /** Bank card that is tapped. */
  readonly card?: CardKind;
  /** What is on the identity card, and its PIN. */
  readonly person?: Person;
  /** How the person identifies where there is a choice; by card if left out. */
  readonly way?: 'card' | 'wallet';
  /** Typed into form fields, by field id; other fields get something that fits them. */
  readonly texts?: Readonly<Record<string, string>>;
  /** Instead of the usual intent on a screen (see `where`); `null`: nothing is done there. */
  readonly instead?: Readonly<Record<string, Intent | null>>;
  /** Told each screen as it comes; for those who strike at a certain one. */
  readonly onScreen?: (where: string) => void;
  /** Paper is left in the printer's slot (default: taken when the visit is over). */
  readonly leavesPaper?: boolean;
  /** Ends the visit from outside. */
  readonly signal?: AbortSignal;
}

export interface Place {
  readonly screen: HeadlessScreen;
  readonly world: World;
  readonly clock: Clock;
}
