import { expect, test } from 'vitest';
import type { Snapshot } from '../session/contract/snapshot.ts';
import { DELAYS } from './delays.ts';
import { STORIES } from './stories/stories.ts';
import { createViewClient, type Wire } from './view-client.ts';
import { createViewStore } from './view-store.ts';

class FakeWire implements Wire {
  readonly sent: unknown[] = [];
  closed = false;
  onopen: Wire['onopen'] = null;
  onmessage: Wire['onmessage'] = null;
  onclose: Wire['onclose'] = null;
  send(text: string): void {
    this.sent.push(JSON.parse(text));
  }
  close(): void {
    this.drop(1005);
  }
  /** What the session says. */
  hear(message: unknown): void {
    this.onmessage?.({ data: typeof message === 'string' ? message : JSON.stringify(message) });
  }
  drop(code: number): void {
    if (this.closed) return;
    this.closed = true;
    this.onclose?.({ code });
  }
}

function setUp(token: string | null = 'token-1') {
  const wires: FakeWire[] = [];
  const waits: { readonly fn: () => void; readonly ms: number }[] = [];
  const dropped: string[] = [];
  const keys: string[] = [];
  const time = { now: 0 };
  const store = createViewStore();
  const client = createViewClient({
    store,
    open: () => {
      const wire = new FakeWire();
      wires.push(wire);
      return wire;
    },
    token,
    timers: {
      monotonic: () => time.now,
      setTimeout: (fn, ms) => waits.push({ fn, ms }),
      clearTimeout: () => undefined,
    },
    pictures: { make: (mime, data) => `${mime}:${data}`, drop: (address) => dropped.push(address) },
    onKey: (key) => keys.push(key),
  });
  client.start();
  const wire = (index = wires.length - 1): FakeWire => {
    const found = wires[index];
    if (found === undefined) throw new Error(`no connection ${index}`);
    return found;
  };
  const connect = (): FakeWire => {
    wire().onopen?.();
    wire().hear({ type: 'welcome', version: 1, resume: 'resume-1' });
    return wire();
  };
  return { client, store, wires, wire, waits, dropped, keys, time, connect };
}

const snapshot = (over: Partial<Snapshot> = {}): Snapshot => {
  const base = STORIES[0]?.snapshot;
  if (base === undefined) throw new Error('no stories');
  return { ...base, ...over };
};

test('the first frame is hello with the token of the address', () => {
  const { wire } = setUp();
  wire().onopen?.();
  expect(wire().sent).toEqual([{ type: 'hello', version: 1, token: 'token-1' }]);
});

test('a page without a token connects nowhere and waits for the shell', () => {
  const { wires, store } = setUp(null);
  expect(wires).toHaveLength(0);
  expect(store.getState().link).toBe('over');
});

test('an intent carries the id of the screen it was made for', () => {
  const { client, connect } = setUp();
  const wire = connect();
  wire.hear({ type: 'snapshot', snapshot: snapshot({ screenId: 'screen-7' }) });
  client.send({ name: 'start' });
  expect(wire.sent.at(-1)).toEqual({ type: 'intent', screenId: 'screen-7', intent: { name: 'start' } });
});

test('an intent before the first snapshot is not sent', () => {
  const { client, connect } = setUp();
  const wire = connect();
  client.send({ name: 'start' });
  expect(wire.sent).toHaveLength(1);
});

test('a lost connection keeps the screen, takes no intent and resumes with the key', () => {
  const { client, store, connect, wire, waits } = setUp();
  const first = connect();
  first.hear({ type: 'snapshot', snapshot: snapshot() });
  first.drop(1006);
  expect(store.getState()).toMatchObject({ link: 'lost', snapshot: { seq: 1 } });
  client.send({ name: 'start' });
  expect(first.sent).toHaveLength(1);
  waits[0]?.fn();
  wire().onopen?.();
  expect(wire().sent).toEqual([{ type: 'resume', version: 1, key: 'resume-1' }]);
  wire().hear({ type: 'snapshot', snapshot: snapshot({ seq: 2 }) });
  expect(store.getState().link).toBe('live');
});

test('attempts to reconnect come ever slower and never stop', () => {
  const { connect, wire, waits } = setUp();
  connect().drop(1006);
  for (let attempt = 0; attempt < DELAYS.reconnect.length + 1; attempt++) {
    waits[attempt]?.fn();
    wire().drop(1006);
  }
  const last = DELAYS.reconnect.at(-1);
  expect(waits.map(({ ms }) => ms)).toEqual([...DELAYS.reconnect, last, last]);
});

test('a connection that never opened is tried again with the token', () => {
  const { wire, waits, store } = setUp();
  wire().drop(1006);
  expect(store.getState().link).toBe('connecting');
  waits[0]?.fn();
  wire().onopen?.();
  expect(wire().sent).toEqual([{ type: 'hello', version: 1, token: 'token-1' }]);
});

test.each([4401, 4409, 4410])('close code %i ends the page without another attempt', (code) => {
  const { store, connect, waits } = setUp();
  const wire = connect();
  wire.hear({ type: 'snapshot', snapshot: snapshot() });
  wire.drop(code);
  expect(store.getState()).toMatchObject({ link: 'over', snapshot: null });
  expect(waits).toHaveLength(0);
});

test('the end of the session forgets the snapshot and gives up every picture', () => {
  const { store, connect, dropped, waits } = setUp();
  const wire = connect();
  wire.hear({ type: 'picture', id: 'p1', mime: 'image/png', data: 'AA==' });
  wire.hear({ type: 'snapshot', snapshot: snapshot() });
  wire.hear({ type: 'ended' });
  expect(store.getState()).toMatchObject({ link: 'over', snapshot: null });
  expect(store.getState().pictures.size).toBe(0);
  expect(dropped).toEqual(['image/png:AA==']);
  expect(waits).toHaveLength(0);
});

test('a picture sent again replaces the one before', () => {
  const { store, connect, dropped } = setUp();
  const wire = connect();
  wire.hear({ type: 'picture', id: 'p1', mime: 'image/png', data: 'AA==' });
  wire.hear({ type: 'picture', id: 'p1', mime: 'image/png', data: 'BB==' });
  expect(store.getState().pictures.get('p1')).toBe('image/png:BB==');
  expect(dropped).toEqual(['image/png:AA==']);
});

test('a snapshot older than the one shown is not shown', () => {
  const { store, connect } = setUp();
  const wire = connect();
  wire.hear({ type: 'snapshot', snapshot: snapshot({ seq: 9 }) });
  wire.hear({ type: 'snapshot', snapshot: snapshot({ seq: 8 }) });
  expect(store.getState().snapshot?.seq).toBe(9);
});

test('a session of another version is not shown', () => {
  const { store, connect, waits } = setUp();
  const wire = connect();
  wire.hear({ type: 'snapshot', snapshot: { ...snapshot(), version: 2 } });
  expect(store.getState()).toMatchObject({ link: 'incompatible', snapshot: null });
  expect(waits).toHaveLength(0);
});

test('a screen of a kind that is not known is not guessed at', () => {
  const { store, connect } = setUp();
  connect().hear({ type: 'snapshot', snapshot: { ...snapshot(), screen: { kind: 'hologram' } } });
  expect(store.getState().link).toBe('incompatible');
});

test.each([
  ['no JSON', '{'],
  ['no object', '[]'],
  ['an unknown type', { type: 'surprise' }],
  ['a snapshot without a screen', { type: 'snapshot', snapshot: { version: 1, seq: 1 } }],
  ['a picture that is a script', { type: 'picture', id: 'a', mime: 'text/html', data: '' }],
])('a frame with %s drops the connection and comes back', (_name, frame) => {
  const { store, connect, waits } = setUp();
  const wire = connect();
  wire.hear({ type: 'snapshot', snapshot: snapshot() });
  wire.hear(frame);
  expect(wire.closed).toBe(true);
  expect(store.getState()).toMatchObject({ link: 'lost', snapshot: { seq: 1 } });
  expect(waits).toHaveLength(1);
});

test('activity is reported at most once a second', () => {
  const { client, connect, time } = setUp();
  const wire = connect();
  wire.hear({ type: 'snapshot', snapshot: snapshot() });
  client.active();
  time.now += 999;
  client.active();
  time.now += 1;
  client.active();
  expect(wire.sent.filter((message) => (message as { type: string }).type === 'activity')).toHaveLength(2);
});

test('a key of the keypad is heard while the screen takes input, and not while it is old', () => {
  const { connect, wire, keys } = setUp();
  connect().hear({ type: 'snapshot', snapshot: snapshot() });
  wire().hear({ type: 'key', key: 'down' });
  expect(keys).toEqual(['down']);
  const before = wire();
  before.drop(1006);
  before.hear({ type: 'key', key: 'select' });
  expect(keys).toEqual(['down']);
});
