import type { HealthCheckReport } from '../../../device-drivers/contract.ts';
import type { TerminalDelays } from '../configuration/delays.ts';
import type { DriverProcess } from './driver-process.ts';

/** The device's own check; without a driver, the fault is the driver's. */
export async function checkHealthOf(driver: DriverProcess, delays: TerminalDelays): Promise<HealthCheckReport> {
  const answer = await driver.call('check-health', () => ({}), delays.driverCheckWithin);
  if (answer.ok) return answer.value;
  return { passed: false, steps: [{ step: 'driver', outcome: 'failed', detail: answer.error }] };
}
