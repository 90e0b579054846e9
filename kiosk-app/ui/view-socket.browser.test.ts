import type { Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { UiMessage } from '../session/contract/messages.ts';
import { chromiumMissing } from './test-support/chromium.ts';
import { FakeSession, snapshotOf } from './test-support/fake-session.ts';
import { touch } from './test-support/touch.ts';
import { useBuiltPage } from './test-support/use-built-page.ts';

const PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

/** Shows what it is told to, and keeps what it has heard. */
class ListeningSession extends FakeSession {
  readonly #heard: UiMessage[] = [];
  #seq = 0;

  show(name: string): void {
    this.#seq += 1;
    this.say({ type: 'snapshot', snapshot: { ...snapshotOf(name), seq: this.#seq } });
  }

  of<T extends UiMessage['type']>(type: T): Extract<UiMessage, { type: T }>[] {
    return this.#heard.filter((message): message is Extract<UiMessage, { type: T }> => message.type === type);
  }

  protected override hear(message: UiMessage): void {
    this.#heard.push(message);
    if (message.type === 'hello' || message.type === 'resume') this.welcome();
  }
}

describe.skipIf(chromiumMissing() !== null)('the built page on a real socket', () => {
  const built = useBuiltPage((server) => new ListeningSession(server));
  let page: Page;
  let session: ListeningSession;
  const complaints: string[] = [];

  beforeEach(async () => {
    complaints.length = 0;
    ({ page, session } = built);
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      if (/Content Security Policy/.test(message.text())) complaints.push(message.text());
    });
    await page.goto(`${built.address}#token-of-this-page`);
    await expect.poll(() => session.of('hello').length).toBe(1);
  });
  afterEach(() => expect(complaints).toEqual([]));

  const screen = (kind: string) => page.getByTestId(`screen-${kind}`);
  const press = (testid: string) => touch(page, testid, 5_000);

  test('greets with its token and keeps it out of the address afterwards', async () => {
    expect(session.of('hello')[0]?.token).toBe('token-of-this-page');
    expect(page.url()).toBe(built.address);
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
    // Refuses where the policy lets it not come; waits however busy the machine is.
    const width = picture.evaluate((img: HTMLImageElement) => img.decode().then(() => img.naturalWidth));
    expect(await width).toBe(1);
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
