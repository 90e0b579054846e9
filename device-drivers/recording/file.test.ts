import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { SimulatedClock } from '../../foundation/clock.ts';
import { createLog, silentLog } from '../../foundation/log.ts';
import { masks } from '../receipt-printer/recording.ts';
import { parseRecording } from './format.ts';
import { recordToFile } from './to-file.ts';
import { tapsFromEnvironment } from './variable.ts';

const ESCPOS = { protocol: 'escpos', maskOf: async () => masks.escpos };

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'bt-recording-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

test('a recording is written while it goes on, readable for its owner only', async () => {
  const { tap, file } = await recordToFile(join(directory, 'new'), ESCPOS, {
    clock: new SimulatedClock(),
    log: silentLog,
  });
  tap.connection().data('sent', Uint8Array.of(0x10, 4, 1));
  expect(parseRecording(readFileSync(file, 'utf8'))).toMatchObject({
    ok: true,
    value: { protocol: 'escpos', events: [{ d: 'opened' }, { d: 'sent', hex: '100401' }] },
  });
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

test('a directory that cannot be written ends the recording and is logged once, the device goes on', async () => {
  const blocked = join(directory, 'file');
  writeFileSync(blocked, '');
  const lines: string[] = [];
  const clock = new SimulatedClock();
  const log = createLog((line) => lines.push(line), clock);
  const connection = (await recordToFile(join(blocked, 'below'), ESCPOS, { clock, log })).tap.connection();
  expect(() => connection.data('sent', Uint8Array.of(1))).not.toThrow();
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain('recording.ended');
});

test('without the environment setting nothing is recorded', async () => {
  const surroundings = { clock: new SimulatedClock(), log: silentLog };
  expect(await tapsFromEnvironment({}, surroundings)(ESCPOS)).toBeUndefined();
  expect(await tapsFromEnvironment({ BT_RECORD_DIR: '' }, surroundings)(ESCPOS)).toBeUndefined();
  expect(await tapsFromEnvironment({ BT_RECORD_DIR: directory }, surroundings)(ESCPOS)).toBeDefined();
});
