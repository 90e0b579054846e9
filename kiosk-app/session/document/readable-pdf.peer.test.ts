import { spawnSync } from 'node:child_process';
import { PDFDict, PDFDocument, PDFHexString, PDFName, PDFRawStream, PDFString } from '@cantoo/pdf-lib';
import sharp from 'sharp';
import { beforeAll, expect, test } from 'vitest';
import type { DocumentContent } from './content.ts';
import { buildPdf } from './readable-pdf.ts';

let pdf: PDFDocument;
let bytes: Uint8Array;
let pages: number;

const content = (jpeg: Uint8Array): DocumentContent => ({
  language: 'de',
  title: 'Bewohnerparkausweis',
  author: 'Stadt Musterstadt',
  sender: 'Stadt Musterstadt, Marktplatz 1, 12345 Musterstadt',
  createdAt: new Date('2026-01-05T10:00:00Z'),
  head: [{ label: 'An', value: 'Straßenverkehrsamt' }],
  blocks: [
    ...Array.from({ length: 14 }, (_, index) => ({
      title: `Block ${index}`,
      rows: [
        { label: 'Familienname', value: 'Šćepanović-ẞtraße '.repeat(3) },
        { label: 'Leer', value: '' },
        { label: 'Ein sehr langer Name eines Feldes über mehrere Zeilen hinweg', value: 'x'.repeat(300) },
      ],
    })),
    { title: 'Ohne Zeilen', rows: [] },
    {
      title: 'Abbuchen',
      rows: [{ label: 'Unterschrift', value: 'Mit dem Finger', drawing: 'M180 220l40 -150l30 160M460 200l60 -60' }],
      text: ['Ein Absatz dahinter.'],
    },
  ],
  next: ['Der Ausweis kommt mit der Post.'],
  scans: [
    { caption: 'Fahrzeugschein, Seite 1', jpeg },
    { caption: 'Fahrzeugschein, Seite 2', jpeg },
  ],
  copyNote: 'Kopie',
  pageLabel: (page) => `Seite ${page}`,
  empty: '–',
});

beforeAll(async () => {
  const jpeg = await sharp({ create: { width: 1654, height: 2339, channels: 3, background: '#dde' } })
    .jpeg()
    .toBuffer();
  ({ pdf: bytes, pages } = await buildPdf(content(jpeg)));
  pdf = await PDFDocument.load(bytes);
});

const objects = () => pdf.context.enumerateIndirectObjects().map(([, object]) => object);
const structs = () =>
  objects().flatMap((object) =>
    object instanceof PDFDict && object.get(PDFName.of('S')) instanceof PDFName && object.has(PDFName.of('P'))
      ? [object]
      : [],
  );
const kinds = () => structs().map((element) => String(element.get(PDFName.of('S'))));
const text = (value: unknown) =>
  value instanceof PDFString || value instanceof PDFHexString ? value.decodeText() : String(value);

test('tagged, with language and a title that is shown', () => {
  const { catalog } = pdf;
  expect(text(catalog.get(PDFName.of('Lang')))).toBe('de');
  expect(String(catalog.lookup(PDFName.of('MarkInfo'), PDFDict).get(PDFName.of('Marked')))).toBe('true');
  expect(String(catalog.lookup(PDFName.of('ViewerPreferences'), PDFDict).get(PDFName.of('DisplayDocTitle')))).toBe(
    'true',
  );
  expect(catalog.has(PDFName.of('StructTreeRoot'))).toBe(true);
  expect(pdf.getTitle()).toBe('Bewohnerparkausweis');
});

test('says in its metadata that it is PDF/UA-1', () => {
  const metadata = pdf.catalog.lookup(PDFName.of('Metadata'));
  const xml = metadata instanceof PDFRawStream ? new TextDecoder().decode(metadata.contents) : '';
  expect(xml).toContain('<pdfuaid:part>1</pdfuaid:part>');
});

test('a heading for title and each block, a pair of label and value for each row', () => {
  expect(kinds().filter((kind) => kind === '/H1')).toHaveLength(1);
  expect(kinds().filter((kind) => kind === '/H2')).toHaveLength(16 + 2);
  expect(kinds().filter((kind) => kind === '/LI')).toHaveLength(2 + 14 * 3);
  expect(kinds().filter((kind) => kind === '/Lbl')).toHaveLength(2 + 14 * 3);
  expect(kinds().filter((kind) => kind === '/LBody')).toHaveLength(2 + 14 * 3);
});

test('every scan on a page of its own, and a signature beside its name, each with a text for who does not see it', () => {
  const figures = structs().filter((element) => String(element.get(PDFName.of('S'))) === '/Figure');
  expect(figures.map((figure) => text(figure.get(PDFName.of('Alt')))).sort()).toEqual([
    'Fahrzeugschein, Seite 1',
    'Fahrzeugschein, Seite 2',
    'Unterschrift',
  ]);
});

test('all fonts are embedded', () => {
  const descriptors = objects().flatMap((object) =>
    object instanceof PDFDict && String(object.get(PDFName.of('Type'))) === '/FontDescriptor' ? [object] : [],
  );
  expect(descriptors.length).toBe(2);
  for (const descriptor of descriptors) {
    expect(['FontFile', 'FontFile2', 'FontFile3'].some((name) => descriptor.has(PDFName.of(name)))).toBe(true);
  }
});

test('a scan that is no picture is refused instead of printed as a gap', async () => {
  await expect(buildPdf(content(new Uint8Array([1, 2, 3])))).rejects.toThrow();
});

const hasPoppler = spawnSync('pdfinfo', ['-v']).error === undefined;
if (!hasPoppler) process.stdout.write('skipped: pdf read by poppler, because poppler-utils is not installed\n');

test.skipIf(!hasPoppler && process.env.CI !== 'true')(
  'another reader (poppler) finds tags and text in reading order',
  () => {
    const said = spawnSync('pdfinfo', ['-struct-text', '-'], { input: bytes, encoding: 'utf8' });
    expect(said.status).toBe(0);
    expect(said.stdout).toMatch(
      /H1[\s\S]*Bewohnerparkausweis[\s\S]*Lbl[\s\S]*"An"[\s\S]*LBody[\s\S]*"Straßenverkehrsamt"/,
    );
    const plain = spawnSync('pdftotext', ['-', '-'], { input: bytes, encoding: 'utf8' });
    expect(plain.stdout).toContain('Šćepanović-ẞtraße');
    expect(plain.stdout).toContain('Seite 1');
  },
);

test.skipIf(!hasPoppler && process.env.CI !== 'true')(
  'names with any letter of DIN 91379 are read back as they were typed, sequences too',
  async () => {
    const names = ['Østergård Łukasz', 'Nguyễn Kovačević Dvořák Şahin', 'D’Angelo', 'K͟hān C̨̆ R̥̄ Ụ̈ Ž̦'];
    const rows = names.map((value) => ({ label: 'Name', value }));
    const document = { ...content(new Uint8Array()), blocks: [{ title: 'Person', rows }], scans: [] };
    const built = await buildPdf(document);
    const plain = spawnSync('pdftotext', ['-', '-'], { input: built.pdf, encoding: 'utf8' });
    // Poppler takes a mark under two letters for the end of a word.
    const read = plain.stdout.normalize('NFC').replace(/\s/gu, '');
    for (const name of names) expect(read).toContain(name.replace(/\s/gu, ''));
  },
);

test('says how many pages it has', () => {
  expect(pages).toBe(pdf.getPageCount());
});

test.skipIf(!hasPoppler && process.env.CI !== 'true')(
  'the document begins with name and address of the municipality; its crest is decoration, no picture to be read out',
  () => {
    const { stdout } = spawnSync('pdfinfo', ['-struct-text', '-'], { input: bytes, encoding: 'utf8' });
    expect(stdout).toMatch(/^Document[\s\S]*?P[^\n]*\n\s*"Stadt Musterstadt, Marktplatz 1[\s\S]*?H1/);
    expect(kinds().filter((kind) => kind === '/Figure')).toHaveLength(
      // And the signature.
      content(new Uint8Array()).scans.length + 1,
    );
  },
);
