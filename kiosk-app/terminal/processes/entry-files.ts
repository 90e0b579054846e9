import { join } from 'node:path';

/** Entry files of the other processes as they lie in this repository. */
export const ENTRIES = {
  driver: join(import.meta.dirname, '../../device-processes/driver/main.ts'),
  session: join(import.meta.dirname, '../../session/main.ts'),
  attended: join(import.meta.dirname, '../../device-processes/attended/main.ts'),
};
