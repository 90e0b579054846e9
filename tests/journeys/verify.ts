import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import sharp from 'sharp';
import { WALLET_PRESENTATION_SCHEMA } from '../../portals/fit-connect/sealing/metadata/data-sets.ts';
import type { CaseDetails } from '../../simulators/fit-connect/inbox/summary.ts';
import { versionOf, violationsOf } from '../../simulators/fit-connect/metadata.ts';
import { dayOf } from './day.ts';
import { describeLeak, findLeaks } from './leaks.ts';

import { canaries } from './people.ts';
import type { Delivered, Expected, NothingSent } from './scripts/script.ts';
import type { Stage } from './stage.ts';

export interface Check {
  readonly check: string;
  readonly ok: boolean;
  readonly detail: string;
}

export interface Findings {
  readonly caseNumber: string | null;
  readonly receipt: { readonly png: string; readonly text: readonly string[] } | null;
  readonly submission: unknown;
  readonly ledger: unknown;
  readonly checks: readonly Check[];
}

type Note = (name: string, ok: boolean, detail?: string) => void;

/** Mean difference of two pictures reduced to 48×48 grey, 0–255. Below 12 they show the same page. */
const SAME_PICTURE = 12;

/** Judges a journey that was played to its end. */
export function verify(stage: Stage, expected: Expected): Promise<Findings> {
  return expected.kind === 'nothing-sent' ? verifyNothingSent(stage, expected) : verifyDelivered(stage, expected);
}

/** Nothing has left the terminal and nothing stays behind: no case, no money, no paper, no trace of person or PIN. */
async function verifyNothingSent(stage: Stage, expected: NothingSent): Promise<Findings> {
  const { world } = stage.stack;
  const { leaks, files } = findLeaks(stage.traces, canaries(stage.person, expected.secrets));
  const counted = [
    ['no case at any authority', stage.cases().length],
    ['no payment', stage.ledger().length],
    ['no paper but the slips', world.printer.papers().length - (expected.slips ?? 0)],
    ['the person and the new PIN are nowhere', leaks.length],
  ] as const;
  return {
    caseNumber: null,
    receipt: null,
    submission: null,
    ledger: stage.ledger(),
    checks: [
      ...counted.map(([check, count]) => ({ check, ok: count === 0, detail: `${count}` })),
      ...leaks.map((leak) => ({ check: 'nothing is left behind', ok: false, detail: describeLeak(leak) })),
      { check: 'there were files to search', ok: files > 10, detail: `${files} files` },
    ],
  };
}

/** Holds what the authority decrypted against what was typed, read, scanned and paid, and looks for leaks. */
async function verifyDelivered(stage: Stage, expected: Delivered): Promise<Findings> {
  const { world } = stage.stack;
  const checks: Check[] = [];
  const check = (name: string, ok: boolean, detail = '') => checks.push({ check: name, ok, detail });

  await stage.until(
    'the authority has decided the case',
    () => stage.cases()[0]?.state === 'accepted' || stage.cases()[0]?.state === 'rejected',
  );
  const cases = stage.cases();
  const { visits = 1 } = expected;
  check('exactly one case a request at the authority', cases.length === visits, `${cases.length}`);
  const details = cases[0] && world.portal.case(cases[0].caseId);
  check(
    'the authority accepted it',
    details?.state === 'accepted',
    details?.problems.map(({ title }) => title).join(', '),
  );

  const { authority } = expected;
  if (authority) check('it is with the authority of the place', details?.department === authority, details?.department);

  if (expected.reply) {
    const { replyChannel, additionalReferenceInfo: info } = details?.metadata ?? {};
    const { email, digitalNotice } = expected.reply;
    const isRightChannel = isDeepStrictEqual(replyChannel, { eMail: { address: email } });
    check('the authority knows where to answer', isRightChannel);
    check('and whether electronically', info?.zustimmungZumDigitalenBescheid === digitalNotice);
  }

  const { zahlung, ...data } = (details?.data ?? {}) as { zahlung?: { kassenzeichen: string; betragCent: number } };
  check(
    'data is what was typed and read',
    isDeepStrictEqual(data, expected.data),
    isDeepStrictEqual(data, expected.data) ? '' : JSON.stringify({ got: data, want: expected.data }),
  );
  checkMetadata(details, check);
  const identity = details?.identity ? JSON.stringify(details.identity) : null;
  if (expected.wallet) await checkWalletEvidence(stage, details, expected.wallet, check);
  else check('identity report present exactly if demanded', (identity !== null) === (expected.identity !== null));

  const booked = stage.ledger().filter(({ kind, reversed }) => kind === 'authorisation' && !reversed);
  const online = stage.online().filter(({ status }) => status === 'PAYED');
  const byCard = expected.cents === null || expected.isPaidOnline ? 0 : 1;
  check('charged exactly once, or not at all', booked.length === byCard, `${booked.length}`);
  check('paid on the telephone once, or not at all', online.length === (expected.isPaidOnline ? 1 : 0));
  check(
    'charged the right amount',
    (booked[0]?.amount ?? null) === (byCard === 1 ? expected.cents : null),
    `${booked[0]?.amount ?? 'nothing'}`,
  );
  check('payment in the data', (zahlung?.betragCent ?? null) === (expected.owes ?? expected.cents));
  const paid = details?.metadata?.paymentInformation;
  check(
    'payment in the metadata',
    expected.cents === null || expected.isPaidAfterwards
      ? paid === undefined
      : paid?.transactionReference === zahlung?.kassenzeichen &&
          Math.round((paid?.grossAmount ?? 0) * 100) === expected.cents,
  );

  const owed = () => stage.cases().reduce((sum, one) => sum + Math.round((one.owed ?? 0) * 100), 0);
  await stage.until('every case is paid as it should be', () => owed() === (expected.owes ?? 0)).catch(() => {});
  check(
    'what was paid is paid at the authority, and only that',
    owed() === (expected.owes ?? 0),
    `${owed()} cents due`,
  );

  const files = details?.files ?? [];
  check(
    'a readable document arrived',
    files.some(({ mimeType }) => mimeType === 'application/pdf'),
  );
  if (expected.readable) await readDocument(stage, expected.readable, check);
  for (const { pdf, partial } of world.pagePrinter.papers()) {
    const document = files.find(({ purpose }) => purpose === 'form');
    const isSame = document && Buffer.from(pdf).equals(await arrived(stage, document.attachmentId));
    check('the copy on paper is what the authority holds, whole', isSame === true && !partial);
  }
  if (expected.takenAlong) await compareTakenAlong(stage, expected.takenAlong, check);
  if (expected.scanSeen) await compareScan(stage, expected.scanSeen, check);

  const paper = world.printer.papers().findLast(({ torn }) => !torn);
  const text = paper?.text ?? [];
  check(
    'one whole receipt on paper, each visit',
    world.printer.papers().filter(({ torn }) => !torn).length === visits,
    `${world.printer.papers().length} pieces`,
  );
  const numbers = [...(expected.numbers ?? []), details?.caseNumber ?? ''];
  check(
    'one number on every screen, on paper and in the inbox',
    new Set(numbers).size === 1 && text.join('\n').includes(numbers[0] ?? ''),
    [...new Set(numbers)].join(', '),
  );
  if (authority) check('receipt names the authority', text.join(' ').replace(/\s+/g, ' ').includes(authority));
  if (zahlung) check('receipt shows the payment reference', text.join('\n').includes(zahlung.kassenzeichen));
  let png: string | null = null;
  if (paper) {
    png = join(stage.out, 'receipt.png');
    writeFileSync(png, paper.png);
  }

  await stage.stack.world.printer.takePaper(paper?.id ?? '');
  const search = canaries(stage.person, expected.secrets);
  const { leaks, files: searched, atHome } = findLeaks(stage.traces, search);
  check(
    'the person is in the authority’s inbox',
    expected.identity === null && expected.secrets.length === 0 ? true : atHome > 0,
    `${atHome} files`,
  );
  check(
    'and nowhere else',
    leaks.length === 0,
    `${searched} files searched${leaks.map((leak) => `; ${describeLeak(leak)}`).join('')}`,
  );

  return {
    caseNumber: details?.caseNumber ?? null,
    receipt: png ? { png, text } : null,
    submission: details ?? null,
    ledger: stage.ledger(),
    checks,
  };
}

/** What goes with the data is valid by the schema of its version, and says whose case it is and when it was made. */
function checkMetadata(details: CaseDetails | undefined, check: Note): void {
  const { metadata } = details ?? {};
  const violations = violationsOf(metadata);
  check(
    `the metadata are valid (${versionOf(metadata ?? null) ?? 'none'})`,
    violations.length === 0,
    violations.join(', '),
  );
  const { senderReference, applicationDate } = metadata?.additionalReferenceInfo ?? {};
  check('the metadata name the case', senderReference === details?.caseNumber, senderReference);
  // Sealed before it was paid, perhaps before midnight.
  const days = [0, 10 * 60_000].map((before) => dayOf((details?.submittedAt ?? before) - before));
  check('the metadata name the day', days.includes(applicationDate ?? ''), applicationDate);
}

/** What the wallet presented came along: it is of the person, and tells no more than stood on the telephone. */
async function checkWalletEvidence(
  stage: Stage,
  details: CaseDetails | undefined,
  { asked }: NonNullable<Delivered['wallet']>,
  check: Note,
): Promise<void> {
  const sets = details?.metadata?.dataSets ?? [];
  const content = sets.find(({ schema }) => schema.schemaUri === WALLET_PRESENTATION_SCHEMA)?.content;
  // Metadata 1.x know no such data set: there it travels as a document.
  const file = details?.files.find(({ purpose }) => purpose === 'report');
  const text = typeof content === 'string' ? content : file ? `${await arrived(stage, file.attachmentId)}` : '{}';
  const { presentation = '' } = JSON.parse(text) as { presentation?: string };
  const told = disclosedIn(presentation);
  check('the proof is of the person', told.family_name === stage.person.familyName, Object.keys(told).join(', '));
  const beyond = Object.keys(told).filter((name) => typeof told[name] === 'string' && !asked.includes(name));
  check('the proof tells what stood on the telephone, and no more', beyond.length === 0, beyond.join(', '));
}

/** Claims that an SD-JWT discloses, by name, those that only hold others too (RFC 9901, section 4.2). */
function disclosedIn(presentation: string): Readonly<Record<string, unknown>> {
  const disclosures = presentation.split('~').slice(1, -1);
  const read = disclosures.map((text) => JSON.parse(Buffer.from(text, 'base64url').toString('utf8')) as unknown[]);
  return Object.fromEntries(read.map(([, name, value]) => [name, value]));
}

/** The document as another reader (poppler) reads it; blanks do not count, lines may be broken anywhere. */
async function readDocument(stage: Stage, wanted: readonly string[], check: Note): Promise<void> {
  const details = stage.stack.world.portal.case(stage.cases()[0]?.caseId ?? '');
  const document = details?.files.find(({ purpose }) => purpose === 'form');
  const input = document && (await arrived(stage, document.attachmentId));
  const read = spawnSync('pdftotext', ['-', '-'], { input, encoding: 'utf8' });
  if (read.error && process.env.CI !== 'true') {
    process.stderr.write('the text of the document was not read: no poppler (apt-get install poppler-utils)\n');
    return;
  }
  const letters = (text: string) => text.normalize('NFC').replace(/\s/gu, '');
  const missing = wanted.filter((text) => !letters(read.stdout).includes(letters(text)));
  check('the readable document shows what was typed', missing.length === 0, missing.join('; '));
}

async function compareScan(stage: Stage, seen: Buffer, check: Note): Promise<void> {
  const { portal } = stage.stack.world;
  const details = portal.case(stage.cases()[0]?.caseId ?? '');
  const scan = details?.files.find(({ purpose }) => purpose === 'attachment');
  if (!scan) return check('the scan arrived', false, details?.files.map(({ mimeType }) => mimeType).join(', '));
  const bytes = pictureIn(await arrived(stage, scan.attachmentId));
  const [a, b] = await Promise.all(
    [bytes, seen].map((picture) => sharp(picture).resize(48, 48, { fit: 'fill' }).grayscale().raw().toBuffer()),
  );
  const difference = a && b ? a.reduce((sum, value, i) => sum + Math.abs(value - (b[i] ?? 0)), 0) / a.length : 255;
  check(
    'the scan is the page the citizen saw',
    difference < SAME_PICTURE,
    `difference ${difference.toFixed(1)} of 255`,
  );
}

/** The slip names the case; the copy on the telephone is what the authority holds, byte by byte. */
async function compareTakenAlong(
  stage: Stage,
  files: NonNullable<Delivered['takenAlong']>,
  check: Note,
): Promise<void> {
  const details = stage.stack.world.portal.case(stage.cases()[0]?.caseId ?? '');
  const document = details?.files.find(({ purpose }) => purpose === 'form');
  const number = details?.caseNumber ?? '';
  const slip = files.find(({ name }) => name === `${number}.txt`)?.bytes.toString('utf8');
  check('the slip on the telephone names the case', slip?.includes(number) === true);
  const copy = files.find(({ name }) => name === `${number}.pdf`)?.bytes;
  const isSame = copy && document && copy.equals(await arrived(stage, document.attachmentId));
  check('the copy on the telephone is what the authority holds', isSame === true, `${copy?.length ?? 0} bytes`);
}

/** The one picture of a scan of one page: it stands in the PDF as the scanner made it. */
function pictureIn(pdf: Buffer): Buffer {
  const [begin, end] = [pdf.indexOf('ffd8ff', 0, 'hex'), pdf.lastIndexOf('ffd9', undefined, 'hex')];
  return pdf.subarray(begin, end + 2);
}

/** A file as the authority has decrypted it. */
async function arrived({ stack, cases }: Stage, attachmentId: string): Promise<Buffer> {
  const { caseId = '' } = cases()[0] ?? {};
  const answer = await fetch(`${stack.links.inbox}/api/cases/${caseId}/files/${attachmentId}`);
  return Buffer.from(await answer.arrayBuffer());
}
