import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findBrowser } from '../../demo/browser.ts';
import type { Cell } from '../faults/cell.ts';
import { CELLS } from '../faults/cells/index.ts';
import { playMatrix } from '../faults/matrix.ts';

/** Cells of `npm run faults` that every change must survive: money has moved, and then something dies. */
const TELLING: readonly Pick<Cell, 'device' | 'fault' | 'service' | 'at'>[] = [
  { device: 'session', fault: 'killed', service: 'bescheid-bezahlen', at: 'pay/paid' },
  {
    device: 'driver',
    fault: 'payment driver killed',
    service: 'bescheid-bezahlen',
    at: 'pay/running:authorising',
  },
  {
    device: 'terminal',
    fault: 'killed and restarted',
    service: 'bescheid-bezahlen',
    at: 'pay/running:authorising',
  },
  {
    device: 'receipt-printer',
    fault: 'paper ends in the middle of the receipt',
    service: 'bescheid-bezahlen',
    at: 'pay/ready',
  },
];

const hasBrowser = findBrowser() !== undefined;
if (!hasBrowser && process.env.CI !== 'true')
  process.stderr.write('faults skipped: no Chromium on this machine (apt-get install chromium)\n');

test.skipIf(!hasBrowser && process.env.CI !== 'true')(
  'who has paid is charged once and served, whatever dies meanwhile',
  async () => {
    const cells = TELLING.map((wanted) => {
      const cell = CELLS.find(
        ({ device, fault, service, at }) =>
          device === wanted.device && fault === wanted.fault && service === wanted.service && at === wanted.at,
      );
      return cell ?? expect.fail(`no cell ${wanted.device}, ${wanted.fault}, at ${wanted.at}`);
    });
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
  600_000,
);
