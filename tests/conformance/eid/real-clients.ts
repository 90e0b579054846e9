import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Made by `scripts/debian13-root.mjs`. */
const DEBIAN_13 = join(import.meta.dirname, '../../../.cache/debian-13');

/** An unmodified AusweisApp as Debian ships it. */
export interface RealClient {
  readonly debian: 12 | 13;
  readonly title: string;
  readonly command: string;
  /** What its version begins with. */
  readonly version: string;
  readonly levels: readonly number[];
  /** Its homes are made here. */
  readonly homes: string;
  /** Its own root: a path in it begins behind this. */
  readonly root: string;
  /** How it is brought here if it is missing. */
  readonly install: string;
}

export const REAL_CLIENTS: readonly RealClient[] = [
  {
    debian: 12,
    title: 'Debian 12, AusweisApp2 1.26.2',
    command: 'AusweisApp2',
    version: '1.26.',
    levels: [1, 2],
    homes: tmpdir(),
    root: '',
    install: 'apt-get install ausweisapp2, on Debian 12',
  },
  {
    debian: 13,
    title: 'Debian 13, AusweisApp 2.3.1',
    command: join(DEBIAN_13, 'AusweisApp'),
    version: '2.3.',
    levels: [1, 2, 3],
    homes: join(DEBIAN_13, 'root/tmp'),
    root: join(DEBIAN_13, 'root'),
    install: 'node scripts/debian13-root.mjs, on a Debian',
  },
];

export const isHere = ({ command }: RealClient): boolean =>
  command.startsWith('/') ? existsSync(command) : spawnSync('which', [command], { stdio: 'ignore' }).status === 0;
