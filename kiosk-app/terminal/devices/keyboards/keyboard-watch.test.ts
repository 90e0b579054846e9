import { expect, test } from 'vitest';
import { SimulatedClock } from '../../../../foundation/clock.ts';
import { createLog } from '../../../../foundation/log.ts';
import { DELAYS } from '../../configuration/delays.ts';
import { openBooks } from '../../test-support/books.ts';
import { type KeyboardWatchOptions, watchKeyboards } from './keyboard-watch.ts';

const keyboard = (id: string, port: string) =>
  `I: Bus=0003 Vendor=${id.slice(0, 4)} Product=${id.slice(5)} Version=0110\nN: Name="Geheim"\nP: Phys=${port}/input0\nB: KEY=fffe\n\n`;
const OWN = keyboard('046d:c31c', 'usb-1');
const STRANGE = keyboard('16c0:0486', 'usb-2');

function watching(site: Partial<KeyboardWatchOptions['site']> = {}) {
  const clock = new SimulatedClock();
  const books = openBooks(clock);
  const lines: string[] = [];
  let list = OWN;
  let changes = 0;
  const stop = watchKeyboards({
    site: { keyboards: ['046d:c31c'], devices: { keypad: null } as KeyboardWatchOptions['site']['devices'], ...site },
    alerts: books.alerts,
    onChange: () => changes++,
    read: () => {
      if (list === 'gone') throw Object.assign(new Error('no file'), { code: 'ENOENT' });
      return list;
    },
    delays: DELAYS,
    clock,
    log: createLog((line) => lines.push(line), clock),
  });
  return {
    ...{ clock, lines, stop },
    changes: () => changes,
    alerts: () => books.alerts.open().map(({ kind, reason }) => [kind, reason]),
    async attached(now: string) {
      list = now;
      await clock.advance(DELAYS.keyboardsLookEvery);
    },
    [Symbol.dispose]() {
      stop();
      books[Symbol.dispose]();
    },
  };
}

test('a keyboard that does not belong here is an alert at once, told by its numbers alone', async () => {
  using w = watching();
  expect(w.alerts()).toEqual([]);
  await w.attached(OWN + STRANGE);
  expect(w.alerts()).toEqual([['unknown-keyboard', 'usb-16c0-0486']]);
  expect(w.changes()).toBe(1);
  expect(w.lines.join('')).toContain('16c0:0486');
  expect(w.lines.join('')).not.toContain('Geheim');
});

test('one that stays is one alert', async () => {
  using w = watching();
  await w.attached(OWN + STRANGE);
  await w.clock.advance(60_000);
  expect([w.alerts().length, w.changes(), w.lines.length]).toEqual([1, 1, 1]);
});

test('one that was there before the start is an alert, too', async () => {
  using w = watching({ keyboards: [] });
  expect(w.alerts()).toEqual([['unknown-keyboard', 'usb-046d-c31c']]);
});

test('pulled out at once, it is told all the same, and for a day', async () => {
  using w = watching();
  await w.attached(OWN + STRANGE);
  await w.attached(OWN);
  expect(w.alerts()).toHaveLength(1);
  await w.clock.advance(DELAYS.keyboardToldFor - 1_000);
  expect(w.alerts()).toHaveLength(1);
  await w.clock.advance(2_000);
  expect(w.alerts()).toEqual([]);
});

test('pulled out and put in again: the day begins anew', async () => {
  using w = watching();
  await w.attached(OWN + STRANGE);
  await w.attached(OWN);
  await w.attached(OWN + STRANGE);
  await w.clock.advance(DELAYS.keyboardToldFor * 2);
  expect(w.alerts()).toHaveLength(1);
});

test('the assistive keypad of the place is known without being listed', async () => {
  const keypad = { protocol: 'hid', path: '2047:9d0:1', keyMap: {} } as const;
  using w = watching({ devices: { keypad } as KeyboardWatchOptions['site']['devices'] });
  await w.attached(OWN + keyboard('2047:09d0', 'usb-3'));
  expect(w.alerts()).toEqual([]);
});

test('where the site says nothing of keyboards, none is watched', async () => {
  using w = watching({ keyboards: undefined });
  await w.attached(STRANGE);
  expect([w.alerts(), w.clock.waiting]).toEqual([[], 0]);
});

test('a list that cannot be read is told once, and looked at again', async () => {
  using w = watching();
  await w.attached('gone');
  await w.clock.advance(60_000);
  expect(w.lines.filter((line) => line.includes('keyboards.not-watched'))).toHaveLength(1);
  await w.attached(OWN + STRANGE);
  expect(w.alerts()).toHaveLength(1);
});

test('stopped, it looks no more', async () => {
  using w = watching();
  w.stop();
  expect(w.clock.waiting).toBe(0);
});
