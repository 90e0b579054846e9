import { spawnSync } from 'node:child_process';
import { copyFile, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { systemClock } from '../../foundation/clock.ts';
import { silentLog } from '../../foundation/log.ts';
import {
  createScannerDesk,
  DIRECTORY_VARIABLE,
  PACE_VARIABLE,
  SCANIMAGE_SIMULATOR,
  type ScannerDesk,
  SIMULATED_DEVICE,
} from '../../simulators/scanner/index.ts';
import type { ScanFault, Scanner, ScanProfile, ScanProgress } from './contract.ts';
import { createScanimageScanner } from './index.ts';

/** One end of the command line: the driver is not told which one it has. */
interface Peer {
  readonly name: string;
  readonly command: string;
  readonly device: string;
  /** Sheets it finds in its feeder. */
  readonly sheets: number;
  /** Faults it can be brought to, for either source. */
  readonly faults: readonly (readonly [ScanFault, ScanProfile['source']])[];
  prepare(directory: string): Promise<void>;
  environment(directory: string): Readonly<Record<string, string>>;
  provoke(directory: string, fault: ScanFault): Promise<void>;
  /** Makes a page take seconds, so that there is time to cancel. */
  slowDown(directory: string): Promise<void>;
}

const CONF = '/etc/sane.d/test.conf';
const setting = async (directory: string, name: string, value: string) => {
  const path = join(directory, 'test.conf');
  const text = await readFile(path, 'utf8');
  const changed = text.replace(new RegExp(`^${name} .*$`, 'm'), `${name} ${value}`);
  if (!changed.includes(`${name} ${value}`)) throw new Error(`no setting ${name}`);
  await writeFile(path, changed);
};
const SANE_NAMES: Partial<Record<ScanFault, string>> = {
  busy: 'DEVICE_BUSY',
  jammed: 'JAMMED',
  'no-paper': 'NO_DOCS',
  'cover-open': 'COVER_OPEN',
  'io-error': 'IO_ERROR',
  'out-of-memory': 'NO_MEM',
  'access-denied': 'ACCESS_DENIED',
  cancelled: 'CANCELLED',
};

const sane: Peer = {
  name: 'scanimage with the test backend',
  command: 'scanimage',
  device: 'test:0',
  sheets: 10,
  faults: (Object.keys(SANE_NAMES) as ScanFault[]).flatMap((fault) => [
    [fault, 'flatbed'],
    [fault, 'feeder'],
  ]),
  async prepare(directory) {
    await writeFile(join(directory, 'dll.conf'), 'test\n');
    await copyFile(CONF, join(directory, 'test.conf'));
    await setting(directory, 'test-picture', '"Grid"');
  },
  environment: (directory) => ({ SANE_CONFIG_DIR: directory }),
  provoke: (directory, fault) => setting(directory, 'read-status-code', `"SANE_STATUS_${SANE_NAMES[fault]}"`),
  async slowDown(directory) {
    await setting(directory, 'read-delay', 'true');
    await setting(directory, 'read-delay-duration', '200000');
  },
};

/** sane-test(5): what somebody may have left the device at. */
const ODD_SETTINGS = {
  mode: 'Color',
  depth: '16',
  'hand-scanner': 'true',
  'three-pass': 'true',
  resolution: '123.0',
  tl_x: '20.0',
  tl_y: '30.0',
  br_x: '70.0',
  br_y: '60.0',
};

let desk: ScannerDesk | undefined;
let pace = '0';
const simulator: Peer = {
  name: 'the simulator',
  command: SCANIMAGE_SIMULATOR,
  device: SIMULATED_DEVICE,
  sheets: 3,
  faults: [
    ['jammed', 'feeder'],
    ['jammed', 'flatbed'],
    ['no-paper', 'feeder'],
    ['cover-open', 'feeder'],
    ['busy', 'flatbed'],
    ['busy', 'feeder'],
    ['gone', 'flatbed'],
    ['gone', 'feeder'],
  ],
  async prepare(directory) {
    pace = '0';
    desk = createScannerDesk(directory);
    desk.layDocument('letter');
    desk.loadFeeder(['letter', 'letter', 'letter']);
  },
  environment: (directory) => ({ [DIRECTORY_VARIABLE]: directory, [PACE_VARIABLE]: pace }),
  async provoke(_directory, fault) {
    if (fault === 'jammed') desk?.jam();
    else if (fault === 'no-paper') desk?.emptyFeeder();
    else if (fault === 'cover-open') desk?.openCover();
    else if (fault === 'busy') desk?.setBusy(true);
    else desk?.pullCable();
  },
  async slowDown() {
    pace = '20000';
  },
};

const isInstalled = spawnSync('scanimage', ['--version']).status === 0 && spawnSync('test', ['-r', CONF]).status === 0;
const isCi = process.env.CI === 'true';
const profile = (source: ScanProfile['source']): ScanProfile => ({
  id: 'conformance',
  source,
  mode: 'gray',
  resolution: 100,
  page: { width: 100, height: 140 },
  cleanUp: false,
});

describe.each([sane, simulator])('$name', (peer) => {
  const isMissing = peer === sane && !isInstalled;
  if (isMissing && !isCi)
    process.stderr.write('skipped: scanimage conformance, sane-utils and libsane1 are not installed\n');
  const check = test.skipIf(isMissing && !isCi);

  let directory: string;
  let pages: string;
  let scanner: Scanner;
  const before = new Set<string>();
  beforeAll(async () => {
    for (const name of await readdir('/dev/shm').catch(() => [])) before.add(name);
  });
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'bt-sane-'));
    pages = await mkdtemp(join(tmpdir(), 'bt-pages-'));
    if (!isMissing) await peer.prepare(directory);
  });
  afterEach(async () => {
    await scanner?.close();
    desk?.close();
    await rm(directory, { recursive: true, force: true });
    await rm(pages, { recursive: true, force: true });
  });
  afterAll(async () => {
    const mine = new RegExp(`^bt-scan-${process.pid}-`);
    const left = (await readdir('/dev/shm').catch(() => [])).filter((name) => mine.test(name) && !before.has(name));
    expect(left).toEqual([]);
  });
  const open = () => {
    const { command, device } = peer;
    scanner = createScanimageScanner({
      command,
      device,
      environment: peer.environment(directory),
      directory: pages,
      clock: systemClock,
      log: silentLog,
    });
  };
  const scan = async (
    source: ScanProfile['source'],
    onProgress: (p: ScanProgress) => void = () => {},
    signal?: AbortSignal,
  ) => {
    const outcome = await scanner.scan(profile(source), onProgress, signal ?? new AbortController().signal);
    return outcome.ok
      ? { fault: null, pages: outcome.value.pages }
      : { fault: outcome.error.reason, pages: outcome.error.pages };
  };

  check('one page from the glass, in the size asked for, with progress', async () => {
    open();
    const percents: number[] = [];
    const { fault, pages: got } = await scan('flatbed', ({ percent }) => percent !== null && percents.push(percent));
    expect(fault).toBeNull();
    expect(got).toHaveLength(1);
    expect((got[0]?.widthPx ?? 0) / ((100 / 25.4) * 100)).toBeCloseTo(1, 1);
    expect(got[0]?.blank).toBe(false);
    expect(percents).toEqual([...percents].sort((a, b) => a - b));
    expect(percents.at(-1)).toBe(100);
  });

  check('colour has three channels, gray has one', async () => {
    open();
    const { default: sharp } = await import('sharp');
    const gray = await scan('flatbed');
    expect((await sharp(gray.pages[0]?.jpeg).metadata()).channels).toBe(1);
    const color = await scanner.scan({ ...profile('flatbed'), mode: 'color' }, () => {}, new AbortController().signal);
    expect(color.ok && (await sharp(color.value.pages[0]?.jpeg).metadata()).channels).toBe(3);
  });

  check('the feeder is scanned until it is empty, which is no fault', async () => {
    open();
    const { fault, pages: got } = await scan('feeder');
    expect(fault).toBeNull();
    expect(got).toHaveLength(peer.sheets);
    expect(await readdir(pages)).toEqual([]);
  });

  check.each(peer.faults)('%s at the %s is told apart, and no page is claimed', async (fault, source) => {
    await peer.provoke(directory, fault);
    open();
    expect(await scan(source)).toEqual({ fault, pages: [] });
    expect(await readdir(pages)).toEqual([]);
  });

  check('a device name that does not exist is gone', async () => {
    const { command } = peer;
    scanner = createScanimageScanner({
      command,
      device: 'test:77',
      environment: peer.environment(directory),
      directory: pages,
      clock: systemClock,
      log: silentLog,
    });
    expect(await scan('flatbed')).toEqual({ fault: 'gone', pages: [] });
  });

  check('a cancelled scan ends, and the next one works', async () => {
    await peer.slowDown(directory);
    open();
    const abort = new AbortController();
    const { fault } = await scan('flatbed', ({ phase }) => phase === 'scanning' && abort.abort(), abort.signal);
    expect(fault).toBe('cancelled');
    await scanner.close();
    if (peer === sane) await setting(directory, 'read-delay', 'false');
    pace = '0';
    open();
    expect((await scan('flatbed')).fault).toBeNull();
  });

  if (peer === sane)
    check('whatever the device is set to, the page of the profile comes, in its true size', async () => {
      for (const [name, value] of Object.entries(ODD_SETTINGS)) await setting(directory, name, value);
      open();
      for (const mode of ['gray', 'color'] as const) {
        const page = { width: 100, height: 140 };
        const wanted = { ...profile('flatbed'), mode, page };
        const outcome = await scanner.scan(wanted, () => {}, new AbortController().signal);
        const [got] = outcome.ok ? outcome.value.pages : [];
        const mm = (px = 0) => Math.round((px / (got?.resolution ?? 1)) * 25.4);
        expect([mode, mm(got?.widthPx), mm(got?.heightPx)]).toEqual([mode, page.width, page.height]);
      }
    });

  check('its options are understood', async () => {
    open();
    const report = await scanner.checkHealth();
    expect(report.passed).toBe(true);
    const detail = (step: string) => report.steps.find((s) => s.step === step)?.detail;
    expect(detail('modes')).toContain('Gray');
    expect(detail('sources')).toMatch(/Flatbed, (ADF|Automatic Document Feeder)/);
    expect(scanner.health().model).not.toBeNull();
  });
});
