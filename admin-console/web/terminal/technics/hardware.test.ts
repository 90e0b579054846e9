import { expect, test } from 'vitest';
import type { TerminalChange } from '../../../contract/terminals/terminal-history.ts';
import { texts } from '../../texts.ts';
import '../terminal-texts.ts';
import { hardwareCsv, hardwareOf } from './hardware.ts';

const changes: readonly TerminalChange[] = [
  { kind: 'device.scanner', at: 1, value: '["S 1","1.0"]' },
  { kind: 'device.payment', at: 2, value: '["P 9",null]' },
  { kind: 'device.scanner', at: 3, value: '["S 1","1.1"]' },
];

test('of each device what was told last, since when it is so', () => {
  expect(hardwareOf(changes)).toEqual([
    { kind: 'payment', model: 'P 9', firmware: null, since: 2 },
    { kind: 'scanner', model: 'S 1', firmware: '1.1', since: 3 },
  ]);
});

test('a model that looks like a formula stays a text', () => {
  const devices = hardwareOf([{ kind: 'device.scanner', at: 1, value: '["=cmd|\\"x\\"",null]' }]);
  expect(hardwareCsv('T-01', devices, texts('de'), String)).toContain(`"'=cmd|""x"""`);
});
