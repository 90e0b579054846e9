import sharp from 'sharp';
import { expect, onTestFinished, test } from 'vitest';
import { createLog } from '../../../foundation/log.ts';
import { Personal } from '../../../foundation/personal.ts';
import { err, ok } from '../../../foundation/result.ts';
import { relayUnderTest } from '../../../phone-relay/test-support/relay-under-test.ts';
import { createPhoneRelayClient } from '../../../portals/phone-relay/client.ts';
import type { LinkRelayClient, RelayLink } from '../../../portals/phone-relay/contract.ts';
import type { FileRefusal } from '../../../portals/phone-relay/link/link-messages.ts';
import type { PhoneView } from '../contract/screens/phone.ts';
import { delays } from '../delays.ts';
import { kindOfFile } from './file-kind.ts';
import { type PhoneHost, PhoneLink } from './phone-link.ts';
import { readPhoto } from './read-photo.ts';
import { openOnTelephone } from './test-support/telephone.ts';

type Next = RelayLink['next'];

/** @param heard what the relay hands on to the session, if not what came */
async function withCode(heard: (next: Next) => Next = (next) => next) {
  const at = await relayUnderTest();
  const log = createLog(() => {}, at.clock);
  const taken: Uint8Array[] = [];
  const host: PhoneHost & { refusal: FileRefusal | null; busy: number } = {
    refusal: null,
    busy: 0,
    task: () => ({ task: { kind: 'waiting' }, language: 'de' }),
    changed: () => {},
    async take(file) {
      taken.push(file);
      return host.refusal === null ? ok('page-1') : err(host.refusal);
    },
    remove: () => {},
    move: () => {},
    activity: () => {
      host.busy++;
    },
  };
  const url = `http://127.0.0.1:${at.relay.port}`;
  const client = createPhoneRelayClient({ url, key: at.key, caPem: null, clock: at.clock, log });
  const relay: LinkRelayClient = {
    ...client,
    async openLink(order) {
      const opened = await client.openLink(order);
      return opened.ok ? ok({ ...opened.value, next: heard(opened.value.next) }) : opened;
    },
  };
  const link = new PhoneLink({ relay: async () => relay, host, clock: at.clock, log });
  onTestFinished(() => link.disconnect());
  link.connect();
  const shown = <K extends PhoneView['kind']>(kind: K) =>
    expect.poll(() => link.view().kind, { timeout: 20_000 }).toBe(kind);
  await shown('code');
  const view = link.view();
  return { at, link, host, taken, shown, code: view.kind === 'code' ? view.text : '' };
}

async function linked(heard?: (next: Next) => Next) {
  const all = await withCode(heard);
  const phone = await openOnTelephone(all.code);
  if (phone.refused !== null) throw new TypeError('refused');
  await all.shown('checking');
  all.link.confirm(true);
  expect((await phone.hear()).said).toMatchObject({ say: 'task', task: { kind: 'checking' } });
  expect((await phone.hear()).said).toMatchObject({ say: 'task', task: { kind: 'waiting' } });
  return { ...all, phone };
}

test('both screens show the same four digits', async () => {
  const { link, shown, code } = await withCode();
  const phone = await openOnTelephone(code);
  await shown('checking');
  expect(link.view()).toEqual({ kind: 'checking', number: phone.number, second: false });
});

test('a second telephone with the same code is refused, and the screen says so', async () => {
  const { link, code } = await linked();
  expect(await openOnTelephone(code)).toEqual({ refused: 409 });
  await expect.poll(() => link.view()).toMatchObject({ kind: 'linked', second: true });
});

test('a second telephone while the digits are being compared is told on both screens, and stays told', async () => {
  const { link, shown, code } = await withCode();
  const phone = await openOnTelephone(code);
  if (phone.refused !== null) throw new TypeError('refused');
  await shown('checking');
  expect((await phone.hear()).said).toMatchObject({ second: false });
  expect(await openOnTelephone(code)).toEqual({ refused: 409 });
  expect((await phone.hear()).said).toMatchObject({ task: { kind: 'checking' }, second: true });
  expect(link.view()).toMatchObject({ kind: 'checking', second: true });
  link.confirm(true);
  expect(link.view()).toMatchObject({ kind: 'linked', second: true });
});

test('a telephone that was not compared keeps no visit awake', async () => {
  const { host, shown, code } = await withCode();
  const phone = await openOnTelephone(code);
  if (phone.refused !== null) throw new TypeError('refused');
  await shown('checking');
  await phone.say({ say: 'here' });
  await phone.say({ say: 'bye' });
  await shown('failed');
  expect(host.busy).toBe(0);
});

test('somebody busy with the linked telephone keeps the visit awake', async () => {
  const { host, phone } = await linked();
  await phone.say({ say: 'here' });
  await expect.poll(() => host.busy).toBe(1);
});

test('a relay that leaves out a part of the telephone is cut off', async () => {
  const { link, phone, shown, taken } = await linked((next) => async () => {
    const event = await next();
    return event.ok && event.value.kind === 'part' && event.value.part === 2 ? next() : event;
  });
  await phone.say({ say: 'begin', id: 'a', size: 2 });
  await phone.say({ say: 'chunk', id: 'a' }, new Uint8Array([1, 2, 3]));
  await phone.say({ say: 'chunk', id: 'a' }, new Uint8Array([4, 5]));
  await shown('failed');
  expect([link.view(), taken]).toEqual([{ kind: 'failed', reason: 'lost' }, []]);
});

test('a relay that hands on a part of the telephone again is cut off', async () => {
  let again: Awaited<ReturnType<Next>> | null = null;
  const { link, phone, shown } = await linked((next) => async () => {
    const event = again ?? (await next());
    again = again === null && event.ok && event.value.kind === 'part' ? event : null;
    return event;
  });
  await phone.say({ say: 'here' });
  await shown('failed');
  expect(link.view()).toEqual({ kind: 'failed', reason: 'lost' });
});

test('a telephone with another number gets nothing and is cut off', async () => {
  const { link, shown, code, taken } = await withCode();
  const phone = await openOnTelephone(code);
  if (phone.refused !== null) throw new TypeError('refused');
  await shown('checking');
  await phone.say({ say: 'begin', id: 'a', size: 1 });
  await phone.say({ say: 'chunk', id: 'a' }, new Uint8Array(1));
  expect(await link.give(FILE)).toEqual({ ok: false, error: 'not-linked' });
  link.confirm(false);
  expect(link.view()).toEqual({ kind: 'failed', reason: 'other-phone' });
  expect(taken).toEqual([]);
  await expect.poll(async () => phone.say({ say: 'here' })).toBe(404);
});

test('a file arrives whole, and what is not taken is told on both screens', async () => {
  const { link, host, phone, taken } = await linked();
  host.refusal = 'archive';
  await phone.say({ say: 'begin', id: 'a', size: 5 });
  await phone.say({ say: 'chunk', id: 'a' }, new Uint8Array([1, 2, 3]));
  await phone.say({ say: 'chunk', id: 'a' }, new Uint8Array([4, 5]));
  expect((await phone.hear()).said).toEqual({ say: 'refused', id: 'a', reason: 'archive' });
  expect([...(taken[0] ?? [])]).toEqual([1, 2, 3, 4, 5]);
  expect(link.view()).toMatchObject({ kind: 'linked', refused: 'archive' });
});

const FILE = {
  name: 'a.txt',
  type: 'text/plain',
  title: 'Beleg',
  bytes: new Personal<Uint8Array>(new TextEncoder().encode('Beleg')),
} as const;

test('a file to take along counts as given once the telephone has it whole', async () => {
  const { link, phone } = await linked();
  const given = link.give(FILE);
  const { said } = await phone.hear();
  expect(said).toMatchObject({ say: 'file', name: 'a.txt', size: 5 });
  expect(new TextDecoder().decode((await phone.hear()).bytes)).toBe('Beleg');
  await phone.say({ say: 'have', id: String(said.id) });
  expect(await given).toEqual({ ok: true, value: null });
});

test('a telephone that is silent while it is given a file is gone, and the next attempt shows a new code', async () => {
  const { at, link, shown } = await linked();
  const given = link.give(FILE);
  await at.clock.advance(delays.takeAlong);
  expect(await given).toEqual({ ok: false, error: 'lost' });
  expect(link.view()).toEqual({ kind: 'failed', reason: 'lost' });
  link.connect();
  await shown('code');
});

test('a code that nobody opens is withdrawn', async () => {
  const { at, link } = await withCode();
  await at.clock.advance(180_000);
  expect(link.view()).toEqual({ kind: 'failed', reason: 'not-joined' });
});

test('a photo is written anew without what stood beside its pixels', async () => {
  const photo = await sharp({ create: { width: 400, height: 600, channels: 3, background: '#eee' } })
    .withExif({ IFD0: { Artist: 'CANARY-PHOTO' } })
    .jpeg()
    .toBuffer();
  expect(photo.includes('CANARY-PHOTO')).toBe(true);
  const read = await readPhoto(photo);
  expect(read).toMatchObject({ ok: true, value: { width: 400, height: 600 } });
  if (read.ok) expect(Buffer.from(read.value.jpeg).includes('CANARY-PHOTO')).toBe(false);
});

test('a picture that is cut off is refused, not shown half', async () => {
  const photo = await sharp({ create: { width: 400, height: 600, channels: 3, background: '#eee' } })
    .jpeg()
    .toBuffer();
  expect(await readPhoto(photo.subarray(0, photo.length / 2))).toEqual({ ok: false, error: 'picture-broken' });
});

test.each([
  ['\xff\xd8\xff\xe0', 'picture'],
  ['MZ\x90', 'program'],
  ['PK\x03\x04', 'archive'],
  ['<?xml version="1.0"?><svg>', 'drawing'],
  ['%PDF-1.7', 'pdf'],
  ['    ftypheic', 'heic'],
  ['hello', 'unknown-type'],
])('a file that begins with %j is judged by it', (head, kind) => {
  expect(kindOfFile(Buffer.from(head, 'latin1'))).toBe(kind);
});
