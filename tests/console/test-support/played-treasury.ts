import { ACCESS_ROUTES } from '../../../admin-console/contract/access/access.ts';
import { ALL } from '../../../admin-console/contract/routes.ts';
import {
  type CaseView,
  type ClosingView,
  type SettlementView,
  TREASURY_ROUTES,
} from '../../../admin-console/contract/treasury/treasury.ts';
import { summaryOf } from '../../../admin-console/domain/treasury/summary.ts';
import { SAMPLE } from '../../../fleet-link/test-support/sample-account.ts';
import { closingName } from '../../../fleet-link/treasury/entries.ts';
import { NOW, sessionOf, TENANT } from './played-fleet.ts';
import type { PlayedAnswers } from './played-hub.ts';

/** What a treasurer may find on the morning after a power cut. */
const DAY = 86_400_000;
const TERMINAL = 'rathaus-01';
const place = { terminalId: TERMINAL, terminalName: 'Foyer', location: 'Rathaus Musterstadt' };

const DIFFERING = {
  ...SAMPLE,
  number: 8,
  head: 'e5f6a7b8'.repeat(8),
  device: { count: 2, total: 1500, detail: null },
  differences: [
    {
      ...{ kind: 'not-counted', cents: -3070, intentIds: [SAMPLE.items[0]?.intentId ?? ''], isCertain: true },
      ...{ isCounted: null, foreignReceipts: [] },
    },
    {
      ...{ kind: 'counted-unknown', cents: 250, intentIds: [], isCertain: false },
      ...{ isCounted: null, foreignReceipts: [41, 42] },
    },
  ],
} as const;

const closing = (n: number): ClosingView => {
  const account = n === 1 ? { ...DIFFERING, differences: [...DIFFERING.differences] } : { ...SAMPLE, number: 9 - n };
  const { number, timeZone } = account;
  const closedAt = NOW - n * DAY;
  const day = new Date(closedAt).toISOString().slice(0, 10);
  return {
    ...summaryOf(account as typeof SAMPLE),
    ...place,
    name: closingName(account),
    number,
    day,
    closedAt,
    timeZone,
  };
};
const CLOSINGS = [1, 2, 3, 4].map(closing);
export const CLOSING_NAME = closingName(DIFFERING);

const settlement = (change: Partial<SettlementView>): SettlementView => ({
  ...{ id: '6b2c7f44-0c1e-4c5e-9a51-52d2f0a1b001', terminalId: TERMINAL, caseId: 'c3', how: 'paid', who: 'eva.kasse' },
  ...{ why: 'Steht auf dem Auszug vom 28.11.', at: NOW - 60_000, state: 'queued', isOpen: true, outcome: null },
  ...{ finishedAt: null, ...change },
});
const one = (id: string, kind: CaseView['kind'], change: Partial<CaseView> = {}): CaseView => ({
  ...{ id, kind, ...place, tenantId: TENANT, since: NOW - DAY, number: 'MS-2026-4711', reference: 'MSRH01-0AAA-0001X' },
  ...{ cents: 3070, payee: 'stadtkasse', reason: 'device-gone', isLinked: true, settlement: null, ...change },
});
const CASES: readonly CaseView[] = [
  one('c1', 'payment-unclear'),
  one('c2', 'reconciliation-difference', {
    number: null,
    reference: null,
    cents: null,
    payee: null,
    reason: 'closing-8',
  }),
  one('c3', 'fee-due', { isLinked: false, reason: null, settlement: settlement({}) }),
  one('c4', 'reversal-failed', {
    settlement: settlement({ caseId: 'c4', how: 'repaid', state: 'failed', isOpen: false, outcome: 'wrong-state' }),
  }),
];

export const TREASURY: PlayedAnswers = {
  [ACCESS_ROUTES.session]: sessionOf('treasurer', 1),
  [TREASURY_ROUTES.cases(ALL)]: CASES,
  [TREASURY_ROUTES.closings(ALL)]: CLOSINGS,
  [TREASURY_ROUTES.settlements(ALL)]: [settlement({}), settlement({ id: 'x', state: 'succeeded', isOpen: false })],
  [TREASURY_ROUTES.closing(ALL, TERMINAL, CLOSING_NAME)]: DIFFERING,
  [TREASURY_ROUTES.retention(TENANT)]: { years: 10 },
};
/** A hub to which no terminal has told anything. */
export const NO_MONEY: PlayedAnswers = {
  ...TREASURY,
  [TREASURY_ROUTES.cases(ALL)]: [],
  [TREASURY_ROUTES.closings(ALL)]: [],
  [TREASURY_ROUTES.settlements(ALL)]: [],
  [TREASURY_ROUTES.closing(ALL, TERMINAL, CLOSING_NAME)]: { ...SAMPLE, items: [] },
};
