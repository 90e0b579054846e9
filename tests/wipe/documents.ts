import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import { Bug } from '../../foundation/errors.ts';
import { startHeadless } from '../headless/stack.ts';
import { binary, type Canary } from './canaries.ts';

/** Bytes of each piece taken out of a document, and how many pieces. */
const PIECE = 24;
const PIECES = 12;

/**
 * Documents of the same services, made by the product for somebody else. Fonts, colour profile, tags and words of the
 * layout are in them as in every document, also in the one that each session makes ahead to warm up: what stands in
 * them too says nothing about anybody.
 */
export async function controlDocuments(directory: string, services: readonly string[]): Promise<readonly Buffer[]> {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const stack = await startHeadless({ directory });
  try {
    for (const service of services) {
      await stack.ready();
      const { end, last } = await stack.play(service);
      if (end !== 'finished') throw new Bug(`no control document: ${service} ended at ${last}`);
    }
  } finally {
    await stack.stop();
  }
  const cases = join(directory, 'world/portal/cases');
  const files = readdirSync(cases, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const documents = files.map(({ parentPath, name }) => readFileSync(join(parentPath, name))).filter(isPdf);
  if (documents.length < services.length) throw new Bug('the authority has fewer control documents than were sent');
  return documents;
}

interface Parts {
  /** Text and lines of each page, as they stand in the file: compressed. */
  readonly drawn: readonly Buffer[];
  /** JPEG files. */
  readonly pictures: readonly Buffer[];
}

/** Streams of a PDF (ISO 32000-1, 7.3.8) that show something of a person. */
export function partsOf(pdf: Buffer): Parts {
  const drawn: Buffer[] = [];
  const pictures: Buffer[] = [];
  const START = '>>\nstream\n';
  for (let at = pdf.indexOf(START); at >= 0; at = pdf.indexOf(START, at + 1)) {
    const dictionary = pdf.toString('latin1', pdf.lastIndexOf(' obj', at), at);
    const from = at + START.length;
    const bytes = pdf.subarray(from, from + Number(/\/Length (\d+)/.exec(dictionary)?.[1] ?? 0));
    if (dictionary.includes('/DCTDecode')) pictures.push(bytes);
    else if (dictionary.includes('/FlateDecode') && hasText(inflateSync(bytes))) drawn.push(bytes);
  }
  return { drawn, pictures };
}

/** Text objects stand in what is drawn, not in fonts, profiles, pictures or tables of objects (ISO 32000-1, 9.4). */
const hasText = (bytes: Buffer) => bytes.includes('BT\n') && bytes.includes('] TJ\n');

/** Pieces of what is drawn that stand in none of the other documents. */
export function ownPieces(name: string, drawn: readonly Buffer[], controls: readonly Buffer[]): readonly Canary[] {
  const own = drawn
    .flatMap((stream) =>
      Array.from({ length: Math.floor(stream.length / PIECE) }, (_, i) => stream.subarray(i * PIECE, (i + 1) * PIECE)),
    )
    .filter((piece) => !controls.some((control) => control.includes(piece)));
  const every = Math.max(1, Math.floor(own.length / PIECES));
  return own
    .filter((_, i) => i % every === 0)
    .slice(0, PIECES)
    .map((piece, i) => binary(`${name}.${i + 1}`, Buffer.from(piece)));
}

const isPdf = (bytes: Buffer) => bytes.subarray(0, 5).toString('latin1') === '%PDF-';
