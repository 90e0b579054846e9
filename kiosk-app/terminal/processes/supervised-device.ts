import type { Device, HealthCheckReport } from '../../../device-drivers/contract.ts';
import type { TerminalDelays } from '../configuration/delays.ts';
import type { DriverProcess } from './driver-process.ts';

/** What every device has in common, answered by the process that drives it. */
export function supervisedDevice(driver: DriverProcess, delays: TerminalDelays): Omit<Device, 'kind'> {
  return {
    open: () => driver.open(),
    close: () => driver.close(),
    health: () => driver.health,
    onHealth: (listener) => driver.onHealth(listener),
    statistics: () => driver.statistics,
    checkHealth: () => checkHealthOf(driver, delays),
  };
}

/** The device's own check; without a driver, the fault is the driver's. */
async function checkHealthOf(driver: DriverProcess, delays: TerminalDelays): Promise<HealthCheckReport> {
  const answer = await driver.call('check-health', () => ({}), delays.driverCheckWithin);
  if (answer.ok) return answer.value;
  return { passed: false, steps: [{ step: 'driver', outcome: 'failed', detail: answer.error }] };
}
