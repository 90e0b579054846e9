import { expect, test } from 'vitest';
import type { LogLine } from '../../fleet-link/log-lines.ts';
import { fakeLinks } from './test-support/fake-links.ts';

const LINE: LogLine = { at: 1, level: 'info', event: 'a.b', fields: { reason: 'x', n: 1 } };
let id = 100;
const lines = (of: readonly object[], omitted = 0) => ({
  id: ++id,
  method: 'log.lines',
  params: { lines: of, omitted },
});

async function linked() {
  const hub = fakeLinks();
  const socket = await hub.linked('T-1');
  const refusal = async (message: object) => {
    socket.says(message);
    await hub.clock.advance(0);
    return socket.sent.at(-1)?.error?.message ?? null;
  };
  const ask = async (forMs: number) => {
    hub.order('T-1', 'read-log', `${hub.clock.now() + forMs}`);
    await hub.clock.advance(0);
    return socket.sent.find(({ method }) => method === 'log.read') as unknown as { id: number; params: unknown };
  };
  return { hub, socket, refusal, ask };
}

test('a terminal is told how long somebody reads, and its lines are taken as long', async () => {
  const { hub, socket, refusal, ask } = await linked();
  const asked = await ask(30_000);
  expect(asked.params).toEqual({ forMs: 30_000 });
  socket.says({ id: asked.id, result: {} });
  await hub.clock.advance(0);
  expect(await refusal(lines([LINE], 2))).toBeNull();
  expect(hub.logs).toEqual(['reading', { lines: [LINE], omitted: 2 }]);
  await hub.clock.advance(30_001);
  expect(await refusal(lines([LINE]))).toBe('not-asked');
  expect(hub.logs.length).toBe(2);
});

test('a terminal that knows no such thing is noted', async () => {
  const { hub, socket, ask } = await linked();
  const { id: question } = await ask(30_000);
  socket.says({ id: question, error: { code: -32601, message: 'unknown-method', data: { reason: 'unknown-method' } } });
  await hub.clock.advance(0);
  expect(hub.logs).toEqual(['not-known']);
});

test('an order that comes too late asks nothing', async () => {
  const { ask } = await linked();
  expect(await ask(0)).toBeUndefined();
});

test('hostile: lines that nobody asked for', async () => {
  const { hub, refusal } = await linked();
  expect(await refusal(lines([LINE]))).toBe('not-asked');
  expect(hub.logs).toEqual([]);
});

test.each([
  ['prose in a field', { ...LINE, fields: { name: 'Erika Mustermann' } }],
  ['prose as the event', { ...LINE, event: 'Erika Mustermann' }],
  ['a property of its own', { ...LINE, note: 'x' }],
  ['a nested value', { ...LINE, fields: { a: { b: 'c' } } }],
  ['a line without end', { ...LINE, fields: { codes: Array.from({ length: 50 }, () => 'x'.repeat(120)) } }],
])('hostile: %s', async (_, line) => {
  const { hub, refusal, ask } = await linked();
  await ask(30_000);
  expect(await refusal(lines([line]))).toBe('invalid-params');
  expect(hub.logs).toEqual([]);
});

test('hostile: more lines than a batch may have', async () => {
  const { refusal, ask } = await linked();
  await ask(30_000);
  expect(await refusal(lines(Array.from({ length: 201 }, () => LINE)))).toBe('invalid-params');
});

test('hostile: batch after batch without a pause is not kept; one a second is', async () => {
  const { hub, refusal, ask } = await linked();
  await ask(600_000);
  const long = { ...LINE, fields: { codes: Array.from({ length: 4 }, () => 'x'.repeat(100)) } };
  const batch = Array.from({ length: 200 }, () => long);
  const answers = [];
  for (let n = 0; n < 20; n++) answers.push(await refusal(lines(batch)));
  expect(answers.filter((reason) => reason === null).length).toBe(1);
  expect(answers.at(-1)).toBe('too-much');
  const kept = hub.logs.length;
  for (let n = 0; n < 60; n++) {
    await hub.clock.advance(1_000);
    expect(await refusal(lines(Array.from({ length: 100 }, () => LINE)))).toBeNull();
  }
  expect(hub.logs.length - kept).toBe(60);
});
