import type { Clock } from '../../foundation/clock.ts';
import type { DeviceHealth, HealthCheckReport, HealthCheckStep } from '../contract.ts';
import { ask, type SdkLink } from './link/link.ts';
import type { Readers } from './readers.ts';

/** Asks the client what it can be asked at no cost to anyone: no workflow is started, no card is touched. */
export async function checkClient(
  link: SdkLink | null,
  readers: Readers,
  health: DeviceHealth,
  clock: Clock,
): Promise<HealthCheckReport> {
  if (!link) {
    return report([
      { step: 'client', outcome: 'failed', detail: health.reason ?? health.state },
      { step: 'answer', outcome: 'skipped', detail: 'no client' },
      { step: 'reader', outcome: 'skipped', detail: 'no client' },
    ]);
  }
  const before = clock.monotonic();
  const list = await ask(link.socket, { cmd: 'GET_READER_LIST' }, 'READER_LIST', clock);
  const ms = Math.round(clock.monotonic() - before);
  return report([
    { step: 'client', outcome: 'passed', detail: `${link.name} ${link.version}, API level ${link.level}` },
    list
      ? { step: 'answer', outcome: 'passed', detail: `within ${ms} ms` }
      : { step: 'answer', outcome: 'failed', detail: `none within ${ms} ms` },
    {
      step: 'reader',
      outcome: readers.count > 0 ? 'passed' : 'failed',
      detail: `${readers.count} attached, ${readers.withKeypad} with keypad`,
    },
  ]);
}

const report = (steps: readonly HealthCheckStep[]): HealthCheckReport => ({
  passed: steps.every((s) => s.outcome === 'passed'),
  steps,
});
