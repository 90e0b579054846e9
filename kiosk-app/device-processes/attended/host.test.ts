import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import type { DeviceHealth } from '../../../device-drivers/contract.ts';
import type { EidClient, EidEvent } from '../../../device-drivers/eid/contract.ts';
import type { HeadsetState, KeyEvent, Keypad } from '../../../device-drivers/keypad/contract.ts';
import type { PageDocument, PagePrinter, PagePrintOutcome } from '../../../device-drivers/page-printer/contract.ts';
import type { ScannedPage, Scanner, ScanOutcome } from '../../../device-drivers/scanner/contract.ts';
import { systemClock } from '../../../foundation/clock.ts';
import { silentLog } from '../../../foundation/log.ts';
import { createPeer } from '../../../foundation/rpc/peer.ts';
import { lineTransport } from '../../../foundation/rpc/transports.ts';
import { attendedSide, attendingSide } from '../../channel/attended.ts';
import { makeDevicesIn } from '../make-devices.ts';
import { createAttendedHost } from './host.ts';

const READY: DeviceHealth = { state: 'ready', reason: null, model: null, firmware: null, seenAt: null };
const PROFILE = {
  id: 'document',
  source: 'flatbed',
  mode: 'color',
  resolution: 200,
  page: { width: 210, height: 297 },
  cleanUp: true,
} as const;
const DEVICES = { eid: null, scanner: null, codeReader: null };
const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

class FakeEid {
  readonly kind = 'eid';
  readonly did: string[] = [];
  emit: (event: EidEvent) => void = () => {};
  card: (card: { present: boolean }) => void = () => {};
  open = () => void this.did.push('open');
  close = async () => void this.did.push('close');
  health = () => READY;
  onHealth = () => () => {};
  checkHealth = async () => ({ passed: true, steps: [{ step: 'card', outcome: 'skipped', detail: '' }] }) as const;
  statistics = () => ({});
  authenticate: EidClient['authenticate'] = (_, onEvent) => {
    this.emit = onEvent;
    return {
      accept: (optional) => void this.did.push(`accept ${optional}`),
      secret: (kind) => void this.did.push(`secret ${kind}`),
      continue: () => void this.did.push('continue'),
      cancel: () => void this.did.push('cancel'),
    };
  };
  changePin: EidClient['changePin'] = (onEvent) => this.authenticate('', onEvent);
  onCard: EidClient['onCard'] = (listener) => {
    this.card = listener;
    return () => {};
  };
}

class FakeScanner {
  readonly kind = 'scanner';
  aborted = false;
  next: () => Promise<ScanOutcome> = async () => ({ ok: true, value: { pages: [page(10)] } });
  open() {}
  async close() {}
  health = () => READY;
  onHealth = () => () => {};
  checkHealth = async () => ({ passed: true, steps: [] });
  statistics = () => ({});
  scan: Scanner['scan'] = (_, onProgress, signal) => {
    onProgress({ phase: 'scanning', page: 1, percent: 50 });
    signal.addEventListener('abort', () => {
      this.aborted = true;
    });
    return this.next();
  };
}

class FakePagePrinter implements PagePrinter {
  readonly kind = 'page-printer';
  readonly printed: PageDocument[] = [];
  readonly cancelled: string[] = [];
  next: () => Promise<PagePrintOutcome> = async () => ({ ok: true, value: { printed: true, retained: false } });
  open() {}
  async close() {}
  health = () => READY;
  onHealth = () => () => {};
  checkHealth = async () => ({ passed: true, steps: [] });
  statistics = () => ({});
  print: PagePrinter['print'] = (document, onProgress) => {
    this.printed.push(document);
    onProgress?.({ done: 1, trouble: 'media-empty' });
    return this.next();
  };
  cancel = (id: string) => void this.cancelled.push(id);
}

class FakeKeypad implements Keypad {
  readonly kind = 'keypad';
  press: (event: KeyEvent) => void = () => {};
  plug: (state: HeadsetState) => void = () => {};
  state: HeadsetState = 'unknown';
  open() {}
  async close() {}
  health = () => READY;
  onHealth = () => () => {};
  checkHealth = async () => ({ passed: true, steps: [] });
  statistics = () => ({});
  headset = () => this.state;
  onKey: Keypad['onKey'] = (listener) => {
    this.press = listener;
    return () => {};
  };
  onHeadset: Keypad['onHeadset'] = (listener) => {
    this.plug = listener;
    return () => {};
  };
}

const page = (bytes: number): ScannedPage => ({
  jpeg: new Uint8Array(bytes),
  preview: new Uint8Array(1),
  widthPx: 1,
  heightPx: 1,
  resolution: 200,
  blank: false,
});

async function place() {
  const directory = mkdtempSync(join(tmpdir(), 'bt-attended-'));
  cleanUps.push(() => rmSync(directory, { recursive: true, force: true }));
  const socket = join(directory, 'attended.sock');
  const [eid, scanner, pagePrinter, keypad] = [
    new FakeEid(),
    new FakeScanner(),
    new FakePagePrinter(),
    new FakeKeypad(),
  ];
  const host = createAttendedHost({
    makeDevices: async () => [eid, scanner, pagePrinter, keypad],
    clock: systemClock,
    log: silentLog,
    onHealth: () => {},
  });
  await host.handlers.methods.start({ socket, directory, devices: DEVICES });
  cleanUps.push(() => host.close());
  const session = () => {
    const heard: unknown[] = [];
    const headsets: unknown[] = [];
    const stream = connect(socket);
    const peer = createPeer({
      transport: lineTransport(stream),
      local: attendingSide,
      remote: attendedSide,
      log: silentLog,
      handlers: {
        methods: {},
        notifications: {
          'eid.event': (event) => void heard.push(event),
          'eid.card': (card) => void heard.push(card),
          'scan.progress': (progress) => void heard.push(progress),
          'code.read': (read) => void heard.push(read),
          'page.progress': (progress) => void heard.push(progress),
          'keypad.key': (key) => void heard.push(key),
          'keypad.headset': ({ state }) => void headsets.push(state),
        },
      },
    });
    cleanUps.push(() => stream.destroy());
    return { heard, headsets, peer, stream };
  };
  return { eid, scanner, pagePrinter, keypad, host, socket, directory, session };
}
const soon = () => new Promise((resolve) => setTimeout(resolve, 50));
const URL_OF_TOKEN = 'https://localhost/tctoken';

test('the socket is for its own user only', async () => {
  const { socket } = await place();
  expect(statSync(socket).mode & 0o077).toBe(0);
});

test('devices are opened on activate, not before: the host before still holds them', async () => {
  const { eid, host } = await place();
  expect(eid.did).toEqual([]);
  await host.handlers.methods.activate({});
  await host.handlers.methods.activate({});
  expect(eid.did).toEqual(['open']);
});

test('an identification: events to the session, answers to the driver', async () => {
  const p = await place();
  const { peer, heard } = p.session();
  await peer.call('eid.authenticate', { tcTokenUrl: URL_OF_TOKEN });
  p.eid.emit({ kind: 'insert-card' });
  await peer.call('eid.accept', { optional: ['DoctoralDegree', 'nonsense'] });
  await peer.call('eid.secret', { secret: 'pin', value: '123456' });
  await soon();
  expect(heard).toEqual([{ kind: 'insert-card' }]);
  expect(p.eid.did).toEqual(['accept DoctoralDegree', 'secret pin']);
});

test('a second identification while one runs is refused, after its end it is not', async () => {
  const p = await place();
  const { peer } = p.session();
  await peer.call('eid.authenticate', { tcTokenUrl: URL_OF_TOKEN });
  await expect(peer.call('eid.authenticate', { tcTokenUrl: URL_OF_TOKEN })).rejects.toThrow('busy');
  p.eid.emit({ kind: 'failed', reason: 'cancelled', detail: '' });
  await peer.call('eid.authenticate', { tcTokenUrl: URL_OF_TOKEN });
});

test('a PIN when nobody asked for one is refused and never reaches the driver', async () => {
  const p = await place();
  const { peer } = p.session();
  await expect(peer.call('eid.secret', { secret: 'pin', value: '123456' })).rejects.toThrow('out-of-order');
  expect(p.eid.did).toEqual([]);
});

test('a detail longer than the channel allows is cut, not a dead end', async () => {
  const p = await place();
  const { peer, heard } = p.session();
  await peer.call('eid.authenticate', { tcTokenUrl: URL_OF_TOKEN });
  p.eid.emit({ kind: 'failed', reason: 'other', detail: 'x'.repeat(5000) });
  await soon();
  expect(heard).toHaveLength(1);
});

test('the session breaks off: identification cancelled, scan aborted', async () => {
  const p = await place();
  const { peer, stream } = p.session();
  await peer.call('eid.authenticate', { tcTokenUrl: URL_OF_TOKEN });
  p.scanner.next = () => new Promise(() => {});
  peer.call('scan.start', { profile: PROFILE }).catch(() => {});
  await soon();
  stream.destroy();
  await soon();
  expect(p.eid.did).toContain('cancel');
  expect(p.scanner.aborted).toBe(true);
});

test('a scan comes back whole, with its progress before it', async () => {
  const p = await place();
  const { peer, heard } = p.session();
  const answer = await peer.call('scan.start', { profile: PROFILE });
  expect(answer).toMatchObject({ kind: 'scanned', pages: [{ jpeg: Buffer.alloc(10).toString('base64') }] });
  expect(heard).toMatchObject([{ phase: 'scanning' }]);
});

test('more pages than one answer may carry: the whole ones that fit, and a fault', async () => {
  const p = await place();
  const { peer } = p.session();
  p.scanner.next = async () => ({ ok: true, value: { pages: [page(6e6), page(6e6), page(6e6)] } });
  const answer = await peer.call('scan.start', { profile: PROFILE });
  expect(answer).toMatchObject({ kind: 'fault', reason: 'too-large' });
  expect(answer.pages).toHaveLength(2);
}, 30_000);

test('a second connection replaces the first: there is only one session', async () => {
  const p = await place();
  const first = p.session();
  await soon();
  p.session();
  expect(await first.peer.closed).toBe('closed');
});

test('a device that is not there refuses', async () => {
  const p = await place();
  await expect(async () => p.host.handlers.methods['check-health']({ device: 'code-reader' })).rejects.toThrow(
    'no-device',
  );
});

test('devices that the site’s schema does not know are refused', async () => {
  const host = createAttendedHost({
    makeDevices: makeDevicesIn('attended'),
    clock: systemClock,
    log: silentLog,
    onHealth: () => {},
  });
  const start = async () => host.handlers.methods.start({ socket: '/x', directory: '/x', devices: { laser: 1 } });
  await expect(start()).rejects.toThrow('invalid-devices');
});

test('a device that runs in a process of its own is refused', async () => {
  const host = createAttendedHost({
    makeDevices: makeDevicesIn('attended'),
    clock: systemClock,
    log: silentLog,
    onHealth: () => {},
  });
  const devices = { receiptPrinter: { protocol: 'escpos-tcp', host: '127.0.0.1', port: 9100, paperWidth: 80 } };
  const start = async () => host.handlers.methods.start({ socket: '/x', directory: '/x', devices });
  await expect(start()).rejects.toMatchObject({ reason: 'invalid-devices', detail: 'receipt-printer' });
});

test('a document comes in parts, is printed whole, and is forgotten', async () => {
  const { session, pagePrinter } = await place();
  const { peer, heard } = session();
  await peer.call('page.load', { first: true, part: Buffer.from('old').toString('base64') });
  await peer.call('page.load', { first: true, part: Buffer.from('%PDF').toString('base64') });
  await peer.call('page.load', { first: false, part: Buffer.from('-1.7').toString('base64') });
  await expect(peer.call('page.print', { id: 'a-1', bytes: 8 })).resolves.toEqual({ kind: 'printed' });
  expect(pagePrinter.printed.map(({ id, pdf }) => [id, Buffer.from(pdf).toString()])).toEqual([['a-1', '%PDF-1.7']]);
  expect(heard).toContainEqual({ done: 1, trouble: 'media-empty' });
  await expect(peer.call('page.print', { id: 'a-1', bytes: 8 })).rejects.toThrow('incomplete');
});

test('a part that got lost is not printed as if it were all', async () => {
  const { session } = await place();
  const { peer } = session();
  await peer.call('page.load', { first: true, part: Buffer.from('%PDF').toString('base64') });
  await expect(peer.call('page.print', { id: 'a-1', bytes: 8 })).rejects.toThrow('incomplete');
});

test('a session that dies takes its print job with it', async () => {
  const { session, pagePrinter } = await place();
  const { peer, stream } = session();
  pagePrinter.next = () => new Promise(() => {});
  await peer.call('page.load', { first: true, part: Buffer.from('%PDF').toString('base64') });
  const printing = expect(peer.call('page.print', { id: 'a-1', bytes: 4 })).rejects.toThrow();
  await soon();
  stream.destroy();
  await printing;
  await soon();
  expect(pagePrinter.cancelled).toEqual(['a-1']);
});

test('a key that goes down is told once, its release never', async () => {
  const { session, keypad } = await place();
  const { heard } = session();
  await soon();
  keypad.press({ action: 'down', pressed: true });
  keypad.press({ action: 'down', pressed: false });
  await soon();
  expect(heard).toEqual([{ key: 'down' }]);
});

test('a session that connects learns whether a headset is plugged in, and of every change', async () => {
  const { session, keypad } = await place();
  keypad.state = 'plugged';
  const { headsets } = session();
  await soon();
  keypad.plug('unplugged');
  await soon();
  expect(headsets).toEqual(['plugged', 'unplugged']);
});
