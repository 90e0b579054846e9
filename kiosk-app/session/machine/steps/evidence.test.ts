import { expect, test } from 'vitest';
import type { ScanFault } from '../../../../device-drivers/scanner/contract.ts';
import { Refusal } from '../../../../foundation/errors.ts';
import { EVIDENCE_BYTES } from '../../package/limits.ts';
import { PIXEL_JPEG } from '../../test-support/fake-attended.ts';
import { createHarness, type Harness } from '../../test-support/harness.ts';
import { sampleStart } from '../../test-support/sample-start.ts';
import { toEvidence } from '../../test-support/walks.ts';

const page = { jpeg: PIXEL_JPEG, preview: PIXEL_JPEG, widthPx: 1, heightPx: 1, resolution: 200, blank: false };
const ids = (h: Harness) => h.screen('evidence').pages.map(({ id }) => id);

async function withPages(count: number): Promise<Harness> {
  const h = createHarness();
  await toEvidence(h);
  for (let i = 0; i < count; i++) await h.do('scan');
  return h;
}

test.each(['no-paper', 'jammed', 'cover-open', 'busy', 'gone', 'too-large'] as const)(
  'scan fault %s: told by its name, pages before it kept, tried again',
  async (reason) => {
    const h = await withPages(1);
    h.attended.script.scan = () => ({ kind: 'fault', reason, pages: [page] });
    await h.do('scan');
    expect(h.screen('evidence')).toMatchObject({ scan: { state: 'fault', reason } });
    expect(ids(h)).toHaveLength(2);
    h.attended.script.scan = () => ({ kind: 'scanned', pages: [page] });
    await h.do('retry');
    expect(h.screen('evidence').scan).toEqual({ state: 'idle' });
    expect(ids(h)).toHaveLength(3);
  },
);

test('a fault the contract does not know counts as the scanner being gone', async () => {
  const h = await withPages(0);
  h.attended.script.scan = () => ({ kind: 'fault', reason: 'on-fire' as ScanFault, pages: [] });
  await h.do('scan');
  expect(h.screen('evidence').scan).toEqual({ state: 'fault', reason: 'gone' });
});

test('a host that refuses the scan', async () => {
  const h = await withPages(0);
  h.attended.script.scan = () => {
    throw new Refusal('busy');
  };
  await h.do('scan');
  expect(h.screen('evidence').scan).toEqual({ state: 'fault', reason: 'busy' });
});

test('a scan that never ends is cancelled and told', async () => {
  const h = await withPages(0);
  h.attended.script.scan = () => new Promise(() => {});
  await h.do('scan');
  expect(h.screen('evidence').scan).toEqual({ state: 'running', phase: 'scanning', percent: 40 });
  await h.settle(240_000);
  expect(h.screen('evidence').scan).toEqual({ state: 'fault', reason: 'gone' });
  expect(h.attended.names()).toContain('scan.cancel');
});

test('a running scan is stopped by the citizen; the outcome comes from the scanner', async () => {
  const h = await withPages(0);
  const outcome = Promise.withResolvers<{ kind: 'fault'; reason: ScanFault; pages: (typeof page)[] }>();
  h.attended.script.scan = () => outcome.promise;
  await h.do('scan');
  expect(await h.do('continue')).toBe('not-possible-now');
  await h.do('stop-scan');
  expect(h.attended.names()).toContain('scan.cancel');
  outcome.resolve({ kind: 'fault', reason: 'cancelled', pages: [] });
  await h.settle();
  expect(h.screen('evidence').scan).toEqual({ state: 'fault', reason: 'cancelled' });
});

test('leaving while it scans stops the scanner', async () => {
  const h = await withPages(0);
  h.attended.script.scan = () => new Promise(() => {});
  await h.do('scan');
  h.session.end('cancelled', true);
  await h.settle();
  expect(h.attended.names()).toContain('scan.cancel');
});

test('pages are deleted, brought back where they were, and put in order', async () => {
  const h = await withPages(3);
  const [a = '', b = '', c = ''] = ids(h);
  await h.do('delete-page', { page: b });
  expect(ids(h)).toEqual([a, c]);
  await h.do('restore-page');
  expect(ids(h)).toEqual([a, b, c]);
  expect(await h.do('restore-page')).toBe('not-possible-now');
  await h.do('move-page', { page: c, to: 0 });
  expect(ids(h)).toEqual([c, a, b]);
  await h.do('move-page', { page: c, to: 100 });
  expect(ids(h)).toEqual([a, b, c]);
  expect(await h.do('delete-page', { page: 'page-x' })).toBe('not-possible-now');
});

test('a page scanned again takes the place of the old one; a scan that fails leaves the old one', async () => {
  const h = await withPages(2);
  const [a = '', b = ''] = ids(h);
  h.attended.script.scan = () => ({ kind: 'fault', reason: 'jammed', pages: [] });
  await h.do('rescan-page', { page: a });
  expect(ids(h)).toEqual([a, b]);
  h.attended.script.scan = () => ({ kind: 'scanned', pages: [page] });
  await h.do('rescan-page', { page: a });
  expect(ids(h)).toHaveLength(2);
  expect(ids(h)[0]).not.toBe(a);
  expect(ids(h)[1]).toBe(b);
});

test('more pages than allowed: the first are kept, and it is said', async () => {
  const h = await withPages(2);
  h.attended.script.scan = () => ({ kind: 'scanned', pages: [page, page, page] });
  await h.do('scan');
  expect(ids(h)).toHaveLength(3);
  expect(h.snapshot().notice).toEqual({ reason: 'too-many-pages', field: null });
  await h.do('scan');
  expect(h.attended.names().filter((name) => name === 'scan.start')).toHaveLength(3);
});

test('a required document cannot be skipped', async () => {
  const h = await withPages(0);
  await h.do('continue');
  expect(h.screen('evidence').complete).toBe(false);
  expect(h.snapshot().notice).toEqual({ reason: 'incomplete', field: null });
});

async function withBlankPage(): Promise<{ h: Harness; blank: string }> {
  const h = await withPages(1);
  h.attended.script.scan = () => ({ kind: 'scanned', pages: [{ ...page, blank: true }] });
  await h.do('scan');
  h.attended.script.scan = () => ({ kind: 'scanned', pages: [page] });
  return { h, blank: h.screen('evidence').asked ?? 'nothing asked' };
}

test('a page that looks blank is no evidence before the citizen was asked', async () => {
  const { h, blank } = await withBlankPage();
  expect(h.screen('evidence')).toMatchObject({ complete: false, asked: ids(h)[1] });
  expect(h.screen('evidence').pages[1]).toMatchObject({ id: blank, blank: true });
  expect(await h.do('continue')).toBe('not-possible-now');
  expect(await h.do('keep-page', { page: ids(h)[0] ?? '' })).toBe('not-possible-now');
});

test('a page that looks blank is used where the citizen says so, and not asked about again', async () => {
  const { h, blank } = await withBlankPage();
  await h.do('keep-page', { page: blank });
  expect(h.screen('evidence')).toMatchObject({ asked: null, complete: true });
  await h.do('back');
  await h.do('continue');
  expect(h.screen('evidence').asked).toBeNull();
  await h.do('continue');
  expect(h.screen('review').kind).toBe('review');
});

test('a page that looks blank is scanned again in its place', async () => {
  const { h, blank } = await withBlankPage();
  await h.do('rescan-page', { page: blank });
  expect(h.screen('evidence')).toMatchObject({ asked: null, complete: true });
  expect(ids(h)).toHaveLength(2);
});

test('a page that looks blank can be deleted instead, and brought back to be asked about', async () => {
  const { h, blank } = await withBlankPage();
  await h.do('delete-page', { page: blank });
  expect(h.screen('evidence')).toMatchObject({ asked: null, complete: true });
  await h.do('restore-page');
  expect(h.screen('evidence').asked).toBe(blank);
});

test('going back from the question loses nothing, and it is asked again', async () => {
  const { h, blank } = await withBlankPage();
  await h.do('back');
  await h.do('continue');
  expect(h.screen('evidence').asked).toBe(blank);
});

test('a stack with two blank sheets is asked about one after the other', async () => {
  const h = await withPages(0);
  h.attended.script.scan = () => ({
    kind: 'scanned',
    pages: [{ ...page, blank: true }, page, { ...page, blank: true }],
  });
  await h.do('scan');
  const [first = '', , third = ''] = ids(h);
  expect(h.screen('evidence').asked).toBe(first);
  await h.do('keep-page', { page: first });
  expect(h.screen('evidence').asked).toBe(third);
});

test('a scanner unplugged while scanning is gone, whatever its driver calls it', async () => {
  const h = createHarness();
  await toEvidence(h);
  h.attended.script.scan = () => ({ kind: 'fault', reason: 'io-error', pages: [] });
  await h.do('scan');
  expect(h.screen('evidence').scan).toEqual({ state: 'fault', reason: 'io-error' });
  const devices = { ...sampleStart().devices, scanner: { usable: false, reason: 'offline' } };
  h.terminal.session.notify('devices', devices);
  await h.settle();
  expect(h.screen('evidence').scan).toEqual({ state: 'fault', reason: 'gone' });
});

test('more than can be sent is said at once, and what fits is kept', async () => {
  const h = createHarness();
  await toEvidence(h);
  const jpeg = Buffer.alloc(EVIDENCE_BYTES - 1000).toString('base64');
  const big = { jpeg, preview: PIXEL_JPEG, widthPx: 1, heightPx: 1, resolution: 200, blank: false };
  h.attended.script.scan = () => ({ kind: 'scanned', pages: [big] });
  await h.do('scan');
  expect(h.screen('evidence')).toMatchObject({ complete: true, scan: { state: 'idle' } });
  h.attended.script.scan = () => ({
    kind: 'scanned',
    pages: [{ ...big, jpeg: Buffer.alloc(1001).toString('base64') }],
  });
  await h.do('scan');
  expect(h.screen('evidence').pages).toHaveLength(1);
  expect(h.screen('evidence').scan).toEqual({ state: 'fault', reason: 'too-large' });
});
