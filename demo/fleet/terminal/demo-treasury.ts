import { createHash } from 'node:crypto';
import type { Alert } from '../../../fleet-link/contract.ts';
import { type Account, type Item, signedCents } from '../../../fleet-link/treasury/account.ts';
import type { MoneyCase } from '../../../fleet-link/treasury/told.ts';
import { isCaseKind } from '../../../fleet-link/treasury/ways.ts';
import type { Clock } from '../../../foundation/clock.ts';
import { createRandom, seedOf } from '../../../foundation/random.ts';
import { addDays, daysBetween, localTime } from '../../../foundation/time/local-time.ts';
import type { ToldTreasury } from '../../../kiosk-app/terminal/fleet-link/tell-treasury.ts';
import type { PlannedTerminal } from '../planned-terminals.ts';
import { countsOf } from '../statistics/past-counts.ts';

const TIME_ZONE = 'Europe/Berlin';
/** Closings are counted from here, one a day; only the last ones are still there. */
const FIRST_DAY = '2026-01-01';
const CLOSINGS_KEPT = 14;
/** Seconds after midnight UTC at which the day is closed. */
const CLOSES_AT = 21 * 3_600;
/** What a service costs; a bill costs what stands on it. */
const FEES: Readonly<Record<string, number>> = { bewohnerparkausweis: 3_070, meldebescheinigung: 1_000 };
const CENTS_OF_A_CASE = 3_070;

/** Closings of the last days, as far as they follow from what was counted, and the cases that its alerts are. */
export function demoTreasury(planned: PlannedTerminal, alerts: () => readonly Alert[], clock: Clock): ToldTreasury {
  const { date: today } = localTime(clock.now(), TIME_ZONE);
  const newest = daysBetween(FIRST_DAY, today);
  return {
    cases: () => alerts().flatMap((alert) => caseOf(alert)),
    newest: () => newest,
    account: (number) =>
      number > newest || number <= newest - CLOSINGS_KEPT
        ? null
        : accountOf(planned, number, addDays(FIRST_DAY, number - 1), today),
  };
}

function caseOf({ id, kind, since, reason }: Alert): MoneyCase[] {
  if (!isCaseKind(kind)) return [];
  const number = `MS-${String(seedOf('case', id) % 1_000_000).padStart(6, '0')}`;
  return [{ id, kind, since, reason, number, reference: `KZ-${number}`, cents: CENTS_OF_A_CASE, payee: 'stadtkasse' }];
}

function accountOf(planned: PlannedTerminal, number: number, day: string, today: string): Account {
  const { id, place, troubles } = planned;
  const random = createRandom(seedOf('treasury', id, day));
  const closedAt = Date.parse(`${day}T00:00:00Z`) + CLOSES_AT * 1_000;
  const paid = countsOf(planned, day, today)
    .flatMap(({ rows }) => rows)
    .filter(({ metric, values }) => metric === 'payments' && values[1] === 'card')
    .flatMap(({ values: [service = ''], count }) => Array.from({ length: count }, () => service));
  const items = paid.map(
    (service, n): Item => ({
      ...{ kind: 'payment', seq: number * 1_000 + n + 1, at: closedAt - (paid.length - n) * 1_800_000 },
      ...{ intentId: `${id}-${number}-${n}`, packageId: `${id}-${number}-${n}` },
      ...{ reference: `KZ-${number}-${n}`, payee: 'stadtkasse', cents: FEES[service] ?? 1_500 + random.below(12_000) },
      ...{ receiptNo: number * 20 + n, trace: number * 20 + n, terminalId: '52500001' },
      ...{ cardName: 'girocard', authCode: null },
    }),
  );
  const total = items.reduce((sum, item) => sum + signedCents(item), 0);
  const isYesterday = day === addDays(today, -1);
  const missing = troubles.includes('payment-unclear') && isYesterday ? CENTS_OF_A_CASE : 0;
  const municipality = place.tenantId === 'default' ? 'Musterstadt' : 'Beispielhausen';
  return {
    ...{ number, terminalId: id, day, timeZone: TIME_ZONE, closedAt },
    ...{ fromSeq: number * 1_000, toSeq: number * 1_000 + items.length + 1 },
    head: createHash('sha256').update(`${id} ${number}`).digest('hex'),
    payees: { stadtkasse: { name: `Stadtkasse ${municipality}`, iban: 'DE89370400440532013000', bic: null } },
    device: { count: items.length + (missing ? 1 : 0), total: total + missing, detail: null },
    ...{ items, open: [], foreign: [], journal: { count: items.length, total } },
    differences: missing
      ? [
          {
            kind: 'counted-unknown',
            cents: missing,
            intentIds: [],
            isCertain: false,
            isCounted: null,
            foreignReceipts: [],
          },
        ]
      : [],
  };
}
