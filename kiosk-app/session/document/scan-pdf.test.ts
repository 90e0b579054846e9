import { PDFDocument } from '@cantoo/pdf-lib';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { buildScanPdf } from './scan-pdf.ts';

const page = async (resolution: number) => {
  const [width = 0, height = 0] = [210, 297].map((mm) => Math.round((mm / 25.4) * resolution));
  const jpeg = await sharp({ create: { width, height, channels: 3, background: '#eee' } })
    .jpeg()
    .toBuffer();
  return { jpeg, width, height, resolution };
};

test('an A4 page is 210 by 297 mm in the PDF, whatever resolution its scanner had', async () => {
  const pages = await Promise.all([75, 200, 300].map(page));
  const about = { language: 'de', title: 'Kopie', author: 'Stadt', createdAt: new Date(0) };
  const pdf = await PDFDocument.load(await buildScanPdf({ ...about, pages }));
  const sizes = pdf
    .getPages()
    .map((one) => [one.getWidth(), one.getHeight()].map((pt) => Math.round((pt / 72) * 25.4)));
  expect(sizes).toEqual([
    [210, 297],
    [210, 297],
    [210, 297],
  ]);
});
