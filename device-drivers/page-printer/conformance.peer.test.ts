import { existsSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { silentLog } from '../../foundation/log.ts';
import { pdfOf } from '../../simulators/page-printer/test-support/counter.ts';
import { type CupsPeer, startCups } from '../../simulators/page-printer/test-support/cupsd.ts';
import { fastClock } from '../../simulators/page-printer/test-support/fast-clock.ts';
import { isReferenceInstalled, startIppEvePrinter } from '../../simulators/page-printer/test-support/ippeveprinter.ts';
import type { Peer } from '../../simulators/page-printer/test-support/peer.ts';
import { eventually } from '../../simulators/page-printer/test-support/process.ts';
import { startSimulatorPeer } from '../../simulators/page-printer/test-support/simulator-peer.ts';
import { overTls } from '../../simulators/page-printer/test-support/tls-suite.ts';
import type { PagePrinter } from './contract.ts';
import { createIppPagePrinter } from './index.ts';

const SECRET = 'Erika Mustermann';
/** Real time in which a withdrawn job would still come out, if it were going to. */
const AFTERWARDS_MS = 1_000;
/** CUPS gives up a job whose filter failed once its backend has ended too, after about four seconds. */
const WITHIN_MOMENTS_MS = 30_000;
const PRINTED = { ok: true, value: { printed: true, retained: false } };
const isCi = process.env.CI === 'true';
const isCupsInstalled = () => ['/usr/sbin/cupsd', '/usr/sbin/lpadmin'].every((command) => existsSync(command));

const peers = [
  { name: 'the simulator', start: startSimulatorPeer, isInstalled: true },
  { name: 'ippeveprinter', start: () => startIppEvePrinter(), isInstalled: isReferenceInstalled() },
  { name: 'cupsd', start: startCups, isInstalled: isReferenceInstalled() && isCupsInstalled() },
];

describe.each(peers)('$name', ({ name, start, isInstalled }) => {
  if (!isInstalled && !isCi) process.stderr.write(`skipped: page printer against ${name}, which is not installed\n`);
  const isSkipped = !isInstalled && !isCi;
  const check = test.skipIf(isSkipped);
  const slow = { timeout: 90_000 };

  let peer: Peer;
  let printer: PagePrinter | undefined;
  beforeAll(async () => {
    if (!isSkipped) peer = await start();
  }, 30_000);
  afterEach(async () => {
    if (isSkipped) return;
    await peer.trouble(undefined);
    await peer.release();
    // A cancelled page goes on to its end, and would keep the next test's job waiting.
    await eventually(async () => !(await peer.isPrinting()));
    await printer?.close();
    printer = undefined;
  }, 60_000);
  afterAll(() => peer?.stop());

  const open = async () => {
    const driver = createIppPagePrinter({
      uri: peer.uri,
      user: 'terminal-1',
      clock: fastClock(peer.haste),
      log: silentLog,
    });
    printer = driver;
    driver.open();
    await eventually(() => !['starting', 'offline'].includes(driver.health().state));
    return driver;
  };
  let count = 0;
  const submit = (driver: PagePrinter, copies = 1) =>
    driver.print({ id: `d${++count}`, pdf: pdfOf(1, SECRET), copies });
  const nothingLeft = () => eventually(async () => !peer.traces || (await peer.traces(SECRET)).length === 0);
  /** The document is in the printer's hands, so that a trouble meets it there. */
  const underWay = () => eventually(() => peer.isPrinting());

  check('the health check passes and uses no paper', async () => {
    const driver = await open();
    const before = (await peer.printed()).length;
    const report = await driver.checkHealth();
    expect(report.steps.filter((step) => step.outcome === 'failed')).toEqual([]);
    expect(report.passed).toBe(true);
    expect(driver.health().model).not.toBeNull();
    expect((await peer.printed()).length).toBe(before);
  });

  check('a document arrives unchanged, is reported as printed, and leaves no trace', slow, async () => {
    const driver = await open();
    const before = (await peer.printed()).length;
    await peer.hold();
    const printing = submit(driver);
    await underWay();
    if (peer.traces) expect(await peer.traces(SECRET)).not.toEqual([]);
    await peer.release();
    expect(await printing).toEqual(PRINTED);
    const papers = await peer.printed();
    expect(papers).toHaveLength(before + 1);
    expect(Buffer.from(papers.at(-1) ?? []).equals(Buffer.from(pdfOf(1, SECRET)))).toBe(true);
    await nothingLeft();
  });

  check.each(['media-empty', 'media-jam', 'cover-open'] as const)(
    '%s in the middle is told apart and named by health, the job withdrawn, and no paper comes of it',
    slow,
    async (trouble) => {
      const driver = await open();
      const told: (string | null)[] = [];
      driver.onHealth(({ reason }) => told.push(reason));
      const before = await peer.printed();
      await peer.hold();
      const printing = submit(driver);
      await underWay();
      await peer.trouble(trouble);
      expect(await printing).toMatchObject({ ok: false, error: { reason: trouble, retained: false } });
      expect(told).toContain(trouble);
      // A queue says so before its printer has heard of it.
      await eventually(async () => !(await peer.isPrinting()));
      // Somebody mends it: whoever stands there then must not get another person's paper.
      await peer.trouble(undefined);
      await peer.release();
      await new Promise((resolve) => setTimeout(resolve, AFTERWARDS_MS));
      expect((await peer.printed()).length).toBe(before.length);
      await nothingLeft();
    },
  );

  check('a job the printer gives up is not printed', slow, async () => {
    const driver = await open();
    await peer.abortNext();
    expect(await submit(driver)).toMatchObject({ ok: false, error: { reason: 'aborted', retained: false } });
    await nothingLeft();
  });

  check('cancel withdraws the document, and nothing of it is left', slow, async () => {
    const driver = await open();
    await peer.hold();
    const printing = submit(driver);
    await underWay();
    driver.cancel(`d${count}`);
    expect(await printing).toMatchObject({ ok: false, error: { reason: 'cancelled' } });
    await peer.release();
    await nothingLeft();
  });

  check('toner low prints, and asks for a person', slow, async () => {
    const driver = await open();
    await peer.trouble('toner-low');
    await peer.hold();
    const printing = submit(driver);
    await underWay();
    await peer.release();
    expect(await printing).toEqual(PRINTED);
  });

  if (name === 'cupsd') {
    check(
      'a filter of the queue fails: given up within moments, and nothing of the document is left',
      slow,
      async () => {
        const cups = peer as CupsPeer;
        await cups.filter('fails');
        const driver = await open();
        const start = performance.now();
        expect(await submit(driver)).toMatchObject({ ok: false, error: { reason: 'aborted', retained: false } });
        expect(performance.now() - start).toBeLessThan(WITHIN_MOMENTS_MS);
        await nothingLeft();
        expect((await driver.checkHealth()).steps).toContainEqual(
          expect.objectContaining({ step: 'queue', outcome: 'passed' }),
        );
        await cups.filter(undefined);
      },
    );

    check('a document that went through a filter is printed (CUPS says processing-to-stop-point)', slow, async () => {
      const cups = peer as CupsPeer;
      await cups.filter('passes');
      const driver = await open();
      expect(await submit(driver)).toEqual(PRINTED);
      await nothingLeft();
      await cups.filter(undefined);
    });

    check('a queue stopped by a person: refused, nothing has left', slow, async () => {
      const cups = peer as CupsPeer;
      await cups.stopQueue();
      const driver = await open();
      expect(await submit(driver)).toEqual({ ok: false, error: { reason: 'paused', partial: false, retained: false } });
      await nothingLeft();
      await cups.startQueue();
    });
  }
});

overTls();
