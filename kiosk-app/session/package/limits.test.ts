import { expect, test } from 'vitest';
import { Personal } from '../../../foundation/personal.ts';
import type { EvidencePage } from '../application/application.ts';
import { sendable } from '../machine/steps/evidence-pages.ts';
import { EVIDENCE_BYTES } from './limits.ts';

const page = (id: string, bytes: number): EvidencePage => ({
  id,
  from: 'scanner',
  jpeg: new Personal<Uint8Array>(new Uint8Array(bytes)),
  preview: id,
  width: 1,
  height: 1,
  resolution: 200,
  blank: false,
  isMeant: false,
});

test('a page that cannot be sent with the others is left out, and said', () => {
  const kept = sendable(new Map(), 'a', [page('1', 60), page('2', 50), page('3', 30)], 100);
  expect(kept.pages.map(({ id }) => id)).toEqual(['1']);
  expect(kept.isTooLarge).toBe(true);
});

test('evidence of other kinds counts, the pages that are replaced do not', () => {
  const others = new Map([
    ['a', [page('old', 90)]],
    ['b', [page('other', 40)]],
  ]);
  expect(sendable(others, 'a', [page('new', 60)], 100)).toMatchObject({ isTooLarge: false });
  expect(sendable(others, 'a', [page('new', 61)], 100)).toMatchObject({ isTooLarge: true, pages: [] });
});

test('the most that is taken fits twice into one message, sealed', () => {
  const base64 = Math.ceil((EVIDENCE_BYTES * 2 * 4) / 3);
  expect(base64).toBeLessThan(23 * 1024 * 1024);
  // Twenty pages, the most an item may have, of the size of a full A4 at 200 dpi.
  expect(EVIDENCE_BYTES).toBeGreaterThan(20 * 350_000);
});
