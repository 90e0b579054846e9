import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newHubLink } from '../../demo/hub-access.ts';
import { choosePorts } from '../../demo/ports.ts';
import { scannerKind } from '../../demo/scanner.ts';
import { type Stack, startStack } from '../../demo/stack.ts';
import { systemClock } from '../../foundation/clock.ts';
import { chromiumMissing, launch } from '../../kiosk-app/ui/test-support/chromium.ts';

const ROOT = join(import.meta.dirname, '../..');

/** A technician at the desk, a terminal in the town hall, and nobody of them in the same place. */
describe.skipIf(chromiumMissing() !== null)('find and repair a jammed printer', () => {
  const directory = mkdtempSync(join(tmpdir(), 'jammed-'));
  let stack: Stack;
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    const ports = await choosePorts('free', () => {});
    stack = await startStack({
      ...{ directory, ports, keyDirectory: join(ROOT, '.cache/demo-keys'), scanner: scannerKind(), window: null },
      ...{ eid: { kind: 'simulator' }, pace: 0.2, clock: systemClock, onDeath: () => {} },
    });
    browser = await launch();
    page = await browser.newPage({ viewport: { width: 1280, height: 720 }, locale: 'de-DE' });
    await page.goto(await newHubLink(join(directory, 'hub')));
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await stack?.stop();
    rmSync(directory, { recursive: true, force: true });
  });

  const printer = () => page.getByTestId('device-page-printer');
  /** Gives a command and waits until it is really done. */
  async function give(kind: string, name: string): Promise<void> {
    const form = page.getByTestId(`form-${kind}`);
    if (!(await form.isVisible())) await page.getByTestId(`act-${kind}`).click();
    await form.getByRole('button', { name, exact: true }).click();
    const state = page.getByTestId(`command-${kind}`).first().getByTestId('command-state');
    await expect.poll(() => state.textContent(), { timeout: 15_000 }).toBe('erledigt');
  }

  test('the jam is seen, checked, cleared by somebody there, and proven to be gone', async () => {
    await page.getByTestId('needs-person').getByText('Nichts. Alle Terminals kommen allein zurecht.').waitFor();
    stack.world.pagePrinter.jam();

    await page.getByTestId('needs-person').getByRole('link', { name: 'Seitendrucker: Papierstau' }).click();
    await page.locator('.episode').getByRole('button', { name: 'Mir zuweisen' }).click();
    await page.getByTestId('assignee').waitFor();
    await page.locator('.episode').getByRole('link', { name: 'Gerät prüfen' }).click();
    await printer().getByText('Papierstau').waitFor();
    await give('device-health-check', 'Gerät prüfen');
    await page.getByTestId('result').getByText('nicht in Ordnung').first().waitFor();

    // On the telephone: open the flap and take the paper out.
    stack.world.pagePrinter.clearJam();
    await page.getByTestId('act-device-reset').click();
    await page.getByTestId('form-device-reset').getByLabel('Gerät', { exact: true }).selectOption('page-printer');
    await give('device-reset', 'Gerät zurücksetzen');
    await printer().getByText('bereit').waitFor();
    await page.getByTestId('no-episodes').waitFor();
    expect(await page.getByTestId('condition').textContent()).toContain('in Betrieb');
  });
});
