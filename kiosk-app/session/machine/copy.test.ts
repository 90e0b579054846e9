import { expect, test } from 'vitest';
import { createHarness, type Harness } from '../test-support/harness.ts';
import { sampleStart } from '../test-support/sample-start.ts';
import { toDogReview } from '../test-support/walks.ts';

const USABLE = { usable: true, reason: null };
const OTHERS = { payment: USABLE, eid: USABLE, scanner: USABLE, 'code-reader': USABLE, 'receipt-printer': USABLE };
const withPrinter = (h: Harness, usable = true) => {
  const state = { usable, reason: usable ? null : 'media-empty' };
  h.terminal.session.notify('devices', { ...OTHERS, 'page-printer': state });
};

async function atReceipt(prepare: (h: Harness) => void = () => {}): Promise<Harness> {
  const h = createHarness();
  withPrinter(h);
  prepare(h);
  await toDogReview(h);
  await h.do('confirm');
  return h;
}
const copy = (h: Harness) => h.screen('receipt').copy;

test('offered where sheets can be printed, and nowhere else', async () => {
  const h = await atReceipt();
  expect(copy(h)).toEqual({ kind: 'offered' });
  withPrinter(h, false);
  await h.settle();
  expect(copy(h)).toBe(null);
  expect(await h.do('print-copy')).toBe('not-possible-now');
});

test('nothing is offered of what the authority has rejected', async () => {
  const h = await atReceipt(({ terminal }) => {
    terminal.script.deliveries = [{ kind: 'rejected', problems: [], refund: 'none' }];
  });
  expect(copy(h)).toBe(null);
  expect(await h.do('print-copy')).toBe('not-possible-now');
});

test('a service whose configuration wants no copy offers none', async () => {
  const { services } = sampleStart();
  const h = createHarness({ start: { services: services.map((service) => ({ ...service, copy: 'none' as const })) } });
  withPrinter(h);
  await toDogReview(h);
  await h.do('confirm');
  expect(copy(h)).toBe(null);
});

test('the document that was sealed is printed, page by page, and the farewell reminds of it', async () => {
  let finish = () => {};
  const h = await atReceipt(({ attended }) => {
    attended.script.page = () =>
      new Promise((resolve) => {
        finish = () => resolve({ kind: 'printed' });
      });
  });
  await h.do('print-copy');
  expect(copy(h)).toEqual({ kind: 'printing', done: 0, pages: 2, trouble: null });
  h.attended.pageProgress(1, null);
  await h.settle();
  expect(copy(h)).toMatchObject({ done: 1 });
  finish();
  await h.settle();
  expect(copy(h)).toEqual({ kind: 'printed' });
  const loaded = h.attended.heard.filter(({ name }) => name === 'page.load').map(({ params }) => params);
  expect(loaded).toEqual([{ first: true, part: Buffer.from('%PDF').toString('base64') }]);
  await h.do('finish');
  expect(h.screen('farewell')).toMatchObject({ takeCopy: true });
});

test('what the printer waits for is said while it waits', async () => {
  const h = await atReceipt(({ attended }) => {
    attended.script.page = () => new Promise(() => {});
  });
  await h.do('print-copy');
  h.attended.pageProgress(1, 'media-empty');
  await h.settle();
  expect(copy(h)).toMatchObject({ kind: 'printing', trouble: 'media-empty' });
  h.attended.pageProgress(1, null);
  await h.settle();
  expect(copy(h)).toMatchObject({ trouble: null });
});

test.each(['media-empty', 'media-jam', 'cover-open', 'offline', 'aborted', 'not-confirmed'] as const)(
  'fault %s is said, and the copy can be tried again',
  async (reason) => {
    const h = await atReceipt(({ attended }) => {
      attended.script.page = () => ({ kind: 'fault', reason, partial: true });
    });
    await h.do('print-copy');
    expect(copy(h)).toEqual({ kind: 'fault', reason, partial: true });
    h.attended.script.page = () => ({ kind: 'printed' });
    await h.do('print-copy');
    expect(copy(h)).toEqual({ kind: 'printed' });
  },
);

test('a fault that only a technician understands is one for the citizen', async () => {
  const h = await atReceipt(({ attended }) => {
    attended.script.page = () => ({ kind: 'fault', reason: 'protocol-error', partial: false });
  });
  await h.do('print-copy');
  expect(copy(h)).toMatchObject({ kind: 'fault', reason: 'other' });
});

test('stopped by the citizen: withdrawn at the printer, and offered again', async () => {
  let end = (_: 'cancelled') => {};
  const h = await atReceipt(({ attended }) => {
    attended.script.page = () =>
      new Promise((resolve) => {
        end = (reason) => resolve({ kind: 'fault', reason, partial: false });
      });
  });
  await h.do('print-copy');
  await h.do('stop-copy');
  expect(h.attended.names()).toContain('page.cancel');
  end('cancelled');
  await h.settle();
  expect(copy(h)).toEqual({ kind: 'offered' });
});

test('a citizen who goes takes the job along: it is withdrawn, and nothing comes out for the next one', async () => {
  const h = await atReceipt(({ attended }) => {
    attended.script.page = () => new Promise(() => {});
  });
  await h.do('print-copy');
  h.session.end('failed', true);
  await h.settle();
  expect(h.attended.names()).toContain('page.cancel');
});

test('no clock runs against a citizen whose copy is printed', async () => {
  const h = await atReceipt(({ attended }) => {
    attended.script.page = () => new Promise(() => {});
  });
  await h.do('print-copy');
  await h.settle(300_000);
  expect(h.snapshot().overlay).toBe(null);
  expect(copy(h)).toMatchObject({ kind: 'printing' });
});

test('a headset that is plugged in stands in the snapshot', async () => {
  const h = createHarness();
  expect(h.snapshot().headset).toBe('unknown');
  h.attended.headset('plugged');
  await h.settle();
  expect(h.snapshot().headset).toBe('plugged');
});

test('keys of the keypad are handed to the page', async () => {
  const h = createHarness();
  h.attended.key('down');
  await h.settle();
  expect(h.keys).toEqual(['down']);
});
