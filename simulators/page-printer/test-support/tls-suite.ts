import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { PagePrinter } from '../../../device-drivers/page-printer/contract.ts';
import { createIppPagePrinter } from '../../../device-drivers/page-printer/index.ts';
import { systemClock } from '../../../foundation/clock.ts';
import { silentLog } from '../../../foundation/log.ts';
import { type OwnCertificate, selfSigned } from './certificate.ts';
import { pdfOf } from './counter.ts';
import { fastClock } from './fast-clock.ts';
import { isReferenceInstalled, startIppEvePrinter } from './ippeveprinter.ts';
import type { Peer } from './peer.ts';
import { eventually } from './process.ts';

/**
 * ipps:// against the reference printer with a certificate of its own making. Part of conformance.peer.test.ts: avahi, which
 * ippeveprinter needs, runs once on a machine, and files of tests run side by side.
 */
export function overTls(): void {
  const isSkipped = !isReferenceInstalled() && process.env.CI !== 'true';
  if (isSkipped) process.stderr.write('skipped: page printer over TLS, ippeveprinter is not installed\n');
  describe.skipIf(isSkipped)('ippeveprinter over TLS', suite);
}

function suite(): void {
  let directory: string;
  let peer: Peer;
  let own: OwnCertificate;
  let printer: PagePrinter | undefined;
  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'bt-ipps-'));
    own = await selfSigned('localhost', systemClock.now());
    writeFileSync(join(directory, 'localhost.crt'), own.certificatePem);
    writeFileSync(join(directory, 'localhost.key'), own.keyPem);
    peer = await startIppEvePrinter(directory);
  }, 30_000);
  afterEach(async () => {
    await printer?.close();
    printer = undefined;
  });
  afterAll(async () => {
    await peer?.stop();
    rmSync(directory, { recursive: true, force: true });
  });

  const at = (host: string) => peer.uri.replace('ipp://127.0.0.1', `ipps://${host}`);
  const open = async (host: string, known: { ca?: string; caFile?: string }) => {
    const common = { uri: at(host), user: 'terminal-1', clock: fastClock(peer.haste), log: silentLog };
    const driver = createIppPagePrinter({ ...common, ...known });
    printer = driver;
    driver.open();
    await eventually(() => driver.health().state !== 'starting');
    return driver;
  };

  test('a document is printed over an encrypted line to the printer whose certificate is known', async () => {
    const driver = await open('localhost', { caFile: join(directory, 'localhost.crt') });
    expect(driver.health().state).toBe('ready');
    const pdf = pdfOf(1);
    expect(await driver.print({ id: 'd1', pdf, copies: 1 })).toMatchObject({ ok: true, value: { printed: true } });
    const papers = await peer.printed();
    expect(Buffer.from(papers.at(-1) ?? []).equals(Buffer.from(pdf))).toBe(true);
  }, 30_000);

  test.each([
    ['nobody’s certificate is known', 'localhost', () => ({})],
    [
      'another certificate is expected',
      'localhost',
      async () => ({ ca: (await selfSigned('localhost', 0)).certificatePem }),
    ],
    ['it is for another name', '127.0.0.1', () => ({ ca: own.certificatePem })],
  ])('not trusted, and no document leaves: %s', async (_why, host, known) => {
    const before = (await peer.printed()).length;
    const driver = await open(host, await known());
    expect(driver.health()).toMatchObject({ state: 'offline', reason: 'not-trusted' });
    expect(await driver.print({ id: 'd2', pdf: pdfOf(1), copies: 1 })).toMatchObject({ ok: false });
    expect((await peer.printed()).length).toBe(before);
  });
}
