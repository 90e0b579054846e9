import { expect, test } from 'vitest';
import { Personal } from '../../foundation/personal.ts';
import { DELAYS } from '../../phone-relay/delays.ts';
import { delays as pageDelays } from '../../phone-relay/page/delays.ts';
import { relayUnderTest } from '../../phone-relay/test-support/relay-under-test.ts';
import { LINK_LIMITS } from '../../portals/phone-relay/link/link-limits.ts';
import { asItIs, linkedVisit, openPage, shows, visitWithCode } from './test-support/visit.ts';

/** The telephone's page and the session's end of a link, over a real relay. */
async function relay() {
  const at = await relayUnderTest();
  return { url: `http://127.0.0.1:${at.relay.port}`, key: at.key };
}

/** Two and a half parts. */
const LARGE = new Uint8Array(2.5 * LINK_LIMITS.chunkBytes).map((_, at) => at % 251);
const photo = (bytes: Uint8Array<ArrayBuffer> = new Uint8Array([1, 2, 3])) => new Blob([bytes]);

test('the page shows the four digits of the terminal', async () => {
  const { link, code } = await visitWithCode(await relay());
  const { until } = openPage(code);
  await shows(link, 'checking');
  const view = link.view();
  await until(({ step }) => step).toEqual({ kind: 'checking', number: view.kind === 'checking' ? view.number : '' });
});

test('a second telephone is told that the code is taken', async () => {
  const { code, until } = await linkedVisit(await relay());
  await openPage(code)
    .until(({ step }) => step)
    .toEqual({ kind: 'ended', reason: 'taken' });
  await until(({ second }) => second).toBe(true);
});

test('a code that the terminal has withdrawn is told', async () => {
  const { link, code } = await visitWithCode(await relay());
  link.disconnect();
  const { until } = openPage(code);
  await until(({ step }) => step).toEqual({ kind: 'ended', reason: 'expired' });
});

test('a page without its code says so', async () => {
  const { until } = openPage('http://127.0.0.1/p');
  await until(({ step }) => step).toEqual({ kind: 'ended', reason: 'no-code' });
});

test('a code with another secret opens nothing', async () => {
  const { link, code, visit } = await visitWithCode(await relay());
  const { telephone, until } = openPage(code.replace(/\.[\w-]{22}$/, `.${'A'.repeat(22)}`));
  await until(({ step }) => step.kind).not.toBe('joining');
  const shown = link.view();
  const { step } = telephone.view();
  if (shown.kind === 'checking' && step.kind === 'checking') expect(step.number).not.toBe(shown.number);
  await shows(link, 'failed');
  expect(visit.taken).toEqual([]);
});

test('a photo of many parts arrives whole, and is shown as a page', async () => {
  const { telephone, visit, until } = await linkedVisit(await relay());
  telephone.add([photo(LARGE)]);
  await until(({ uploads, pictures }) => [uploads.length, [...pictures]]).toEqual([
    0,
    [['page-1', `picture-${LARGE.length}`]],
  ]);
  expect(Buffer.from(visit.taken[0] ?? []).equals(LARGE)).toBe(true);
  expect(telephone.view().step).toMatchObject({ pages: [{ id: 'page-1', from: 'phone' }] });
});

test('a photo that is refused is told with its reason, and the next one goes all the same', async () => {
  const { telephone, visit, until } = await linkedVisit(await relay());
  visit.refusal = 'heic';
  telephone.add([photo(), photo()]);
  await until(({ uploads }) => uploads.map(({ state }) => state)).toEqual([{ kind: 'refused', reason: 'heic' }]);
  await until(({ step }) => step).toMatchObject({ pages: [{ id: 'page-2' }] });
  telephone.drop(telephone.view().uploads[0]?.id ?? '');
  expect(telephone.view().uploads).toEqual([]);
});

test('a file beyond the limit does not travel', async () => {
  const { telephone, visit, until } = await linkedVisit(await relay(), { prepare: async () => 'too-large' as never });
  telephone.add([photo()]);
  await until(({ uploads }) => uploads[0]?.state).toEqual({ kind: 'refused', reason: 'too-large' });
  expect(visit.taken).toEqual([]);
});

test('a photo that its owner stops on the way is not taken', async () => {
  const sent = Promise.withResolvers<void>();
  const go = Promise.withResolvers<void>();
  const radio: typeof fetch = async (input, init) => {
    if (String(input).endsWith('/parts/3')) {
      sent.resolve();
      await go.promise;
    }
    return fetch(input, init);
  };
  const { telephone, visit, until } = await linkedVisit(await relay(), { radio });
  telephone.add([photo(LARGE), photo()]);
  await sent.promise;
  telephone.drop(telephone.view().uploads[0]?.id ?? '');
  go.resolve();
  await until(({ step }) => step).toMatchObject({ pages: [{ id: 'page-1' }] });
  expect(visit.taken.map(({ length }) => length)).toEqual([3]);
});

test('a photo that its owner stops with its last piece on the way does not stay a page', async () => {
  const sent = Promise.withResolvers<void>();
  const go = Promise.withResolvers<void>();
  const radio: typeof fetch = async (input, init) => {
    if (String(input).endsWith('/parts/3')) {
      sent.resolve();
      await go.promise;
    }
    return fetch(input, init);
  };
  const { telephone, visit } = await linkedVisit(await relay(), { radio });
  telephone.add([photo()]);
  await sent.promise;
  telephone.drop(telephone.view().uploads[0]?.id ?? '');
  go.resolve();
  await expect.poll(() => visit.taken.length, { timeout: 20_000 }).toBe(1);
  await expect.poll(() => visit.pages, { timeout: 20_000 }).toEqual([]);
});

test('a photo that cannot be read is told as broken, and the next one goes all the same', async () => {
  const prepare: typeof asItIs = async (file) => {
    if (file.size === 3) throw new DOMException('gone', 'NotReadableError');
    return asItIs(file);
  };
  const { telephone, until } = await linkedVisit(await relay(), { prepare });
  telephone.add([photo(), photo(new Uint8Array(7))]);
  await until(({ step }) => step).toMatchObject({ pages: [{ id: 'page-1' }] });
  expect(telephone.view().uploads.map(({ state }) => state)).toEqual([{ kind: 'refused', reason: 'picture-broken' }]);
});

test('a telephone with little signal gives up on its part before the relay does', () => {
  expect(DELAYS.requestWithin).toBeGreaterThan(pageDelays.part);
});

test('a part that the relay did not get whole in time is sent again', async () => {
  let isLate = true;
  const radio: typeof fetch = async (input, init) => {
    if (!String(input).endsWith('/parts/3') || !isLate) return fetch(input, init);
    isLate = false;
    return new Response(null, { status: 408 });
  };
  const { telephone, visit, until } = await linkedVisit(await relay(), { radio });
  telephone.add([photo()]);
  await until(({ step }) => step).toMatchObject({ pages: [{ id: 'page-1' }] });
  expect(visit.taken).toHaveLength(1);
});

test('what the network loses is sent again, and arrives once', async () => {
  let calls = 0;
  const radio: typeof fetch = async (input, init) => {
    if (init?.method !== 'PUT') return fetch(input, init);
    calls++;
    // Every third never leaves, every fourth is answered into the void.
    if (calls % 3 === 0) throw new TypeError('no network');
    const answer = await fetch(input, init);
    if (calls % 4 === 0) throw new TypeError('no network');
    return answer;
  };
  const { telephone, visit, until } = await linkedVisit(await relay(), { radio });
  telephone.add([photo(LARGE)]);
  await until(({ isOffline }) => isOffline).toBe(true);
  await until(({ step }) => step).toMatchObject({ pages: [{ id: 'page-1' }] });
  expect(visit.taken.map((file) => Buffer.from(file).equals(LARGE))).toEqual([true]);
  await until(({ isOffline }) => isOffline).toBe(false);
});

test('pages are put in order and deleted from the telephone', async () => {
  const { telephone, released, until } = await linkedVisit(await relay());
  telephone.add([photo(), photo(new Uint8Array(7))]);
  await until(({ step }) => step.kind === 'pages' && step.pages.map(({ id }) => id)).toEqual(['page-1', 'page-2']);
  telephone.move('page-2', 0);
  await until(({ step }) => step.kind === 'pages' && step.pages.map(({ id }) => id)).toEqual(['page-2', 'page-1']);
  telephone.remove('page-2');
  await until(({ step }) => step.kind === 'pages' && step.pages.map(({ id }) => id)).toEqual(['page-1']);
  expect(released).toEqual(['picture-7']);
});

test('no more photos go than there is room for', async () => {
  const { telephone, visit, until } = await linkedVisit(await relay());
  expect(telephone.add(Array.from({ length: 6 }, () => photo()))).toBe(2);
  await until(({ step }) => step.kind === 'pages' && step.pages.length).toBe(4);
  expect([visit.taken.length, telephone.room]).toEqual([4, 0]);
});

test('once the terminal is further, no photo is asked for', async () => {
  const { telephone, visit, until } = await linkedVisit(await relay());
  visit.moveOn();
  await until(({ step }) => step.kind).toBe('waiting');
  expect(telephone.add([photo()])).toBe(1);
});

const RECEIPT = {
  name: '4F1A-9C03-77B2.pdf',
  type: 'application/pdf',
  title: 'Kopie',
  bytes: new Personal<Uint8Array>(LARGE),
} as const;

test('a file to take along is there whole, and stays when the terminal ends the link', async () => {
  const { telephone, link, released, until } = await linkedVisit(await relay());
  telephone.add([photo()]);
  await until(({ pictures }) => pictures.size).toBe(1);
  expect(await link.give(RECEIPT)).toEqual({ ok: true, value: null });
  link.disconnect();
  await until(({ step }) => step).toEqual({ kind: 'ended', reason: 'closed' });
  const [file] = telephone.view().files;
  expect(file).toMatchObject({ name: RECEIPT.name, type: RECEIPT.type, title: 'Kopie' });
  expect(Buffer.from(file?.bytes ?? []).equals(LARGE)).toBe(true);
  expect(released).toEqual(['picture-3']);
});

test('a name that could lead anywhere is none', async () => {
  const { telephone, link } = await linkedVisit(await relay());
  await link.give({ ...RECEIPT, name: '../../x.html', bytes: new Personal<Uint8Array>(new Uint8Array(1)) });
  expect(telephone.view().files).toMatchObject([{ name: 'datei.bin' }]);
});

test('a page that is closed tells the terminal', async () => {
  const { telephone, link } = await linkedVisit(await relay());
  telephone.leave();
  await shows(link, 'failed');
  expect(link.view()).toEqual({ kind: 'failed', reason: 'left' });
  expect(telephone.view().step).toEqual({ kind: 'ended', reason: 'left' });
});

test.each([
  ['never left', false],
  ['has arrived, though its answer has not', true],
])('a page that is closed tells the terminal while its last part %s', async (_, hasArrived) => {
  const sent = Promise.withResolvers<void>();
  const radio: typeof fetch = async (input, init) => {
    if (!String(input).endsWith('/parts/2') || init?.keepalive) return fetch(input, init);
    if (hasArrived) await fetch(input, init);
    sent.resolve();
    return new Promise<Response>((_resolve, reject) => init?.signal?.addEventListener('abort', reject));
  };
  const { telephone, link } = await linkedVisit(await relay(), { radio });
  telephone.here();
  await sent.promise;
  telephone.leave();
  await shows(link, 'failed');
  expect(link.view()).toEqual({ kind: 'failed', reason: 'left' });
});

test('a relay that hands out a part again is cut off', async () => {
  let first: Promise<ArrayBuffer> | null = null;
  const radio: typeof fetch = async (input, init) => {
    const answer = await fetch(input, init);
    if (!String(input).includes('/parts?') || answer.status !== 200) return answer;
    first ??= answer.clone().arrayBuffer();
    return new Response(await first, { status: 200, headers: answer.headers });
  };
  const { link, code } = await visitWithCode(await relay());
  const { until } = openPage(code, { radio });
  await until(({ step }) => step).toEqual({ kind: 'ended', reason: 'garbled' });
  await shows(link, 'failed');
});

test('a relay that leaves a part out is cut off', async () => {
  const radio: typeof fetch = async (input, init) => {
    const answer = await fetch(input, init);
    if (answer.headers.get('x-part') !== '1') return answer;
    return fetch(String(input).replace('after=0', 'after=1'), init);
  };
  const { link, code } = await visitWithCode(await relay());
  const { until } = openPage(code, { radio });
  await until(({ step }) => step).toEqual({ kind: 'ended', reason: 'garbled' });
  await shows(link, 'failed');
});
