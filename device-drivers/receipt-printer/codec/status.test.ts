import { expect, test } from 'vitest';
import { blockingFault, fromAsb, HEALTHY, withRealTime } from './status.ts';

test('healthy answers leave a healthy status', () => {
  const status = ([1, 2, 3, 4] as const).reduce((s, n) => withRealTime(s, n, n === 1 ? 0x16 : 0x12), HEALTHY);
  expect(status).toEqual(HEALTHY);
  expect(fromAsb([0x14, 0, 0, 0x0f])).toEqual(HEALTHY);
});

test('paper near its end is not out', () => {
  expect(withRealTime(HEALTHY, 4, 0x1e).paper).toBe('near-end');
  expect(fromAsb([0x14, 0, 0x03, 0x0f]).paper).toBe('near-end');
});

test('paper out blocks', () => {
  expect(blockingFault(withRealTime(HEALTHY, 4, 0x7e))).toBe('paper-out');
  expect(blockingFault(withRealTime(HEALTHY, 2, 0x32))).toBe('paper-out');
  expect(blockingFault(fromAsb([0x1c, 0, 0x0f, 0x0f]))).toBe('paper-out');
});

test('an open cover blocks', () => {
  expect(blockingFault(withRealTime(HEALTHY, 2, 0x16))).toBe('cover-open');
  expect(blockingFault(fromAsb([0x3c, 0, 0, 0x0f]))).toBe('cover-open');
});

test('a cutter error blocks', () => {
  expect(blockingFault(withRealTime(HEALTHY, 3, 0x1a))).toBe('cutter-error');
  expect(blockingFault(fromAsb([0x1c, 0x08, 0, 0x0f]))).toBe('cutter-error');
});

test('an unrecoverable error comes before everything else', () => {
  expect(blockingFault(fromAsb([0x3c, 0x28, 0x0c, 0x0f]))).toBe('unrecoverable');
  expect(blockingFault(withRealTime(HEALTHY, 3, 0x32))).toBe('unrecoverable');
});

test('a hot head is a pause, not a fault', () => {
  const status = fromAsb([0x1c, 0x40, 0, 0x0f]);
  expect(status).toMatchObject({ overheated: true, offline: true });
  expect(blockingFault(status)).toBeNull();
});

test('paper put back in clears what DLE EOT 2 had said', () => {
  expect(withRealTime({ ...HEALTHY, paper: 'out' }, 2, 0x12).paper).toBe('ok');
  expect(withRealTime({ ...HEALTHY, paper: 'near-end' }, 2, 0x12).paper).toBe('near-end');
});
