import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { buildPdf } from '../../kiosk-app/session/document/readable-pdf.ts';
import { needlesOf } from './canaries.ts';
import { ownPieces, partsOf } from './documents.ts';
import { searchFiles } from './files.ts';
import { createSearch } from './search.ts';

const undo: (() => void)[] = [];
afterEach(() => {
  for (const one of undo.splice(0)) one();
});

/** Written out, because invented people share a town or a street now and then. */
const GRETA = { givenNames: 'Greta', familyName: 'Rauschenberg', street: 'Lindenallee 14', city: 'Buchfeld' };
const OTTO = { givenNames: 'Otto', familyName: 'Wippermann', street: 'Hafenstraße 203', city: 'Norderkoog' };
const PIA = { givenNames: 'Pia', familyName: 'Zschokke', street: 'Am Mühlgraben 7', city: 'Oberwaldau' };

/** The same form, filled in by somebody. */
async function document({ givenNames, familyName, street, city }: typeof GRETA): Promise<Buffer> {
  const { pdf } = await buildPdf({
    language: 'de',
    title: 'Anmeldung eines Hundes',
    sender: 'Stadt Musterstadt, Marktplatz 1, 12345 Musterstadt',
    next: [],
    author: 'Stadt Musterstadt',
    createdAt: new Date(0),
    head: [{ label: 'Empfänger', value: 'Stadt Musterstadt, Steueramt' }],
    blocks: [
      {
        title: 'Angaben zur Person',
        rows: Object.entries({ givenNames, familyName, street, city }).map(([label, value]) => ({ label, value })),
      },
    ],
    scans: [],
    copyNote: '',
    pageLabel: (page) => `Seite ${page}`,
    empty: '–',
  });
  return Buffer.from(pdf);
}

test('most of a document stands in that of anybody else; its pieces are taken from the rest', async () => {
  const [mine, theirs, others] = await Promise.all([document(GRETA), document(OTTO), document(PIA)]);
  const pieces = ownPieces('document', partsOf(mine).drawn, [theirs]);
  expect(pieces.length).toBeGreaterThan(3);
  for (const { bytes } of pieces) {
    expect(mine.includes(bytes)).toBe(true);
    // Not even in one that was not asked: what differs is what somebody has filled in.
    expect(others.includes(bytes)).toBe(false);
  }
  const all = Array.from({ length: Math.floor(mine.length / 24) }, (_, i) => mine.subarray(i * 24, (i + 1) * 24));
  expect(all.filter((piece) => theirs.includes(piece)).length).toBeGreaterThan(all.length / 3);
});

test('a document that somebody else has, too, has no piece of its own', async () => {
  const mine = await document(GRETA);
  expect(ownPieces('document', partsOf(mine).drawn, [mine])).toEqual([]);
});

test('a document left behind is found, as it is and in base64', async () => {
  const [mine, theirs] = await Promise.all([document(GRETA), document(OTTO)]);
  const search = createSearch(needlesOf(ownPieces('document', partsOf(mine).drawn, [theirs])));
  const path = mkdtempSync(join(tmpdir(), 'bt-wipe-test-'));
  undo.push(() => rmSync(path, { recursive: true, force: true }));
  const hitsIn = (content: Buffer | string) => {
    writeFileSync(join(path, 'left'), content);
    return searchFiles({ below: [path], search, since: 0, isExempt: () => false }).hits;
  };
  expect(hitsIn(theirs)).toEqual([]);
  expect(hitsIn(mine).length).toBeGreaterThan(3);
  expect(hitsIn(JSON.stringify({ file: mine.toString('base64') })).length).toBeGreaterThan(3);
});
