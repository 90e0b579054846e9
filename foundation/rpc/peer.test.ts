import { expect, test } from 'vitest';
import { z } from 'zod';
import { SimulatedClock } from '../clock.ts';
import { Refusal } from '../errors.ts';
import { createLog } from '../log.ts';
import { side, type Transport } from './contract.ts';
import { createPeer } from './peer.ts';

const asked = side({
  methods: { double: { params: z.strictObject({ n: z.int() }), result: z.strictObject({ n: z.int() }) } },
  notifications: { told: z.strictObject({ word: z.string().max(10) }) },
});
const silent = side({ methods: {}, notifications: {} });

function wire(): { left: Transport; right: Transport; raw: string[] } {
  const raw: string[] = [];
  const ends = [0, 1].map(() => ({ message: [] as ((t: string) => void)[], close: [] as ((r: string) => void)[] }));
  const end = (own: number): Transport => ({
    send: (text) => {
      raw.push(text);
      queueMicrotask(() => {
        for (const f of ends[1 - own]?.message ?? []) f(text);
      });
    },
    onMessage: (f) => ends[own]?.message.push(f),
    onClose: (f) => ends[own]?.close.push(f),
    close: (reason) => {
      for (const f of ends.flatMap((e) => e.close)) f(reason);
    },
  });
  return { left: end(0), right: end(1), raw };
}

function pair(double: (n: number) => number | Promise<number> = (n) => 2 * n) {
  const clock = new SimulatedClock();
  const lines: string[] = [];
  const heard: string[] = [];
  const log = createLog((line) => lines.push(line), clock);
  const { left, right, raw } = wire();
  const client = createPeer({
    transport: left,
    local: silent,
    remote: asked,
    log,
    clock,
    handlers: { methods: {}, notifications: {} },
  });
  createPeer({
    transport: right,
    local: asked,
    remote: silent,
    log,
    clock,
    maxMessage: 500,
    handlers: {
      methods: { double: async ({ n }) => ({ n: await double(n) }) },
      notifications: { told: ({ word }) => heard.push(word) },
    },
  });
  return { client, clock, lines, heard, left, raw };
}

test('a call is answered', async () => {
  expect(await pair().client.call('double', { n: 21 })).toEqual({ n: 42 });
});

test('a notification is heard', async () => {
  const { client, heard, clock } = pair();
  client.notify('told', { word: 'hello' });
  await clock.advance(0);
  expect(heard).toEqual(['hello']);
});

test('a refusal travels with its reason and detail', async () => {
  const { client } = pair(() => {
    throw new Refusal('paper-out', 'tray 1');
  });
  await expect(client.call('double', { n: 1 })).rejects.toMatchObject({ reason: 'paper-out', detail: 'tray 1' });
});

test('our own bug does not leak its message to the other side', async () => {
  const { client, lines } = pair(() => {
    throw new TypeError('secret content');
  });
  await expect(client.call('double', { n: 1 })).rejects.toMatchObject({ reason: 'internal-error' });
  expect(lines.join('')).not.toContain('secret content');
});

test('wrong parameters are refused with the place, not the value', async () => {
  const { client, raw } = pair();
  await expect(client.call('double', { n: 'Mustermann' } as never)).rejects.toMatchObject({
    reason: 'invalid-params',
    detail: 'n invalid_type',
  });
  expect(raw[1]).not.toContain('Mustermann');
});

test('an answer of the wrong shape is refused', async () => {
  const { client } = pair(() => 1);
  const wrong = createPeer({
    ...wireWithAnswer('{"jsonrpc":"2.0","id":1,"result":{"n":"x"}}'),
    local: silent,
    remote: asked,
    handlers: { methods: {}, notifications: {} },
  });
  await expect(wrong.call('double', { n: 1 })).rejects.toMatchObject({ reason: 'bad-answer' });
  expect(await client.call('double', { n: 1 })).toEqual({ n: 1 });
});

test('an unknown method is refused', async () => {
  const { left, raw, clock } = pair();
  left.send('{"jsonrpc":"2.0","id":7,"method":"constructor","params":{}}');
  await clock.advance(0);
  expect(JSON.parse(raw[1] ?? '')).toMatchObject({
    id: 7,
    error: { code: -32601, data: { reason: 'unknown-method' } },
  });
});

test.each([
  ['not JSON', 'Erika Mustermann', 'not-json'],
  ['not JSON-RPC', '{"erika":"mustermann"}', 'not-json-rpc'],
  [
    'oversized',
    JSON.stringify({ jsonrpc: '2.0', method: 'told', params: { word: 'x'.repeat(600) } }),
    'message-too-large',
  ],
])('a message that is %s is refused and its content is not logged', async (_name, text, reason) => {
  const { left, raw, lines, clock } = pair();
  left.send(text);
  await clock.advance(0);
  expect(raw[1]).toContain(reason);
  expect(lines.join('')).toContain(reason);
  expect(lines.join('').toLowerCase()).not.toContain('mustermann');
});

test('an answer nobody asked for is logged and ignored', async () => {
  const { left, lines, clock } = pair();
  left.send('{"jsonrpc":"2.0","id":99,"result":{}}');
  await clock.advance(0);
  expect(lines.join('')).toContain('answer-without-question');
});

test('silence ends in no-answer after the given time', async () => {
  const { client, clock } = pair(() => new Promise(() => {}));
  const call = client.call('double', { n: 1 }, 1000);
  const outcome = expect(call).rejects.toMatchObject({ reason: 'no-answer' });
  await clock.advance(1000);
  await outcome;
  expect(clock.waiting).toBe(0);
});

test('a closed link settles what waits and refuses what comes', async () => {
  const { client, clock } = pair(() => new Promise(() => {}));
  const outcome = expect(client.call('double', { n: 1 })).rejects.toMatchObject({ reason: 'link-closed' });
  await clock.advance(0);
  client.close('done');
  await outcome;
  await expect(client.call('double', { n: 1 })).rejects.toMatchObject({ reason: 'link-closed' });
  expect(await client.closed).toBe('done');
});

function wireWithAnswer(answer: string) {
  const clock = new SimulatedClock();
  let listener: (t: string) => void = () => {};
  const transport: Transport = {
    send: () => queueMicrotask(() => listener(answer)),
    onMessage: (f) => (listener = f),
    onClose: () => {},
    close: () => {},
  };
  return { transport, clock, log: createLog(() => {}, clock) };
}
