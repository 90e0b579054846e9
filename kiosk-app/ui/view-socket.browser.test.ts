import type { Browser, Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type WebSocket, WebSocketServer } from 'ws';
import { UiMessage } from '../session/contract/messages.ts';
import type { Snapshot } from '../session/contract/snapshot.ts';
import { STORIES } from './stories/stories.ts';
import { type BuiltUi, buildUi } from './test-support/build-ui.ts';
import { chromiumMissing, launch, ORIENTATIONS } from './test-support/chromium.ts';
import { type Served, serve } from './test-support/serve.ts';
import { touch } from './test-support/touch.ts';

const PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

const snapshotOf = (name: string): Snapshot => {
  const story = STORIES.find((candidate) => candidate.name === name);
  if (story === undefined) throw new Error(`no story ${name}`);
  return story.snapshot;
};

/** The session's end of the wire: checks every frame with the contract's own schema. */
class Session {
  readonly heard: UiMessage[] = [];
  socket: WebSocket | null = null;
  readonly #server: WebSocketServer;
  #seq = 0;

  constructor(served: Served) {
    this.#server = new WebSocketServer({ server: served.server, path: '/view' });
    this.#server.on('connection', (socket) => {
      this.socket = socket;
      socket.on('message', (data) => {
        const message = UiMessage.parse(JSON.parse(String(data)));
        this.heard.push(message);
        if (message.type === 'hello' || message.type === 'resume') {
          this.say({ type: 'welcome', version: 1, resume: 'resume-key' });
        }
      });
    });
  }

  say(message: unknown): void {
    this.socket?.send(JSON.stringify(message));
  }

  show(name: string): void {
    this.#seq += 1;
    this.say({ type: 'snapshot', snapshot: { ...snapshotOf(name), seq: this.#seq } });
  }

  of<T extends UiMessage['type']>(type: T): Extract<UiMessage, { type: T }>[] {
    return this.heard.filter((message): message is Extract<UiMessage, { type: T }> => message.type === type);
  }

  close(): void {
    for (const client of this.#server.clients) client.terminate();
    this.#server.close();
  }
}

describe.skipIf(chromiumMissing() !== null)('the built page on a real socket', () => {
  let ui: BuiltUi;
  let served: Served;
  let session: Session;
  let browser: Browser;
  let page: Page;
  const complaints: string[] = [];

  beforeEach(async () => {
    complaints.length = 0;
    ui = await buildUi('index.html');
    served = await serve(ui.directory);
    session = new Session(served);
    browser = await launch();
    page = await browser.newPage({ viewport: ORIENTATIONS.portrait });
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      if (/Content Security Policy/.test(message.text())) complaints.push(message.text());
    });
    await page.goto(`http://127.0.0.1:${served.port}/#token-of-this-page`);
    await expect.poll(() => session.of('hello').length).toBe(1);
  }, 60_000);

  afterEach(async () => {
    await browser.close();
    session.close();
    await served.close();
    await ui.remove();
    expect(complaints).toEqual([]);
  });

  const screen = (kind: string) => page.getByTestId(`screen-${kind}`);
  const press = (testid: string) => touch(page, testid, 5_000);

  test('greets with its token and keeps it out of the address afterwards', async () => {
    expect(session.of('hello')[0]?.token).toBe('token-of-this-page');
    expect(page.url()).toBe(`http://127.0.0.1:${served.port}/`);
  });

  test('shows what the session says and tells it what was pressed, for that screen', async () => {
    session.show('attract');
    await screen('attract').waitFor();
    await press('intent-start');
    await expect
      .poll(() => session.of('intent'))
      .toEqual([{ type: 'intent', screenId: 'attract', intent: { name: 'start' } }]);
    expect(session.of('activity')).toHaveLength(1);
  });

  test('a picture is shown under the page’s policy', async () => {
    session.say({ type: 'picture', id: 'scan-1', mime: 'image/png', data: PIXEL });
    session.show('evidence-one-page');
    const picture = page.getByTestId('page-p1').locator('img');
    await picture.waitFor();
    await expect.poll(() => picture.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBe(1);
  });

  test('covered: the session hears so once nothing of the screen is drawn any more, and again after a broken line', async () => {
    session.show('form-vehicle');
    await screen('form').waitFor();
    expect(session.of('covered')).toHaveLength(0);
    session.show('overlay-cover');
    await expect.poll(() => session.of('covered').length).toBe(1);
    expect(await screen('form').count()).toBe(0);
    session.socket?.terminate();
    await expect.poll(() => session.of('resume').length).toBe(1);
    session.show('overlay-cover');
    await expect.poll(() => session.of('covered').length).toBe(2);
  });

  test('a broken line: says so, takes no input, resumes by itself and goes on', async () => {
    session.show('form-vehicle');
    await screen('form').waitFor();
    session.socket?.terminate();
    await page.getByTestId('veil').waitFor();
    expect(await page.locator('.stage').getAttribute('inert')).not.toBeNull();
    await expect.poll(() => session.of('resume').length).toBe(1);
    expect(session.of('resume')[0]?.key).toBe('resume-key');
    session.show('form-vehicle');
    await page.getByTestId('veil').waitFor({ state: 'detached' });
    expect(await page.locator('.stage').getAttribute('inert')).toBeNull();
  });

  test('text being typed is not overwritten by a snapshot that does not know it yet', async () => {
    session.show('form-text');
    await screen('form').waitFor();
    for (const key of ['r', 'e', 'x']) await press(`key-${key}`);
    session.show('form-text');
    await expect.poll(() => page.getByTestId('field-dogName').inputValue()).toBe('Rex');
  });

  test('at the end nothing of the session is left on the page', async () => {
    session.show('review');
    await screen('review').waitFor();
    session.say({ type: 'ended' });
    await page.getByTestId('standby').waitFor();
    expect(await page.locator('body').textContent()).not.toContain('Mustermann');
  });

  test('a reload has no token and waits for the shell instead of showing anything', async () => {
    session.show('review');
    await screen('review').waitFor();
    await page.reload();
    await page.getByTestId('standby').waitFor();
    expect(session.of('hello')).toHaveLength(1);
  });
});
