import { parkingTicket } from '../../demo/bills.ts';
import type { World } from '../../demo/simulated-world.ts';
import { Bug } from '../../foundation/errors.ts';
import type { Wishes } from '../headless/visit-options.ts';
import type { Testimony } from './observed-visits.ts';
import { REFUNDING } from './test-services.ts';

/** A kind of visit that can be made any number of times, each with a mark of its own. */
export interface Scenario {
  readonly name: string;
  readonly service: string;
  /** Other visits pay the same amount. */
  readonly hasSharedFee?: boolean;
  next(number: number, world: World): Pick<Testimony, 'cents' | 'mark' | 'owes'> & { readonly wishes: Wishes };
}

/** Above every fixed fee of the sample services, so that an amount names one visit. */
const FIRST_CENTS = 10_000;
/** The same for several bills together. */
const FIRST_OF_SEVERAL = 50_000;
/** Fee of config/services/meldebescheinigung.json. */
const CERTIFICATE_CENTS = 1_000;
/** Fee of config/services/bewohnerparkausweis.json. */
const PERMIT_CENTS = 3_070;

/** A bill: pay, then submit. */
export const BILL: Scenario = { name: 'bill', service: 'bescheid-bezahlen', next: billOf };

/** A bill whose payment the authority does not want: what was paid goes back, or a person is told. */
export const REJECTED: Scenario = {
  name: 'rejected',
  service: 'bescheid-bezahlen',
  next(number, world) {
    world.portal.rejectNext({
      type: 'https://schema.fitko.de/fit-connect/events/problems/other',
      title: 'Kassenzeichen unbekannt',
      detail: 'Kassenzeichen unbekannt',
      instance: 'other',
    });
    return billOf(number);
  },
};

/** The same at an office that gives money back by itself. */
export const REVERSED: Scenario = {
  name: 'reversed',
  service: REFUNDING,
  next: (number, world) => REJECTED.next(number, world),
};

/** Three bills of two payees in one payment: all of it, or nothing. */
export const SEVERAL_BILLS: Scenario = {
  name: 'several-bills',
  service: 'bescheid-bezahlen',
  next(number) {
    const first = billOf(FIRST_OF_SEVERAL + number);
    const { bill } = first.wishes;
    if (!bill) throw new Bug('a bill without a bill');
    const water = { ...bill, reference: `SW-2026-${100_000 + number}-1`, payeeId: 'stadtwerke', cents: 200 };
    const dog = { ...bill, reference: `HS-2026-${100_000 + number}-2`, cents: 100 };
    return {
      ...first,
      cents: bill.cents + water.cents + dog.cents,
      wishes: { bill, moreBills: [{ ...water, payee: 'Stadtwerke Musterstadt' }, dog] },
    };
  },
};

/** A bill that is paid on the person's telephone: at once, or so late that the terminal may be gone by then. */
export const ONLINE: Scenario = {
  name: 'online',
  service: 'bescheid-bezahlen',
  next(number) {
    const { wishes, ...rest } = billOf(number);
    return { ...rest, wishes: { ...wishes, pays: number % 3 === 0 ? 'online-late' : 'online' } };
  },
};

/** A form without a fee. */
export const FREE: Scenario = {
  name: 'free',
  service: 'hundesteuer-anmelden',
  next(number) {
    const mark = `Hund${lettersOf(number)}`;
    return { cents: null, mark, owes: false, wishes: { texts: { dogName: mark } } };
  },
};

/** A certificate: submitted first, paid then. */
export const OWED: Scenario = {
  name: 'owed',
  service: 'meldebescheinigung',
  hasSharedFee: true,
  next(number) {
    const mark = `0221${100_000 + number}`;
    return { cents: CERTIFICATE_CENTS, mark, owes: true, wishes: { texts: { phone: mark } } };
  },
};

/** Identity card, scan, fee: everything there is. */
export const PERMIT: Scenario = {
  name: 'permit',
  service: 'bewohnerparkausweis',
  hasSharedFee: true,
  next(number) {
    const mark = `kfz${100_000 + number}@beispiel.de`;
    return { cents: PERMIT_CENTS, mark, owes: false, wishes: { texts: { email: mark } } };
  },
};

/** The same with the wallet on the person's telephone. */
const PERMIT_BY_WALLET: Scenario = {
  ...PERMIT,
  name: 'permit-by-wallet',
  next(number, world) {
    const { wishes, ...rest } = PERMIT.next(number, world);
    return { ...rest, wishes: { ...wishes, way: 'wallet' } };
  },
};

export const SCENARIOS: readonly Scenario[] = [
  BILL,
  REVERSED,
  FREE,
  OWED,
  REJECTED,
  PERMIT,
  PERMIT_BY_WALLET,
  SEVERAL_BILLS,
  ONLINE,
];

function billOf(number: number): ReturnType<Scenario['next']> {
  const cents = FIRST_CENTS + number;
  const mark = `VW-2026-${String(100_000 + number)}-4`;
  return { cents, mark, owes: false, wishes: { bill: parkingTicket(mark, cents) } };
}

/** A name that a form takes, different for every number. */
function lettersOf(number: number): string {
  return [...number.toString(26).padStart(4, '0')]
    .map((digit) => 'abcdefghijklmnopqrstuvwxyz'[Number.parseInt(digit, 26)])
    .join('');
}
