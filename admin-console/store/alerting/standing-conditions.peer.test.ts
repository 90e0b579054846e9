import { expect, test } from 'vitest';
import { FLEET_LINK_VERSION, hubSide, type StatusReport } from '../../../fleet-link/contract.ts';
import { PAPER_METERS } from '../../../fleet-link/paper-meters.ts';
import { SAMPLE_REPORT } from '../../../fleet-link/test-support/sample-report.ts';
import { SimulatedClock } from '../../../foundation/clock.ts';
import { silentLog } from '../../../foundation/log.ts';
import { DEFAULT_RULES } from '../../contract/alerting/rules.ts';
import { causesOf } from '../../domain/alerting/causes-of.ts';
import type { WatchedTerminal } from '../../domain/alerting/observed.ts';
import { createLinkStore } from '../fleet/link-store.ts';
import { onEachDatabase } from '../test-support/on-each-database.ts';
import { enrolledRow } from '../test-support/terminal-row.ts';
import { createStandingConditions } from './standing-conditions.ts';

const DAY = 86_400_000;

onEachDatabase((databases) => {
  /** What stands at a terminal after it has said hello as the contract has it. */
  async function causesAfter(
    hello: Partial<StatusReport>,
    certificateLasts: number,
    watched?: Partial<WatchedTerminal>,
  ) {
    const db = await databases.open();
    const clock = new SimulatedClock();
    await enrolledRow(db, 'T-1');
    const bell = { ring() {}, onRing: () => () => {}, close: async () => {} };
    const store = { db, bell, processId: 'p', onTakenForDead: () => () => {}, close: async () => {} };
    const links = createLinkStore(store, clock, silentLog);
    const state = { ...SAMPLE_REPORT, at: clock.now(), ...hello };
    const told = { version: FLEET_LINK_VERSION, terminalId: 'T-1', site: 'rathaus', state };
    const link = { linkId: 'l', fingerprint: 'f-T-1', certificateExpiresAt: clock.now() + certificateLasts };
    void links.opened({ ...hubSide.methods.hello.params.parse(told), ...link });
    await links.close();
    const [terminal] = await createStandingConditions(db).observe(['T-1']);
    if (!terminal) throw new Error('not observed');
    const nothing = { since: clock.now(), usedAt: clock.now(), sessions: 0, paper: [] };
    const found = causesOf(terminal, { ...nothing, ...watched }, DEFAULT_RULES, clock.now());
    return found.standing.map(({ cause, reason }) => [cause, reason]);
  }

  test('a terminal that tells of nothing has no cause', async () => {
    expect(await causesAfter({}, 100 * DAY)).toEqual([]);
  });

  test('a certificate that ends soon is one', async () => {
    expect(await causesAfter({}, 20 * DAY)).toEqual([['certificate-expires', null]]);
  });

  test('a clock that is off is one', async () => {
    const at = new SimulatedClock().now() - 3_600_000;
    expect(await causesAfter({ at }, 100 * DAY)).toEqual([['clock-wrong', 'behind']]);
  });

  test('a keyboard that does not belong there is one', async () => {
    const alert = { id: 'a', kind: 'unknown-keyboard', since: 1, packageId: null, reason: 'usb-16c0-0486' } as const;
    expect(await causesAfter({ alerts: [alert] }, 100 * DAY)).toEqual([['unknown-keyboard', 'usb-16c0-0486']]);
  });

  test('paper that ends soon is one', async () => {
    const counts = { [PAPER_METERS.used]: 170_000, [PAPER_METERS.onRoll]: 70_000, [PAPER_METERS.roll]: 80_000 };
    const paper = [{ at: new SimulatedClock().now() - 7 * DAY, usedMm: 130_000 }];
    expect(await causesAfter({ counts }, 100 * DAY, { paper })).toEqual([['paper-ends', 'days-1']]);
  });
});
