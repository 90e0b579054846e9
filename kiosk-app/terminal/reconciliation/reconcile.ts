import type {
  DeviceTotals,
  Difference,
  DifferenceKind,
  Item,
  OpenItem,
  UnsolicitedPayment,
} from '../../../fleet-link/treasury/account.ts';
import { signedCents } from '../../../fleet-link/treasury/account.ts';
import { onlySelection } from './only-selection.ts';

export interface Reconciled {
  readonly journal: { readonly count: number; readonly total: number };
  readonly differences: readonly Difference[];
}

export interface Period {
  readonly items: readonly Item[];
  readonly open: readonly OpenItem[];
  readonly foreign: readonly UnsolicitedPayment[];
  /** Journal entries of closings that were begun since the last one and whose end nobody saw, oldest first. */
  readonly interruptedAt: readonly number[];
  readonly device: DeviceTotals;
}

const NOTHING: Omit<Difference, 'kind'> = {
  cents: 0,
  intentIds: [],
  isCertain: true,
  isCounted: null,
  foreignReceipts: [],
};
/** BMP 60 has one byte for the count of a card family (PA00P015 13.08, "End-of-day"). */
const FULL_COUNTER = 255;
const MOST_RECEIPTS = 50;

/**
 * Compares what this terminal wrote down with what the payment terminal counted. ZVT knows no payees, so the
 * comparison is of the whole till. Names a payment only where the arithmetic leaves no other explanation, and says
 * so where it does not.
 */
export function reconcile({ items, open, foreign, interruptedAt, device }: Period): Reconciled {
  // What was paid on a telephone has passed no device.
  const doubts = doubtsOf(
    open.filter(({ online }) => online === undefined),
    foreign,
  );
  const counted = items.filter(
    ({ kind, online }) => online === undefined && (kind === 'payment' || kind === 'reversal'),
  );
  const journal = sumOf(counted);
  const { total } = device;
  if (total === null) {
    const untold: Difference = {
      ...NOTHING,
      kind: 'not-told',
      cents: -journal.total,
      intentIds: ids(counted),
      isCertain: false,
    };
    return { journal, differences: [untold, ...doubtful(doubts, null)] };
  }

  const whole = explain(counted, doubts, total);
  if (whole) return { journal, differences: [...whole, ...countDiffers(counted, whole, device)] };
  for (const seq of interruptedAt) {
    const since = <T extends { readonly seq: number }>(all: readonly T[]) => all.filter((one) => one.seq > seq);
    const rest = explain(since(counted), since(doubts), total);
    if (!rest) continue;
    const before = counted.filter((item) => item.seq < seq);
    const cents = -sumOf(before).total;
    const unseen: Difference = { ...NOTHING, kind: 'closing-interrupted', cents, intentIds: ids(before) };
    const doubtsBefore = doubts.filter((one) => one.seq < seq);
    return { journal, differences: [unseen, ...doubtful(doubtsBefore, null), ...rest] };
  }
  return { journal, differences: [...unexplained(counted, total, device), ...doubtful(doubts, null)] };
}

/** An act that may or may not be in the device's sum. */
interface Doubt {
  readonly seq: number;
  readonly intentId: string;
  readonly kind: DifferenceKind;
  /** What it adds to the device's sum if it is in it. */
  readonly cents: number;
}

function doubtsOf(open: readonly OpenItem[], foreign: readonly UnsolicitedPayment[]): readonly Doubt[] {
  const ours = open.map(({ seq, intentId, kind, cents, bookedCents }): Doubt => {
    if (kind === 'reversal') return { seq, intentId, kind: 'unclear-reversal', cents: -cents };
    const differs = bookedCents !== null && bookedCents !== cents;
    return { seq, intentId, kind: differs ? 'amount-differs' : 'unclear-payment', cents: bookedCents ?? cents };
  });
  const others = foreign.map(({ seq, intentId, cents }): Doubt => ({ seq, intentId, kind: 'foreign-payment', cents }));
  return [...ours, ...others];
}

/** The differences, if the device's sum is the journal's and that of some doubtful acts; `null` if it is not. */
function explain(counted: readonly Item[], doubts: readonly Doubt[], total: number): readonly Difference[] | null {
  const selection = onlySelection(
    doubts.map(({ cents }) => cents),
    total - sumOf(counted).total,
  );
  return selection && doubtful(doubts, selection);
}

/** @param selection which of them the device has counted; `null`: nobody can say */
function doubtful(doubts: readonly Doubt[], selection: readonly boolean[] | null): readonly Difference[] {
  return doubts.map(({ kind, intentId, cents }, i): Difference => {
    const isCounted = selection?.[i] ?? null;
    const isCertain = isCounted !== null;
    return { ...NOTHING, kind, cents: isCounted ? cents : 0, intentIds: [intentId], isCertain, isCounted };
  });
}

function unexplained(counted: readonly Item[], total: number, device: DeviceTotals): readonly Difference[] {
  const gap = total - sumOf(counted).total;
  if (gap === 0) return [];
  const foreignReceipts = receiptsUnknown(counted, device);
  if (gap > 0) return [{ ...NOTHING, kind: 'counted-unknown', cents: gap, foreignReceipts }];
  const missing = certainlyMissing(counted, -gap, device);
  const candidates = missing ?? counted.filter((item) => signedCents(item) === -gap);
  const isCertain = missing !== null;
  return [{ ...NOTHING, kind: 'not-counted', cents: gap, intentIds: ids(candidates), isCertain, foreignReceipts }];
}

/** Those outside the device's range of receipts, if they are the gap; else the only ones that can be. */
function certainlyMissing(counted: readonly Item[], cents: number, { detail }: DeviceTotals): readonly Item[] | null {
  const { firstReceipt, lastReceipt } = detail ?? { firstReceipt: null, lastReceipt: null };
  if (firstReceipt !== null && lastReceipt !== null && firstReceipt <= lastReceipt) {
    const outside = counted.filter(
      ({ receiptNo }) => receiptNo !== null && (receiptNo < firstReceipt || receiptNo > lastReceipt),
    );
    if (sumOf(outside).total === cents) return outside;
  }
  const selection = onlySelection(counted.map(signedCents), cents);
  return selection && counted.filter((_, i) => selection[i]);
}

/**
 * Devices differ in how they count a payment that was reversed: not at all, once, or payment and reversal as two. Each
 * is taken as agreement.
 */
function countDiffers(
  counted: readonly Item[],
  explained: readonly Difference[],
  { count, detail }: DeviceTotals,
): readonly Difference[] {
  if (count === null || Object.values(detail?.families ?? {}).some((family) => family.count >= FULL_COUNTER)) return [];
  const known = explained.filter(({ isCounted }) => isCounted);
  const reversals =
    counted.filter(({ kind }) => kind === 'reversal').length +
    known.filter(({ kind }) => kind === 'unclear-reversal').length;
  const payments = counted.length + known.length - reversals;
  if (reversals > 0 ? [payments - reversals, payments, payments + reversals].includes(count) : payments === count) {
    return [];
  }
  return [{ ...NOTHING, kind: 'count-differs', isCertain: false }];
}

function receiptsUnknown(counted: readonly Item[], { detail }: DeviceTotals): number[] {
  const { firstReceipt, lastReceipt } = detail ?? { firstReceipt: null, lastReceipt: null };
  if (firstReceipt === null || lastReceipt === null || lastReceipt < firstReceipt) return [];
  const ours = new Set(counted.map(({ receiptNo }) => receiptNo));
  const length = Math.min(lastReceipt - firstReceipt + 1, MOST_RECEIPTS);
  return Array.from({ length }, (_, i) => firstReceipt + i).filter((receiptNo) => !ours.has(receiptNo));
}

function sumOf(items: readonly Item[]): { readonly count: number; readonly total: number } {
  const reversals = items.filter(({ kind }) => kind === 'reversal').length;
  return {
    count: items.length - 2 * reversals,
    total: items.reduce((sum, item) => sum + signedCents(item), 0),
  };
}

const ids = (items: readonly Item[]): string[] => items.map(({ intentId }) => intentId);
