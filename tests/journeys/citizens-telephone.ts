import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { launch } from '../../kiosk-app/ui/test-support/chromium.ts';

/** As a telephone of today shows pages. */
const HANDSET = {
  viewport: { width: 390, height: 844 },
  ...{ deviceScaleFactor: 3, isMobile: true, hasTouch: true, locale: 'de-DE', acceptDownloads: true },
} as const;
const PATIENCE = 30_000;
/** Marks around the middle of what is sealed, so that a search can tell it from everything else. */
const KEPT = 96;

/** The person's own telephone: a browser of its own, in which the page of a link is opened, and a photo of a paper. */
export class CitizensTelephone {
  /** Stands in the photo's file beside the pixels, as a name or a place would: it must get nowhere. */
  readonly inPhoto: string;
  #browser: Browser | null = null;
  #page: Page | null = null;

  /** @param inPhoto what stands in the photo's EXIF */
  constructor(inPhoto = 'Blitzlichtgewitter Bahnhofsuhr') {
    this.inPhoto = inPhoto;
  }

  get isLinked(): boolean {
    return this.#page !== null;
  }

  /** Opens what a code says. @returns the four digits on its screen */
  async open(code: string): Promise<string> {
    this.#browser ??= await launch();
    const page = await (await this.#browser.newContext(HANDSET)).newPage();
    await page.addInitScript(keepWhatIsSealed, KEPT);
    this.#page = page;
    await page.goto(code);
    return ((await page.getByTestId('number').textContent({ timeout: PATIENCE })) ?? '').trim();
  }

  /** Sends a photo, and waits until the terminal has taken it. @param among so many pages it is then */
  async send(photo: Buffer, among = 1): Promise<void> {
    const page = this.#shown();
    await page.getByTestId('choose').setInputFiles({ name: 'foto.jpg', mimeType: 'image/jpeg', buffer: photo });
    await page
      .getByTestId('page')
      .nth(among - 1)
      .locator('img')
      .waitFor({ timeout: PATIENCE });
  }

  /** Everything that the terminal gave, saved by touch. */
  async save(): Promise<readonly { readonly name: string; readonly bytes: Buffer }[]> {
    const page = this.#shown();
    const buttons = page.locator('[data-testid^="save-"]');
    const files: { name: string; bytes: Buffer }[] = [];
    for (let at = 0; at < (await buttons.count()); at++) {
      const saving = page.waitForEvent('download', { timeout: PATIENCE });
      await buttons.nth(at).tap();
      const download = await saving;
      files.push({ name: download.suggestedFilename(), bytes: readFileSync(await download.path()) });
    }
    return files;
  }

  /** What the page had sealed until now, a piece of each part: in clear it may be nowhere but here and in the session. */
  async sealed(): Promise<readonly Buffer[]> {
    const pieces = await this.#shown().evaluate(() => Reflect.get(window, 'sealedPieces') as string[]);
    return pieces.map((piece) => Buffer.from(piece, 'base64'));
  }

  async picture(path: string): Promise<void> {
    await this.#shown().screenshot({ path });
  }

  /** Waits until the page says that the visit is over. */
  async ended(): Promise<void> {
    await this.#shown().getByTestId('ended').waitFor({ timeout: PATIENCE });
  }

  /** The person takes it away. */
  async close(): Promise<void> {
    await this.#browser?.close();
    this.#browser = null;
    this.#page = null;
  }

  /** A paper on a table, photographed: a picture of 12 million pixels that knows who took it. */
  async photo(): Promise<Buffer> {
    const drawing = `<svg xmlns="http://www.w3.org/2000/svg" width="3000" height="4000">
      <rect width="3000" height="4000" fill="#4a3b30"/><g transform="rotate(2 1500 2000)">
      <rect x="300" y="350" width="2400" height="3300" fill="#f3f1ea"/>
      ${lines()}</g></svg>`;
    const noise = { width: 3_000, height: 4_000, channels: 3 as const, background: '#808080' };
    const grain = sharp({ create: { ...noise, noise: { type: 'gaussian', mean: 128, sigma: 14 } } });
    return sharp(Buffer.from(drawing))
      .composite([{ input: await grain.png({ compressionLevel: 1 }).toBuffer(), blend: 'soft-light' }])
      .withExif({ IFD0: { Artist: this.inPhoto } })
      .jpeg({ quality: 88 })
      .toBuffer();
  }

  #shown(): Page {
    if (!this.#page) throw new TypeError('no page is open on the telephone');
    return this.#page;
  }
}

/** Something like writing, another each time. */
const lines = (): string =>
  Array.from({ length: 30 }, (_, at) => {
    const words = Array.from({ length: 9 }, () => Math.round(60 + Math.random() * 190));
    let x = 500;
    return words
      .map((width) => {
        const word = `<rect x="${x}" y="${560 + at * 95}" width="${width}" height="34" fill="#2a2a33"/>`;
        x += width + 40;
        return word;
      })
      .join('');
  }).join('');

/** Runs in the telephone's page before its own script: remembers a piece of whatever is to be sealed. */
function keepWhatIsSealed(length: number): void {
  const pieces: string[] = [];
  Reflect.set(window, 'sealedPieces', pieces);
  const { encrypt } = SubtleCrypto.prototype;
  SubtleCrypto.prototype.encrypt = function (this: SubtleCrypto, algorithm, key, data) {
    const bytes = new Uint8Array(data instanceof ArrayBuffer ? data : data.buffer);
    const from = Math.floor(bytes.length / 2);
    if (bytes.length > 4 * length) pieces.push(btoa(String.fromCharCode(...bytes.slice(from, from + length))));
    return encrypt.call(this, algorithm, key, data);
  };
}
