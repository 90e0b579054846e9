import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SimulatedClock } from '../../../foundation/clock.ts';
import { Exchange } from '../dialogue/exchange.ts';
import { type StatusFrame, StatusParser } from './parser.ts';

const parse = (...bytes: number[]) => new StatusParser().push(Uint8Array.from(bytes));
const ascii = (text: string) => [...Buffer.from(text, 'latin1')];

test('a real-time status byte is told apart by its fixed bits', () => {
  expect(parse(0x16, 0x12, 0x7e)).toEqual([
    { kind: 'real-time', byte: 0x16 },
    { kind: 'real-time', byte: 0x12 },
    { kind: 'real-time', byte: 0x7e },
  ]);
});

test('an automatic status is four bytes', () => {
  expect(parse(0x3c, 0x08, 0x0f, 0x0f)).toEqual([{ kind: 'asb', bytes: [0x3c, 0x08, 0x0f, 0x0f] }]);
});

test('a sensor answer outside of an automatic status is a frame of its own', () => {
  expect(parse(0x0c, 0x14, 0, 0, 0x0f, 0x00)).toEqual([
    { kind: 'sensor', byte: 0x0c },
    { kind: 'asb', bytes: [0x14, 0, 0, 0x0f] },
    { kind: 'sensor', byte: 0 },
  ]);
});

test('a process-id response carries its four characters', () => {
  expect(parse(0x37, 0x22, ...ascii('0042'), 0)).toEqual([{ kind: 'process-id', id: '0042' }]);
});

test('a clear response is not taken for a process id', () => {
  expect(parse(0x37, 0x25, 0)).toEqual([{ kind: 'cleared' }]);
});

test('identity and counter answers are text', () => {
  expect(parse(0x5f, ...ascii('TM-T88VII'), 0, 0x5f, ...ascii('120'), 0)).toEqual([
    { kind: 'text', text: 'TM-T88VII' },
    { kind: 'text', text: '120' },
  ]);
});

test('an automatic status cut off by a real-time answer is discarded, the answer is not', () => {
  expect(parse(0x14, 0x00, 0x12)).toEqual([
    { kind: 'discarded', bytes: 1 },
    { kind: 'sensor', byte: 0 },
    { kind: 'real-time', byte: 0x12 },
  ]);
});

test('XON and XOFF of a serial line stand anywhere and are nobody’s noise', () => {
  const answers: unknown[] = [];
  const exchange = new Exchange(
    new SimulatedClock(),
    () => {},
    (frame) => answers.push(frame),
  );
  exchange.receive(Uint8Array.from([0x11, 0x12, 0x13, 0x14, 0x00, 0x11, 0x0f, 0x00]));
  exchange.receive(Uint8Array.from([0x37, 0x22, 0x30, 0x13, 0x30, 0x11, ...ascii('42'), 0]));
  expect(answers).toEqual([
    { kind: 'real-time', byte: 0x12 },
    { kind: 'asb', bytes: [0x14, 0, 0x0f, 0] },
    { kind: 'process-id', id: '0042' },
  ]);
});

test('a real-time answer or an automatic status inside a block costs neither of them', () => {
  const parser = new StatusParser();
  expect(parser.push(Uint8Array.from([0x5f, ...ascii('TM-'), 0x16, ...ascii('T8'), 0x14, 0x00]))).toEqual([
    { kind: 'real-time', byte: 0x16 },
  ]);
  expect(parser.push(Uint8Array.from([0x0f, 0x00, ...ascii('8'), 0, 0x12]))).toEqual([
    { kind: 'asb', bytes: [0x14, 0, 0x0f, 0] },
    { kind: 'text', text: 'TM-T88' },
    { kind: 'real-time', byte: 0x12 },
  ]);
});

test('bytes no printer sends are counted, and what follows is understood', () => {
  expect(parse(0xff, 0xfe, 0x80, 0x12)).toEqual([
    { kind: 'discarded', bytes: 3 },
    { kind: 'real-time', byte: 0x12 },
  ]);
});

test('a block that never ends is given up instead of being collected for ever', () => {
  const parser = new StatusParser();
  const frames = parser.push(Uint8Array.from([0x5f, ...ascii('A'.repeat(5_000))]));
  expect(frames[0]?.kind).toBe('discarded');
  expect(parser.pending).toBeLessThan(100);
});

test('a process-id response of a wrong length is discarded as a whole', () => {
  expect(parse(0x37, 0x22, ...ascii('12'), 0, 0x12)).toEqual([
    { kind: 'discarded', bytes: 5 },
    { kind: 'real-time', byte: 0x12 },
  ]);
});

const message = fc.oneof(
  fc.integer({ min: 0, max: 0xff }).map((n) => [(n & 0x6c) | 0x12]),
  fc
    .tuple(fc.nat(0xff), fc.nat(0xff), fc.nat(0xff), fc.nat(0xff))
    .map(([a, ...rest]) => [(a & 0x6c) | 0x10, ...rest.map((byte) => byte & 0x6f)]),
  fc.stringMatching(/^[0-9]{4}$/).map((id) => [0x37, 0x22, ...ascii(id), 0]),
  fc.stringMatching(/^[ -~]{1,30}$/).map((text) => [0x5f, ...ascii(text), 0]),
  fc.constant([0x37, 0x25, 0]),
);

test('any split of the stream gives the same frames', () => {
  fc.assert(
    fc.property(fc.array(message, { maxLength: 8 }), fc.array(fc.nat(60), { maxLength: 5 }), (messages, cuts) => {
      const bytes = Uint8Array.from(messages.flat());
      const whole = new StatusParser().push(bytes);
      const parser = new StatusParser();
      const edges = [0, ...cuts.map((cut) => Math.min(cut, bytes.length)).sort((a, b) => a - b), bytes.length];
      const parts: StatusFrame[] = [];
      for (let i = 1; i < edges.length; i++) parts.push(...parser.push(bytes.subarray(edges[i - 1], edges[i])));
      expect(parts).toEqual(whole);
      expect(whole).toHaveLength(messages.length);
    }),
  );
});

test('any bytes at all neither throw nor pile up', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
      const parser = new StatusParser();
      parser.push(bytes);
      expect(parser.pending).toBeLessThan(100);
    }),
  );
});

test('ten times the noise costs about ten times, not a hundred times', () => {
  const cost = (bytes: number) => {
    const parser = new StatusParser();
    const began = performance.now();
    expect(parser.push(new Uint8Array(bytes).fill(0x9c))).toEqual([{ kind: 'discarded', bytes }]);
    return performance.now() - began;
  };
  const best = (bytes: number) => Math.min(...Array.from({ length: 5 }, () => cost(bytes)));
  best(100_000);
  expect(best(1_000_000) / best(100_000)).toBeLessThan(50);
});
