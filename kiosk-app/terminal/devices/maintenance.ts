import type { SmartCardReader } from '../../../device-drivers/smart-card/contract.ts';
import { type Technician, TechnicianLogin } from '../../../device-drivers/smart-card/index.ts';
import type { DeviceReport } from '../../../fleet-link/contract.ts';
import type { Clock } from '../../../foundation/clock.ts';
import { code, type Log } from '../../../foundation/log.ts';
import { deviceReport } from './device-report.ts';

export interface MaintenanceOptions {
  readonly reader: SmartCardReader;
  readonly technicians: readonly Technician[];
  readonly terminalId: string;
  /** True while nobody is being served. Maintenance never interrupts a citizen. */
  readonly isIdle: () => boolean;
  /** Maintenance began or ended, or the reader's health changed. */
  readonly onChange: (isOn: boolean) => void;
  readonly statistics: { count(name: string): void };
  readonly clock: Clock;
  readonly log: Log;
}

export interface Maintenance {
  isOn(): boolean;
  reports(): DeviceReport[];
  open(): void;
  /** To be called whenever `isIdle` may have changed. */
  idleChanged(): void;
  close(): Promise<void>;
}

/**
 * Maintenance mode: on while the card of a known technician lies on the reader. Cards are asked only while nobody is
 * served, so it never begins under a citizen's hands.
 * @throws Refusal `bad-technician-key`
 */
export function createMaintenance(options: MaintenanceOptions): Maintenance {
  const { reader, technicians, terminalId, isIdle, onChange, statistics, clock, log } = options;
  const login = new TechnicianLogin({
    reader,
    technicians,
    terminalId,
    mayAsk: isIdle,
    clock,
    log,
    onEvent: (event) => {
      if (event.kind === 'refused') {
        if (event.reason !== 'not-a-technician-card') statistics.count(`maintenance.refused.${event.reason}`);
        return;
      }
      if (event.kind === 'login') statistics.count('maintenance.begun');
      log.event('warn', event.kind === 'login' ? 'maintenance.begun' : 'maintenance.ended', {
        technician: code(event.technicianId),
      });
      changed();
    },
  });
  const changed = () => onChange(login.technicianId !== null);
  let stopListening: () => void = () => {};
  return {
    isOn: () => login.technicianId !== null,
    reports: () => [deviceReport(reader.kind, reader.health())],
    open() {
      stopListening = reader.onHealth(changed);
      login.start();
      reader.open();
    },
    idleChanged: () => login.poke(),
    async close() {
      stopListening();
      login.stop();
      await reader.close();
    },
  };
}
