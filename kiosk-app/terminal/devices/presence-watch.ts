import type { PresenceSensor } from '../../../device-drivers/presence/contract.ts';
import type { DeviceReport } from '../../../fleet-link/contract.ts';
import { deviceReport } from './device-report.ts';

export interface PresenceWatch {
  open(): void;
  reports(): DeviceReport[];
  close(): Promise<void>;
}

/**
 * Tells the shown session when somebody steps away or comes back. A sensor that is away tells nothing: nobody's screen
 * is covered because a cable broke.
 */
export function watchPresence(
  sensor: PresenceSensor | null,
  { tell, onChange }: { readonly tell: (present: boolean) => void; readonly onChange: () => void },
): PresenceWatch {
  if (!sensor) return { open() {}, reports: () => [], close: async () => {} };
  const stops: (() => void)[] = [];
  return {
    open() {
      stops.push(
        sensor.onPresence((presence) => {
          if (presence !== 'unknown') tell(presence === 'present');
        }),
        sensor.onHealth(onChange),
      );
      sensor.open();
    },
    reports: () => [deviceReport(sensor.kind, sensor.health())],
    async close() {
      for (const stop of stops) stop();
      await sensor.close();
    },
  };
}
