import sharp from 'sharp';
import { expect, test } from 'vitest';
import { systemClock } from '../../foundation/clock.ts';
import { leaflet } from '../../simulators/web-portal/pages.ts';
import { previewPages } from './preview.ts';

test('a document is drawn, page by page; what is none is not shown', async () => {
  const drawn = await previewPages(leaflet('Merkblatt'), systemClock);
  const pictures = drawn.ok ? drawn.value : [];
  expect(pictures).toHaveLength(1);
  const { width, height } = await sharp(pictures[0]).metadata();
  expect([width, height]).toEqual([496, 702]);
  expect(await previewPages(Buffer.from('%PDF-1.4 and nothing else'), systemClock)).toEqual({
    ok: false,
    error: 'not-shown',
  });
});
