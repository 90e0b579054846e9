import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { systemClock } from '../../foundation/clock.ts';
import { silentLog } from '../../foundation/log.ts';
import { Personal } from '../../foundation/personal.ts';
import { bringAxe } from '../../kiosk-app/ui/test-support/axe.ts';
import { chromiumMissing, launch } from '../../kiosk-app/ui/test-support/chromium.ts';
import { readPage } from '../../phone-relay/page-files.ts';
import { type PhoneRelay, startPhoneRelay } from '../../phone-relay/relay.ts';
import { makeTerminalKey, readTerminalKeys } from '../../phone-relay/terminal-keys.ts';
import { LINK_LIMITS } from '../../portals/phone-relay/link/link-limits.ts';
import { builtPage } from './test-support/built-page.ts';
import { faultsOf, violationsOf } from './test-support/page-faults.ts';
import { shows, visitWithCode } from './test-support/visit.ts';

const PICTURES = join(import.meta.dirname, '../../.cache/phone-page');
/** Bytes of gzip that a telephone with little signal loads. */
const SIZE = 26_000;
const { key, line } = makeTerminalKey('one');
const directory = mkdtempSync(join(tmpdir(), 'phone-page-test-'));
const CAMERA = join(directory, 'camera.mjpeg');

/** A sheet with writing on a dark table, as a camera sees it. */
const sheet = (width: number, height: number) =>
  sharp(
    Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 100 100"
      preserveAspectRatio="none"><rect width="100" height="100" fill="#3a2f28"/><path d="M22 14 80 18 78 88 18 84Z"
      fill="#f4f2ec"/><path d="M28 26h40M28 34h44M27 42h36M27 50h42" stroke="#333" stroke-width="1.5"/></svg>`),
  )
    .jpeg()
    .toBuffer();

/** A telephone's photo: lies on its side and says so, and knows where it was taken. */
const photo = async () =>
  sharp(await sheet(4_000, 3_000))
    .withExif({ IFD0: { Artist: 'CANARY-PHOTO' } })
    .withMetadata({ orientation: 6 })
    .toBuffer();

const PHONES = [
  { width: 360, height: 740 },
  { width: 390, height: 844 },
  { width: 430, height: 932 },
] as const;

describe.skipIf(chromiumMissing() !== null)("the telephone's page in Chromium", () => {
  let browser: Browser;
  let page: { readonly directory: string; remove(): void };
  let relay: PhoneRelay;
  beforeAll(async () => {
    mkdirSync(PICTURES, { recursive: true });
    // A film is pictures one after another.
    const still = await sheet(1_280, 960);
    writeFileSync(CAMERA, Buffer.concat(Array.from({ length: 8 }, () => still)));
    [browser, page] = await Promise.all([
      launch([
        '--use-fake-ui-for-media-stream',
        '--use-fake-device-for-media-stream',
        `--use-file-for-fake-video-capture=${CAMERA}`,
      ]),
      builtPage(),
    ]);
    relay = await startPhoneRelay({
      ...{ host: '127.0.0.1', port: 0, tls: null, proxies: [], clock: systemClock, log: silentLog },
      keys: readTerminalKeys(line),
      page: readPage(page.directory),
    });
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await relay?.close();
    page?.remove();
    rmSync(directory, { recursive: true });
  });

  const at = () => ({ url: `http://127.0.0.1:${relay.port}`, key });

  /** A telephone that has opened a code; whatever its browser complains about is a fault. */
  async function opened(code: string, context: BrowserContextOptions = {}) {
    const phone = await (
      await browser.newContext({
        ...{ viewport: PHONES[1], deviceScaleFactor: 2, isMobile: true, hasTouch: true, locale: 'de-DE' },
        ...{ permissions: ['camera'], acceptDownloads: true, reducedMotion: 'reduce' as const },
        ...context,
      })
    ).newPage();
    const complaints: string[] = [];
    phone.on('console', (message) => {
      // What the relay answers to whoever is too late stands there, too.
      const isAnswer = /status of 40[49]/.test(message.text());
      if (message.type() === 'error' && !isAnswer) complaints.push(message.text());
    });
    phone.on('pageerror', (error) => complaints.push(error.message));
    onTestFinished(async () => {
      await phone.context().close();
      expect(complaints).toEqual([]);
    });
    await phone.goto(code);
    return phone;
  }

  async function linked(context: BrowserContextOptions = {}) {
    const visit = await visitWithCode(at());
    const phone = await opened(visit.code, context);
    await shows(visit.link, 'checking');
    visit.link.confirm(true);
    await phone.getByTestId('count').waitFor();
    return { ...visit, phone };
  }

  /** Nothing sticks out, nothing is too small, everything can be read. */
  async function judge(phone: Page, name: string): Promise<void> {
    const { width = 0 } = phone.viewportSize() ?? {};
    await phone.screenshot({ path: join(PICTURES, `${name}-${width}.png`), fullPage: true });
    await bringAxe(phone);
    expect([name, await faultsOf(phone), await violationsOf(phone)]).toEqual([name, [], []]);
  }

  const give = (phone: Page, name: string, buffer: Buffer, mimeType = 'image/jpeg') =>
    phone.getByTestId('choose').setInputFiles({ name, mimeType, buffer });

  test.each(PHONES)('every step can be read and reached at a width of $width', async (viewport) => {
    const { visit, link, code } = await visitWithCode(at());
    const phone = await opened(code, { viewport });
    await phone.getByTestId('number').waitFor();
    await judge(phone, 'checking');
    await shows(link, 'checking');
    link.confirm(true);
    await phone.getByTestId('count').waitFor();
    await judge(phone, 'pages-none');
    await give(phone, 'foto.jpg', await photo());
    await phone.getByTestId('page').waitFor();
    visit.refusal = 'heic';
    await give(phone, 'foto.jpg', await photo());
    await phone.getByTestId('refused-heic').waitFor();
    visit.pages = [{ id: 'page-0', from: 'scanner' }, ...visit.pages];
    link.tellTask();
    await phone.getByTestId('page').nth(1).waitFor();
    const second = await opened(code, { viewport });
    await second.getByTestId('ended').waitFor();
    await judge(second, 'ended-taken');
    await phone.getByRole('alert').filter({ hasText: 'zweites Telefon' }).waitFor();
    await phone.getByTestId('delete').last().click();
    await judge(phone, 'pages');
    visit.moveOn();
    await phone.getByText('Es geht am Terminal weiter').waitFor();
    await link.give({
      ...{ name: '4F1A-9C03-77B2.txt', type: 'text/plain', title: 'Quittung für Ihren Antrag' },
      bytes: new Personal<Uint8Array>(Buffer.from('Beleg')),
    });
    await judge(phone, 'waiting-files');
    link.disconnect();
    await phone.getByTestId('ended').waitFor();
    await judge(phone, 'ended-closed');
  });

  test('it can be read in the dark, too', async () => {
    const { visit, phone } = await linked({ colorScheme: 'dark' });
    visit.refusal = 'program';
    await give(phone, 'foto.jpg', await photo());
    await phone.getByTestId('refused-program').waitFor();
    await judge(phone, 'dark');
  });

  test('a photo arrives upright, brought down, and without what stood beside its pixels', async () => {
    const { visit, phone } = await linked();
    const taken = await photo();
    expect(taken.includes('CANARY-PHOTO')).toBe(true);
    await give(phone, 'foto.jpg', taken);
    await phone.getByTestId('page').locator('img').waitFor();
    const [file] = visit.taken;
    if (!file) throw new TypeError('nothing was taken');
    const { width, height, format, exif } = await sharp(file).metadata();
    expect({ width, height, format, exif }).toEqual({
      ...{ width: (LINK_LIMITS.photoPixels * 3) / 4, height: LINK_LIMITS.photoPixels },
      ...{ format: 'jpeg', exif: undefined },
    });
    expect(Buffer.from(file).includes('CANARY-PHOTO')).toBe(false);
  });

  test.each(['image/png', 'image/webp', 'image/gif', 'image/svg+xml'])('%s is sent as a photo', async (type) => {
    const { visit, phone } = await linked();
    const picture = sharp({ create: { width: 800, height: 600, channels: 4, background: '#0000' } });
    const files: Readonly<Record<string, () => Promise<Buffer>>> = {
      'image/png': () => picture.png().toBuffer(),
      'image/webp': () => picture.webp().toBuffer(),
      'image/gif': () => picture.gif().toBuffer(),
      'image/svg+xml': async () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="800" height="600"/>'),
    };
    await give(phone, 'bild', (await files[type]?.()) ?? Buffer.alloc(0), type);
    await phone.getByTestId('page').waitFor();
    expect(await sharp(visit.taken[0]).metadata()).toMatchObject({ format: 'jpeg', width: 800, height: 600 });
  });

  test('what is no picture is sent as it is, for the terminal to say what it is', async () => {
    const { visit, phone } = await linked();
    visit.refusal = 'program';
    await give(phone, 'foto.jpg', Buffer.from('MZ program'));
    await phone.getByTestId('refused-program').waitFor();
    expect(Buffer.from(visit.taken[0] ?? []).toString()).toBe('MZ program');
    await phone.getByTestId('read').click();
    await expect.poll(() => phone.getByTestId('refused-program').count()).toBe(0);
  });

  test('the camera shows the edges of the sheet, and a photo that was looked at is sent', async () => {
    const { visit, phone } = await linked();
    await phone.getByTestId('photo').click();
    await phone.locator('.edges[data-whole="true"]').waitFor();
    expect(await phone.getByTestId('camera-hint').textContent()).toBe('Das Blatt ist ganz im Bild.');
    await judge(phone, 'camera');
    await phone.getByTestId('take').click();
    await phone.getByTestId('use-photo').waitFor();
    await judge(phone, 'camera-still');
    await phone.getByTestId('cut').click();
    expect(await phone.getByTestId('cut').textContent()).toBe('Nur das Blatt nehmen');
    await phone.getByTestId('again').click();
    await phone.locator('.edges[data-whole="true"]').waitFor();
    await phone.getByTestId('take').click();
    await phone.getByTestId('use-photo').click();
    await phone.getByTestId('page').waitFor();
    // The sheet by itself: hardly anything of the dark table is left in its corners.
    const { data, info } = await sharp(visit.taken[0]).greyscale().raw().toBuffer({ resolveWithObject: true });
    expect(Math.abs(info.width / info.height - 742 / 685)).toBeLessThan(0.1);
    expect(data.filter((value) => value < 100).length / data.length).toBeLessThan(0.12);
    expect(await phone.locator('dialog').count()).toBe(0);
  });

  test('without leave to use the camera its app is offered', async () => {
    const { phone } = await linked();
    await phone.evaluate(() => {
      navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', 'NotAllowedError'));
    });
    await phone.getByTestId('photo').click();
    await phone.getByTestId('photo-app').waitFor({ state: 'attached' });
    expect(await phone.getByTestId('photo-app').getAttribute('capture')).toBe('environment');
    await judge(phone, 'camera-fault');
  });

  test('a file to take along is saved as the terminal named it', async () => {
    const { link, phone } = await linked();
    const bytes = Buffer.from('BEGIN:VCALENDAR');
    await link.give({
      ...{ name: 'termin.ics', type: 'text/calendar', title: 'Termin', bytes: new Personal<Uint8Array>(bytes) },
    });
    const saved = phone.waitForEvent('download');
    await phone.getByTestId('save-termin.ics').click();
    const download = await saved;
    expect(download.suggestedFilename()).toBe('termin.ics');
    expect(readFileSync(await download.path())).toEqual(bytes);
  });

  test('nothing is kept: not the secret in address or history, nothing in any store of the browser', async () => {
    const { phone, code } = await linked();
    await give(phone, 'foto.jpg', await photo());
    await phone.getByTestId('page').waitFor();
    const kept = await phone.evaluate(async () => ({
      address: location.href,
      state: history.state,
      local: localStorage.length,
      session: sessionStorage.length,
      databases: (await indexedDB.databases()).length,
      caches: (await caches.keys()).length,
      workers: (await navigator.serviceWorker.getRegistrations()).length,
    }));
    expect(kept).toEqual({
      ...{ address: `${new URL(code).origin}/p`, state: null },
      ...{ local: 0, session: 0, databases: 0, caches: 0, workers: 0 },
    });
    expect(await phone.context().cookies()).toEqual([]);
  });

  test('a page that is loaded anew tells the terminal, and says what helps', async () => {
    const { link, phone } = await linked();
    await phone.reload();
    await phone.locator('[data-reason="no-code"]').waitFor();
    await shows(link, 'failed');
    expect(link.view()).toEqual({ kind: 'failed', reason: 'left' });
  });

  test('it is small, and no schema is in it', () => {
    const names = readdirSync(page.directory, { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.includes('.'),
    );
    const files = names.map((name) => readFileSync(join(page.directory, name)));
    expect(files.reduce((sum, file) => sum + gzipSync(file).length, 0)).toBeLessThan(SIZE);
    expect(Buffer.concat(files).toString()).not.toMatch(/discriminatedUnion|ZodError/);
  });

  test('it asks nobody but its own relay, and nobody may frame it', async () => {
    const answer = await fetch(`${at().url}/p`);
    expect(answer.headers.get('content-security-policy')).toMatch(/default-src 'none';.*frame-ancestors 'none'/);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const { phone } = await linked();
    const asked = await phone.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name));
    expect(asked.filter((name) => !name.startsWith(`${at().url}/`))).toEqual([]);
  });
});
