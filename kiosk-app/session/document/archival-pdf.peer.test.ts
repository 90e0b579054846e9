import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PDFArray, PDFDict, PDFDocument, PDFName, PDFNumber, PDFRawStream, PDFString } from '@cantoo/pdf-lib';
import sharp from 'sharp';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { buildPdf } from './readable-pdf.ts';
import { buildScanPdf } from './scan-pdf.ts';

/**
 * What of ISO 19005-2 can be checked here. There is no veraPDF on this machine nor in Debian: conformance as a whole
 * is not proven by these tests.
 */
const ABOUT = {
  language: 'de',
  title: 'Anmeldung <A & B>',
  author: 'Stadt Musterstadt & Umland',
  sender: 'Stadt Musterstadt, Marktplatz 1, 12345 Musterstadt',
  createdAt: new Date('2026-11-21T10:00:00Z'),
};
const files: Record<'document' | 'scan', { bytes: Uint8Array; pdf: PDFDocument }> = Object.create(null);
const JPEG = { width: 1654, height: 2339, channels: 3, background: '#dde' } as const;

beforeAll(async () => {
  const jpeg = await sharp({ create: JPEG }).jpeg().toBuffer();
  const gray = await sharp({ create: JPEG }).grayscale().jpeg().toBuffer();
  const { pdf: document } = await buildPdf({
    ...ABOUT,
    head: [{ label: 'An', value: 'Ordnungsamt' }],
    blocks: [{ title: 'Angaben', rows: [{ label: 'Name', value: 'Šćepanović' }] }],
    next: ['Der Ausweis kommt mit der Post.'],
    scans: [{ caption: 'Fahrzeugschein, Seite 1', jpeg }],
    copyNote: 'Kopie',
    pageLabel: String,
    empty: '–',
  });
  const { width, height } = JPEG;
  const pages = [jpeg, gray].map((one) => ({ jpeg: one, width, height, resolution: 200 }));
  const scan = await buildScanPdf({ ...ABOUT, pages });
  for (const [name, bytes] of [
    ['document', document],
    ['scan', scan],
  ] as const) {
    files[name] = { bytes, pdf: await PDFDocument.load(bytes, { updateMetadata: false }) };
  }
});

const of = (kind: 'document' | 'scan') => files[kind];
const dictionaries = (pdf: PDFDocument) =>
  pdf.context
    .enumerateIndirectObjects()
    .flatMap(([, object]) =>
      object instanceof PDFDict ? [object] : object instanceof PDFRawStream ? [object.dict] : [],
    );
const xmpOf = ({ catalog }: PDFDocument): string => {
  const metadata = catalog.lookup(PDFName.of('Metadata'));
  if (!(metadata instanceof PDFRawStream)) return '';
  // Readable without a PDF library, as archives demand: no filter.
  expect(metadata.dict.has(PDFName.of('Filter'))).toBe(false);
  return new TextDecoder().decode(metadata.contents);
};
const BOTH = ['document', 'scan'] as const;

test.each([
  ['document', 'A'],
  ['scan', 'B'],
] as const)('%s says that it is PDF/A-2%s', (kind, conformance) => {
  const xmp = xmpOf(of(kind).pdf);
  expect(xmp).toContain('<pdfaid:part>2</pdfaid:part>');
  expect(xmp).toContain(`<pdfaid:conformance>${conformance}</pdfaid:conformance>`);
});

test('the document is PDF/UA-1 too, and the schema of that mark is described as PDF/A demands', () => {
  const xmp = xmpOf(of('document').pdf);
  expect(xmp).toContain('<pdfuaid:part>1</pdfuaid:part>');
  expect(xmp).toContain('<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>');
  expect(xmpOf(of('scan').pdf)).not.toContain('pdfuaid');
});

test.each(BOTH)(
  '%s: metadata is well-formed XML whatever the title holds, and says what the properties say',
  (kind) => {
    const { pdf } = of(kind);
    const xmp = xmpOf(pdf);
    expect(xmp).toContain('Anmeldung &lt;A &amp; B&gt;');
    expect(xmp).toContain('Stadt Musterstadt &amp; Umland');
    expect(xmp.replace(/&(amp|lt|gt);/g, '')).not.toContain('&');
    expect([pdf.getTitle(), pdf.getAuthor()]).toEqual([ABOUT.title, ABOUT.author]);
    expect(xmp).toContain('<xmp:CreateDate>2026-11-21T10:00:00Z</xmp:CreateDate>');
    expect(pdf.getCreationDate()).toEqual(ABOUT.createdAt);
    const open = [...xmp.matchAll(/<([a-zA-Z]+:[a-zA-Z]+)(\s[^>]*)?>/g)].filter(([tag]) => !tag.endsWith('/>'));
    expect(open.length).toBe([...xmp.matchAll(/<\/[a-zA-Z]+:[a-zA-Z]+>/g)].length);
  },
);

test.each(BOTH)('%s: one output intent with an sRGB profile inside', (kind) => {
  const { pdf } = of(kind);
  const intents = pdf.catalog.lookup(PDFName.of('OutputIntents'), PDFArray);
  expect(intents.size()).toBe(1);
  const intent = intents.lookup(0, PDFDict);
  expect(String(intent.get(PDFName.of('S')))).toBe('/GTS_PDFA1');
  const profile = intent.lookup(PDFName.of('DestOutputProfile'));
  expect(profile).toBeInstanceOf(PDFRawStream);
  if (profile instanceof PDFRawStream) expect(profile.dict.lookup(PDFName.of('N'), PDFNumber).asNumber()).toBe(3);
});

test.each(BOTH)('%s: not encrypted, with an id, and with binary bytes behind its first line', (kind) => {
  const { pdf, bytes } = of(kind);
  const { Encrypt, ID } = pdf.context.trailerInfo;
  expect(Encrypt).toBe(undefined);
  expect(ID).toBeInstanceOf(PDFArray);
  const head = Buffer.from(bytes.subarray(0, 15));
  expect(head.subarray(0, 9).toString('latin1')).toBe('%PDF-1.7\n');
  expect([...head.subarray(10, 14)].every((byte) => byte > 127)).toBe(true);
});

test.each(BOTH)(
  '%s: no transparency, no script, nothing attached, no picture of a kind that archives refuse',
  (kind) => {
    const { pdf } = of(kind);
    for (const dictionary of dictionaries(pdf)) {
      for (const name of ['SMask', 'JS', 'JavaScript', 'EmbeddedFiles', 'AA', 'OPI', 'Alternates']) {
        expect(dictionary.has(PDFName.of(name)), name).toBe(false);
      }
      expect(String(dictionary.get(PDFName.of('S')))).not.toBe('/Transparency');
      expect(String(dictionary.get(PDFName.of('Filter')))).not.toMatch(/LZW/);
      if (String(dictionary.get(PDFName.of('Subtype'))) === '/Image') {
        expect(String(dictionary.get(PDFName.of('ColorSpace')))).toMatch(/^\/Device(RGB|Gray)$/);
      }
    }
  },
);

test('every font is embedded, can be read back as text, and maps its glyphs', () => {
  const { pdf } = of('document');
  const fonts = dictionaries(pdf).filter((one) => String(one.get(PDFName.of('Type'))) === '/Font');
  const composite = fonts.filter((one) => String(one.get(PDFName.of('Subtype'))) === '/Type0');
  expect(composite.length).toBe(2);
  for (const one of composite) expect(one.has(PDFName.of('ToUnicode'))).toBe(true);
  const rest = fonts.filter((one) => !composite.includes(one));
  for (const one of rest) {
    expect(String(one.get(PDFName.of('Subtype')))).toBe('/CIDFontType2');
    expect(String(one.get(PDFName.of('CIDToGIDMap')))).toBe('/Identity');
    const descriptor = one.lookup(PDFName.of('FontDescriptor'), PDFDict);
    expect(descriptor.has(PDFName.of('FontFile2'))).toBe(true);
  }
});

test('tagged, with the language of its words', () => {
  const { catalog } = of('document').pdf;
  expect(catalog.has(PDFName.of('StructTreeRoot'))).toBe(true);
  expect(catalog.lookup(PDFName.of('Lang'), PDFString).decodeText()).toBe('de');
});

test('a scanned page has the size of the sheet on the glass, and its picture is the scanner’s own, byte for byte', async () => {
  const { pdf, bytes } = of('scan');
  expect(pdf.getPageCount()).toBe(2);
  const { width, height } = pdf.getPage(0).getSize();
  // A4 at 200 dpi.
  expect([width / 72, height / 72].map((inches) => Math.round(inches * 25.4))).toEqual([210, 297]);
  const jpeg = await sharp({ create: JPEG }).jpeg().toBuffer();
  expect(Buffer.from(bytes).includes(jpeg)).toBe(true);
});

const tools = ['qpdf', 'pdffonts'].filter((tool) => spawnSync(tool, ['-v']).error === undefined);
const missing = ['qpdf', 'pdffonts'].filter((tool) => !tools.includes(tool));
if (missing.length > 0) process.stdout.write(`skipped: PDF read by others, because ${missing.join(', ')} is missing\n`);

test.skipIf(missing.length > 0 && process.env.CI !== 'true').each(BOTH)(
  '%s: other readers (qpdf, poppler) find nothing to complain of',
  (kind) => {
    const { bytes } = of(kind);
    const directory = mkdtempSync(join(tmpdir(), 'bt-pdf-'));
    onTestFinished(() => rmSync(directory, { recursive: true }));
    const file = join(directory, 'a.pdf');
    writeFileSync(file, bytes);
    const checked = spawnSync('qpdf', ['--check', file], { encoding: 'utf8' });
    expect([checked.status, checked.stderr]).toEqual([0, '']);
    const fonts = spawnSync('pdffonts', ['-'], { input: bytes, encoding: 'utf8' });
    const lines = fonts.stdout.trim().split('\n').slice(2);
    expect(lines.length).toBe(kind === 'document' ? 2 : 0);
    for (const line of lines) expect(line).toMatch(/ yes yes yes /);
  },
);
