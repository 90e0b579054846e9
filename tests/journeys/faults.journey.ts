import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Cell } from '../faults/cell.ts';
import { CELLS } from '../faults/cells/index.ts';
import { playMatrix } from '../faults/matrix.ts';

/** Cells of `npm run faults` that every change must survive: money has moved, and then something dies. */
const TELLING: readonly Pick<Cell, 'device' | 'fault' | 'at'>[] = [
  { device: 'session', fault: 'killed', at: 'pay/paid' },
  { device: 'driver', fault: 'payment driver killed', at: 'pay/running:authorising' },
  { device: 'terminal', fault: 'killed and restarted', at: 'pay/running:authorising' },
  { device: 'receipt-printer', fault: 'paper ends in the middle of the receipt', at: 'pay/ready' },
];

const hasBrowser = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].some((path) =>
  existsSync(path),
);
if (!hasBrowser && process.env.CI !== 'true')
  process.stderr.write('faults skipped: no Chromium on this machine (apt-get install chromium)\n');

test.skipIf(!hasBrowser && process.env.CI !== 'true')(
  'who has paid is charged once and served, whatever dies meanwhile',
  async () => {
    const cells = TELLING.flatMap((wanted) =>
      CELLS.filter(({ device, fault, at }) => device === wanted.device && fault === wanted.fault && at === wanted.at),
    );
    expect(cells).toHaveLength(TELLING.length);
    const report = await playMatrix({
      cells,
      jobs: 1,
      out: join(import.meta.dirname, '../../.data/test-faults'),
      onCell: () => {},
    });
    expect(report.cells.filter(({ problems }) => problems.length > 0)).toEqual([]);
    expect(report.leaks).toEqual([]);
    expect(report.cells).toHaveLength(TELLING.length);
  },
  240_000,
);
