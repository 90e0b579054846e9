import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type DeviceKind, DeviceStatistics } from '../../../device-drivers/contract.ts';

/** What a driver has counted, over the terminal's restarts: how much paper is left is known from nothing else. */
export interface KeptStatistics {
  /** Empty where nothing was kept, or nothing that can be read: counting begins anew. */
  read(): DeviceStatistics;
  /** Replaced as a whole. A power cut may take the last minutes: nothing that is owed depends on them. */
  keep(statistics: DeviceStatistics): void;
}

/** @param directory of the terminal's data */
export function keptStatistics(directory: string, kind: DeviceKind): KeptStatistics {
  const folder = join(directory, 'driver-statistics');
  const file = join(folder, `${kind}.json`);
  return {
    read() {
      try {
        return DeviceStatistics.parse(JSON.parse(readFileSync(file, 'utf8')));
      } catch {
        return {};
      }
    },
    keep(statistics) {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      writeFileSync(`${file}.new`, JSON.stringify(statistics), { mode: 0o600 });
      renameSync(`${file}.new`, file);
    },
  };
}
