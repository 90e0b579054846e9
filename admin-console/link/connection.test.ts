import { expect, test } from 'vitest';
import { SAMPLE_REPORT } from '../../fleet-link/test-support/sample-report.ts';
import { DELAYS } from './delays.ts';
import { LIMITS } from './limits.ts';
import { changed, fakeLinks } from './test-support/fake-links.ts';

const steps = ({ changes }: ReturnType<typeof fakeLinks>) => changes.map(({ sections }) => sections.step);

test('what changed is taken in the order in which it was told', async () => {
  const hub = fakeLinks();
  const socket = await hub.linked('T-1');
  socket.says(changed(1, { step: 'catalogue' }));
  socket.says(changed(2, { step: 'pay' }));
  expect([steps(hub), socket.wantedWhole]).toEqual([['catalogue', 'pay'], 0]);
});

test('a gap: everything is asked for once, and what comes before it is not taken', async () => {
  const hub = fakeLinks();
  const socket = await hub.linked('T-1');
  socket.says(changed(2, { step: 'catalogue' }));
  socket.says(changed(3, { step: 'form' }));
  expect([steps(hub), socket.wantedWhole]).toEqual([[], 1]);
  socket.says({ method: 'whole', params: { seq: 4, state: { ...SAMPLE_REPORT, step: 'review' } } });
  socket.says(changed(5, { step: 'pay' }));
  expect([steps(hub), socket.wantedWhole]).toEqual([['review', 'pay'], 1]);
});

test('a section of a later version: everything is asked for, and the part that is known is taken', async () => {
  const hub = fakeLinks();
  const socket = await hub.linked('T-1');
  socket.says(changed(1, { step: 'pay', hologram: 'on' }));
  expect(socket.wantedWhole).toBe(1);
  socket.says({ method: 'whole', params: { seq: 2, state: { ...SAMPLE_REPORT, step: 'pay', hologram: 'on' } } });
  expect(hub.changes).toMatchObject([{ sections: { step: 'pay' } }]);
  expect(hub.changes[0]?.sections).not.toHaveProperty('hologram');
});

test('a quiet terminal that pings stays online; one that is killed shows offline within a minute', async () => {
  const hub = fakeLinks();
  const quiet = await hub.linked('T-1');
  await hub.linked('T-2');
  for (let beats = 0; beats < 2; beats++) {
    await hub.clock.advance(DELAYS.heartbeatEvery);
    quiet.emit('ping');
  }
  expect([...hub.online]).toEqual(['T-1']);
  expect([hub.changes, quiet.sent.length]).toEqual([[], 1]);
});

test('a quiet terminal is answered at every fourth ping', async () => {
  const hub = fakeLinks();
  const quiet = await hub.linked('T-1');
  for (let pings = 0; pings < LIMITS.answersEvery * 2 + 1; pings++) quiet.emit('ping');
  expect(quiet.pongs).toBe(2);
});

test('a link that says no hello is ended', async () => {
  const hub = fakeLinks();
  const socket = hub.dialled('T-1');
  await hub.clock.advance(DELAYS.helloWithin + DELAYS.lookEvery);
  expect(socket.endedWith).toBe('terminated');
});

test('hostile: a message that was replayed is not taken again', async () => {
  const hub = fakeLinks();
  const socket = await hub.linked('T-1');
  socket.says(changed(1, { step: 'pay' }));
  socket.says(changed(2, { step: 'receipt' }));
  socket.says(changed(1, { step: 'pay' }));
  expect([steps(hub), socket.wantedWhole]).toEqual([['pay', 'receipt'], 0]);
});

test('hostile: the id of another terminal in the hello', async () => {
  const hub = fakeLinks();
  await hub.linked('T-2');
  const socket = hub.dialled('T-1');
  socket.says(hub.hello('T-2'));
  await hub.clock.advance(0);
  expect(socket.sent).toMatchObject([{ error: { message: 'not-your-certificate' } }]);
  socket.says(changed(1, { step: 'pay' }));
  expect([hub.changes, [...hub.online]]).toEqual([[], ['T-2']]);
});

test.each([
  ['what changed', changed(1, { step: 'pay' })],
  ['everything', { method: 'whole', params: { seq: 1, state: SAMPLE_REPORT } }],
])('hostile: %s before any hello', async (_, message) => {
  const hub = fakeLinks();
  const socket = hub.dialled('T-1');
  socket.says(message);
  await hub.clock.advance(0);
  expect([hub.changes, socket.wantedWhole]).toEqual([[], 0]);
});

test('hostile: everything that nobody asked for, and a second hello', async () => {
  const hub = fakeLinks();
  const socket = await hub.linked('T-1');
  socket.says({ method: 'whole', params: { seq: 1, state: SAMPLE_REPORT } });
  socket.says(hub.hello('T-1'));
  await hub.clock.advance(0);
  expect(hub.changes).toEqual([]);
  expect(socket.sent.at(-1)).toMatchObject({ error: { message: 'out-of-order' } });
});

test('hostile: ten thousand alerts', async () => {
  const hub = fakeLinks();
  const socket = await hub.linked('T-1');
  const alert = { kind: 'storage-low', since: 1, packageId: null, reason: null };
  socket.says(changed(1, { alerts: Array.from({ length: 10_000 }, (_, n) => ({ id: `${n}`, ...alert })) }));
  expect(hub.changes).toEqual([]);
  expect(socket.sent.at(-1)).toMatchObject({ error: { message: 'message-too-large' } });
  socket.says(changed(1, { alerts: Array.from({ length: 201 }, (_, n) => ({ id: `${n}`, ...alert })) }));
  expect(hub.changes).toEqual([]);
  expect(socket.sent.at(-1)).toMatchObject({ error: { message: 'invalid-params' } });
});

test('hostile: a flood of reports ends that link, and no other', async () => {
  const hub = fakeLinks();
  const [flooding, other] = [await hub.linked('T-1'), await hub.linked('T-2')];
  for (let seq = 1; seq <= 1_000; seq++) flooding.says(changed(seq, { step: 'pay' }));
  await hub.clock.advance(0);
  expect(flooding.endedWith).toBe('too-many-messages');
  expect(hub.changes.length).toBeLessThanOrEqual(LIMITS.messageBurst);
  other.says(changed(1, { step: 'form' }));
  expect([hub.changes.at(-1)?.terminalId, [...hub.online]]).toEqual(['T-2', ['T-2']]);
});

test.each([
  ['a zero character', '\u0000'],
  ['half a character', '\ud800'],
])('hostile: %s, which no database stores', async (_, text) => {
  const hub = fakeLinks();
  const socket = await hub.linked('T-1');
  socket.says(changed(1, { serviceId: `a${text}b` }));
  await hub.clock.advance(0);
  expect([hub.changes, socket.endedWith]).toEqual([[], 'unwritable']);
});

test('hostile: a time that no calendar has', async () => {
  const hub = fakeLinks();
  const socket = await hub.linked('T-1');
  for (const at of [1e300, -1, 0.5])
    socket.says({ method: 'changed', params: { seq: 1, at, sections: { step: 'pay' } } });
  expect(hub.changes).toEqual([]);
});
