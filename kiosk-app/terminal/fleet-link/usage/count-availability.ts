import { isOpenAt } from '../../../../config/hours/closed.ts';
import type { Hours } from '../../../../config/schema/hours.ts';
import { isUsable } from '../../../../device-drivers/contract.ts';
import type { StatusReport } from '../../../../fleet-link/contract.ts';
import type { Availability } from '../../../../fleet-link/statistics.ts';
import type { Clock, Timer } from '../../../../foundation/clock.ts';
import { reasonOf } from '../../../../foundation/errors.ts';
import { code, type Log } from '../../../../foundation/log.ts';
import { hourOf, startOfHour } from '../../store/statistics/hours.ts';
import type { UsageCounts } from '../../store/statistics/usage-counts.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** For how long before a start the terminal is said to have been off; longer ago it may have been in a cellar. */
const OFF_AT_MOST = 14 * 24 * HOUR;

export interface AvailabilityOptions {
  readonly report: () => StatusReport;
  readonly usage: UsageCounts;
  readonly hours: Hours;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * Counts each minute in which the place is open for each service: could it be used. Minutes of past hours that nobody counted
 * are those in which the terminal did not run.
 */
export function countAvailability(options: AvailabilityOptions): { stop(): void } {
  const { report, usage, hours, clock, log } = options;
  let timer: Timer | undefined;
  let hour = '';

  const countMinute = (): void => {
    // The minute that has just passed.
    const local = usage.localTime(clock.now() - MINUTE);
    const told = report();
    if (hourOf(local) !== hour) fillGaps(told);
    hour = hourOf(local);
    if (!isOpenAt(hours, local)) return;
    for (const service of told.services) {
      usage.addToHour(hour, 'availability', [service.id, availabilityOf(service, told)], 1);
    }
  };

  /** Once an hour is over, and at the start: what is missing of the hours since the last one counted was time off. */
  function fillGaps({ services }: StatusReport): void {
    const last = usage.lastHourWith('availability');
    if (last === null) return;
    const now = hourOf(usage.localTime(clock.now() - MINUTE));
    for (let at = Math.max(startOfHour(last), startOfHour(now) - OFF_AT_MOST); at < startOfHour(now); at += HOUR) {
      const past = hourOf(usage.localTime(at));
      const counted = usage.rowsOf(past).filter(({ metric }) => metric === 'availability');
      for (const { id } of services) {
        const known = counted.filter(({ values }) => values[0] === id).reduce((sum, { count }) => sum + count, 0);
        const missing = openMinutes(at) - known;
        if (missing > 0) usage.addToHour(past, 'availability', [id, 'off'], missing);
      }
    }
  }
  const openMinutes = (at: number): number =>
    Array.from({ length: 60 }, (_, i) => usage.localTime(at + i * MINUTE)).filter((local) => isOpenAt(hours, local))
      .length;

  function tick(): void {
    try {
      countMinute();
    } catch (thrown) {
      log.event('error', 'statistics.not-counted', { reason: code(reasonOf(thrown)) });
    }
    later();
  }
  /** At the next full minute of the clock on the wall. */
  function later(): void {
    timer = clock.setTimeout(tick, MINUTE - (clock.now() % MINUTE));
  }
  later();
  return { stop: () => clock.clearTimeout(timer) };
}

/** Whether somebody who came now could use it; `limited`: not everything is done at once. */
function availabilityOf(service: StatusReport['services'][number], report: StatusReport): Availability {
  const has = (kind: string) => report.devices.some((device) => device.kind === kind && isUsable(device));
  const isDown = (portal: string) => report.portals[portal] === 'down';
  const mayPay = !service.devices.includes('payment') || report.alerts.every(({ kind }) => kind !== 'storage-low');
  const { either } = service;
  const hasLittle = report.alerts.some(({ kind }) => kind === 'storage-low');
  const hasEither = either === undefined || (!hasLittle && (either.devices.some(has) || !either.portals.every(isDown)));
  const canBegin = mayPay && hasEither && service.devices.every(has) && !service.portals.some(isDown);
  if (report.mode !== 'in-service' || !canBegin) return 'unusable';
  return service.wished.some(isDown) ? 'limited' : 'usable';
}
