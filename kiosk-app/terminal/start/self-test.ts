import type { DeviceKind, HealthCheckReport } from '../../../device-drivers/contract.ts';
import type { CommandResult } from '../../../fleet-link/commands.ts';
import { reasonOf } from '../../../foundation/errors.ts';
import type { Deliveries } from '../delivery/deliveries.ts';
import type { DeviceTests } from '../devices/device-tests.ts';
import type { TerminalDevices } from '../devices/devices.ts';
import type { Bookkeeping } from '../store/bookkeeping.ts';
import type { ClockWatch } from '../store/keeping/clock-watch.ts';

export interface SelfTestParts {
  readonly devices: Pick<TerminalDevices, 'reports'>;
  readonly tests: Pick<DeviceTests, 'test'>;
  readonly bookkeeping: Pick<Bookkeeping, 'isStorageLow' | 'books'>;
  readonly clockWatch: Pick<ClockWatch, 'isConfirmed'>;
  readonly deliveries: Pick<Deliveries, 'states'>;
}

type Checks = Extract<CommandResult, { kind: 'checks' }>;
type Check = Checks['checks'][number];

/** Every device of the place, one after the other, then storage, clock, journal and portals. */
export async function selfTest(parts: SelfTestParts): Promise<Checks> {
  const { devices, tests, bookkeeping, clockWatch, deliveries } = parts;
  const checks: Check[] = [];
  for (const { kind } of devices.reports()) {
    try {
      checks.push(deviceCheck(kind, (await tests.test(kind)).report));
    } catch (thrown) {
      checks.push(check(kind, false, reasonOf(thrown)));
    }
  }
  const isOpen = (kind: string) => bookkeeping.books.alerts.open().some((alert) => alert.kind === kind);
  const clockState = () => {
    if (isOpen('clock-wrong')) return 'wrong';
    return clockWatch.isConfirmed() ? 'confirmed' : 'not-confirmed';
  };
  checks.push(
    check('storage', !bookkeeping.isStorageLow(), bookkeeping.isStorageLow() ? 'low' : 'enough'),
    check('journal', !isOpen('journal-broken'), isOpen('journal-broken') ? 'broken' : 'whole'),
    // Unconfirmed is no fault: a terminal that was without portals for a day cannot know.
    check('clock', !isOpen('clock-wrong'), clockState()),
    ...Object.entries(deliveries.states()).map(([name, state]) => check(`portal:${name}`, state === 'up', state)),
  );
  return { kind: 'checks', passed: checks.every(({ passed }) => passed), checks: checks.slice(0, MOST_CHECKS) };
}

/** What a device's own check has found, within the limits of the link. */
export const deviceCheck = (subject: DeviceKind, { passed, steps }: HealthCheckReport): Check => ({
  subject,
  passed,
  steps: steps.slice(0, MOST_STEPS).map(({ step, outcome, detail }) => ({
    step: step.slice(0, 80),
    outcome,
    detail: detail.slice(0, 200),
  })),
});

const check = (subject: string, passed: boolean, detail: string): Check => ({
  subject: subject.slice(0, 80),
  passed,
  steps: [{ step: 'state', outcome: passed ? 'passed' : 'failed', detail: detail.slice(0, 200) }],
});

const MOST_CHECKS = 60;
const MOST_STEPS = 30;
