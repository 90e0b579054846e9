import { join } from 'node:path';
import { type Hub, startHub } from '../../../admin-console/hub/hub.ts';
import { systemClock } from '../../../foundation/clock.ts';
import { silentLog } from '../../../foundation/log.ts';

/** The database of `startHubIn`, for those who open it beside the hub. */
export const databaseIn = (directory: string) => ({ kind: 'sqlite', file: join(directory, 'hub.sqlite') }) as const;

/** A hub on ports that are free, with everything it keeps in `directory`. */
export const startHubIn = (directory: string): Promise<Hub> =>
  startHub({
    directory: join(directory, 'hub'),
    database: databaseIn(directory),
    webDirectory: directory,
    consolePort: 0,
    linkPort: 0,
    clock: systemClock,
    log: silentLog,
  });
