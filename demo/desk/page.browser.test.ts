import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { encode } from 'uqr';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { ReceiptBlock } from '../../device-drivers/receipt-printer/contract.ts';
import { SimulatedClock } from '../../foundation/clock.ts';
import { silentLog } from '../../foundation/log.ts';
import { chromiumMissing, launch } from '../../kiosk-app/ui/test-support/chromium.ts';
import { createReadyCounter } from '../../simulators/receipt-printer/test-support/counter.ts';
import { WALLETS } from '../wallet/people.ts';
import { printerOnDesk } from './adapters/printer.ts';
import type { DeskDevice } from './contract.ts';
import { startDesk } from './server.ts';

/** Stands for the citizen's screen: something to press far down and to the right, something to type in. */
const SCREEN = `<!doctype html><body style="margin:0"><button style="position:absolute;left:900px;top:1800px"
onclick="this.textContent='pressed'">press</button><input style="position:absolute;left:40px;top:900px">`;
const WINDOWS = [
  { width: 1366, height: 768 },
  { width: 1920, height: 1080 },
];

describe.skipIf(chromiumMissing() !== null)('the demo in a browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch();
  }, 40_000);
  afterAll(() => browser?.close());

  async function openDesk(viewport: (typeof WINDOWS)[number], devices: readonly DeskDevice[] = []): Promise<Page> {
    const screen = createServer((_, response) => response.setHeader('content-type', 'text/html').end(SCREEN));
    await new Promise<void>((done) => screen.listen(0, '127.0.0.1', done));
    const links = { screen: `http://127.0.0.1:${(screen.address() as AddressInfo).port}/` };
    const desk = await startDesk({ port: 0, devices, links, clock: new SimulatedClock(), log: silentLog });
    const context = await browser.newContext({ viewport, hasTouch: true });
    onTestFinished(async () => {
      await context.close();
      await desk.close();
      screen.close();
    });
    const page = await context.newPage();
    await page.goto(desk.url);
    return page;
  }

  test.each(WINDOWS)('the whole terminal is in sight at $width×$height, and finger and keys reach it', async (size) => {
    const page = await openDesk(size);
    const frame = page.frameLocator('.screen__frame');
    const button = frame.getByRole('button');
    await button.waitFor();
    const box = await button.boundingBox();
    expect((box?.y ?? size.height) + (box?.height ?? 0)).toBeLessThan(size.height);
    expect((box?.x ?? size.width) + (box?.width ?? 0)).toBeLessThan(size.width / 2);
    expect(await page.evaluate(() => document.documentElement.scrollHeight <= innerHeight)).toBe(true);
    await button.tap();
    expect(await button.textContent()).toBe('pressed');
    await frame.getByRole('textbox').click();
    await page.keyboard.type('Grüße');
    expect(await frame.getByRole('textbox').inputValue()).toBe('Grüße');
  });

  test('the buttons stand under an opened receipt and never on it, however long it is', async () => {
    const counter = await createReadyCounter();
    onTestFinished(() => counter.close());
    const lines = Array.from({ length: 90 }, (_, i): ReceiptBlock => ({ type: 'text', text: `Zeile ${i}` }));
    await counter.print('long', lines);
    await counter.slips();
    const desk = printerOnDesk(counter.simulator);
    await desk.actions.tearOff?.({ id: 'paper-1' });
    const page = await openDesk({ width: 1366, height: 768 }, [desk]);
    await page.locator('.kept .slip').click();
    const paper = await page.locator('.slip-viewer__paper').boundingBox();
    const buttons = await page.locator('.slip-viewer__buttons button').first().boundingBox();
    expect((paper?.y ?? 0) + (paper?.height ?? 0)).toBeLessThanOrEqual(buttons?.y ?? 0);
    expect((buttons?.y ?? 768) + (buttons?.height ?? 0)).toBeLessThanOrEqual(768);
    expect(await page.locator('.slip-viewer__paper').evaluate((one) => one.scrollHeight > one.clientHeight)).toBe(true);
  });

  test('however much is asked on the telephone, its buttons are in sight and do what they say', async () => {
    const pressed: string[] = [];
    const claims = ['given_name', 'family_name', 'birthdate', 'birth_family_name', 'place_of_birth', 'nationalities'];
    const address = ['street_address', 'postal_code', 'locality', 'country'];
    const purpose = 'Anträge am Bürger-Terminal der Stadt Musterstadt stellen';
    const step = { kind: 'asked', name: 'Stadt Musterstadt, Bürgerservice', purpose, claims: [...claims, ...address] };
    const phone: DeskDevice = {
      id: 'phone',
      state: () => ({
        wallet: 'valid',
        format: 'mso_mdoc',
        isOffline: false,
        isCodeInSight: true,
        isPageCodeInSight: false,
        wallets: WALLETS,
        step,
      }),
      actions: { agree: async () => void pressed.push('agree'), decline: async () => void pressed.push('decline') },
      onChange: () => () => {},
    };
    const page = await openDesk({ width: 1366, height: 768 }, [phone]);
    const display = await page.locator('.phone__display').boundingBox();
    for (const name of ['Ablehnen', 'Zustimmen']) {
      const button = page.getByRole('button', { name });
      const box = await button.boundingBox();
      expect(box?.y).toBeGreaterThanOrEqual(display?.y ?? 0);
      expect((box?.y ?? 768) + (box?.height ?? 0)).toBeLessThanOrEqual((display?.y ?? 0) + (display?.height ?? 0));
      expect(await button.evaluate((one) => one.scrollWidth <= one.clientWidth)).toBe(true);
      await button.tap();
    }
    await expect.poll(() => pressed).toEqual(['decline', 'agree']);
  });

  test('the telephone photographs the code of a page, and opens what it says', async () => {
    const step = { kind: 'idle' };
    const phone: DeskDevice = {
      id: 'phone',
      state: () => ({
        ...{ wallet: 'valid', format: 'mso_mdoc', isOffline: false, wallets: WALLETS, step },
        ...{ isCodeInSight: false, isPageCodeInSight: true },
      }),
      actions: {},
      onChange: () => () => {},
    };
    const page = await openDesk({ width: 1366, height: 768 }, [phone]);
    const code = `${new URL(page.url()).origin}/p#${'a'.repeat(43)}.${'b'.repeat(22)}`;
    // Nobody can give leave to share a tab here: the code is in what is shared.
    await page.evaluate(
      (modules) => {
        const canvas = document.createElement('canvas');
        Object.assign(canvas, { width: 1366, height: 768 });
        const pen = canvas.getContext('2d');
        const draw = () => {
          if (!pen) return;
          pen.fillStyle = '#fff';
          pen.fillRect(0, 0, 1366, 768);
          pen.fillStyle = '#000';
          for (const [y, row] of modules.entries())
            for (const [x, dark] of row.entries()) if (dark) pen.fillRect(300 + x * 5, 200 + y * 5, 5, 5);
        };
        setInterval(draw, 50);
        navigator.mediaDevices.getDisplayMedia = async () => canvas.captureStream(20);
      },
      encode(code, { ecc: 'M' }).data,
    );
    await page.getByRole('button', { name: 'Code fotografieren' }).tap();
    const link = page.getByRole('link', { name: 'Seite öffnen' });
    await link.waitFor();
    expect(await link.getAttribute('href')).toBe(code);
    const opening = page.waitForEvent('popup');
    await link.tap();
    expect((await opening).url()).toBe(code);
  });
});

test('only the screen of this demo may stand in the frame, and without one none', async () => {
  const policyWith = async (links: Record<string, string>) => {
    const desk = await startDesk({ port: 0, devices: [], links, clock: new SimulatedClock(), log: silentLog });
    const answer = await fetch(desk.url);
    await answer.text();
    await desk.close();
    return answer.headers.get('content-security-policy');
  };
  expect(await policyWith({ screen: 'http://127.0.0.1:7100/' })).toContain('frame-src http://127.0.0.1:7100;');
  expect(await policyWith({})).toContain("frame-src 'none';");
});
