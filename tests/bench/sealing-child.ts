import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import sharp from 'sharp';
import type { FontName } from '../../foundation/pdf/fonts.ts';
import type { DocumentContent } from '../../kiosk-app/session/document/content.ts';
import { buildPdf } from '../../kiosk-app/session/document/readable-pdf.ts';
import { warmUpDocuments } from '../../kiosk-app/session/document/warm-up.ts';
import { sealSubmission } from '../../portals/fit-connect/sealing/seal.ts';

/**
 * One fresh process, one sealing: what the first (and only) citizen of a session process waits for between "all
 * correct" and "pay", portal and disk left out. Tells its parent milliseconds of wall and CPU, and its memory in bytes.
 */
export interface Measured {
  readonly documentMs: number;
  readonly sealMs: number;
  readonly cpuMs: number;
  readonly rss: number;
}
export const MODES = ['woff', 'unpacked', 'prepared'] as const;
export type Mode = (typeof MODES)[number];

/** As it was before fonts were unpacked once: the PDF library gets the packed file. */
const packed = (name: FontName): Buffer =>
  readFileSync(
    createRequire(import.meta.url).resolve(
      `@kern-ux/native/dist/fonts/noto-sans/NotoSans-${name === 'bold' ? 'Bold' : 'Regular'}.woff`,
    ),
  );

async function measure(how: Mode): Promise<Measured> {
  const jpeg = await page();
  const { kty, n, e } = generateKeyPairSync('rsa', { modulusLength: 4096 }).publicKey.export({ format: 'jwk' });
  if (how === 'prepared') await warmUpDocuments();
  const before = process.cpuUsage();
  const start = performance.now();
  const { pdf: document } = await buildPdf(contentWith(jpeg), how === 'woff' ? packed : undefined);
  const built = performance.now();
  await sealSubmission({
    packageId: randomUUID(),
    destinationId: randomUUID(),
    key: { kty, n, e, kid: 'bench', alg: 'RSA-OAEP-256', key_ops: ['wrapKey'] } as Parameters<
      typeof sealSubmission
    >[0]['key'],
    metadataVersion: '2.1.0',
    publicService: null,
    evidence: null,
    data: { bytes: new Uint8Array(800), schemaUri: 'https://bench.example/schema' },
    attachments: [
      { filename: 'antrag.pdf', mimeType: 'application/pdf', purpose: 'form', bytes: document },
      { filename: 'scan.jpg', mimeType: 'image/jpeg', purpose: 'attachment', bytes: jpeg },
    ],
  });
  const { user, system } = process.cpuUsage(before);
  return {
    documentMs: built - start,
    sealMs: performance.now() - built,
    cpuMs: (user + system) / 1000,
    rss: process.memoryUsage.rss(),
  };
}

/** A4 at 200 dpi, as the scanner gives it: paper with some grain. */
const page = (): Promise<Buffer> =>
  sharp({
    create: {
      width: 1654,
      height: 2339,
      channels: 3,
      background: '#ffffff',
      noise: { type: 'gaussian', mean: 235, sigma: 8 },
    },
  })
    .jpeg({ quality: 85 })
    .toBuffer();

function contentWith(jpeg: Uint8Array): DocumentContent {
  const rows = Array.from({ length: 8 }, (_, i) => ({ label: `Angabe ${i + 1}`, value: 'Größe, Straße und Öffnung' }));
  return {
    language: 'de',
    title: 'Bewohnerparkausweis',
    sender: 'Stadt Musterstadt, Marktplatz 1, 12345 Musterstadt',
    next: [],
    author: 'Stadt Musterstadt',
    createdAt: new Date(0),
    head: rows.slice(0, 3),
    blocks: ['Ihre Angaben', 'Ihr Auto', 'Bezahlung'].map((title) => ({ title, rows })),
    scans: [{ caption: 'Zulassungsbescheinigung Teil I, Seite 1', jpeg }],
    copyNote: 'Kopie',
    pageLabel: (number) => `Seite ${number}`,
    empty: 'keine Angabe',
  };
}

const mode = process.argv[2];
if (process.send && MODES.some((known) => known === mode)) process.send(await measure(mode as Mode));
