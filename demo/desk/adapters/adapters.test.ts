import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createKeypad } from '../../../device-drivers/keypad/index.ts';
import { createIppPagePrinter } from '../../../device-drivers/page-printer/index.ts';
import { createZvtPaymentTerminal } from '../../../device-drivers/payment/index.ts';
import { SimulatedClock, systemClock } from '../../../foundation/clock.ts';
import { silentLog } from '../../../foundation/log.ts';
import { startCodeReaderSimulator } from '../../../simulators/code-reader/index.ts';
import type { EidChip } from '../../../simulators/eid/card.ts';
import { startAusweisAppSimulator } from '../../../simulators/eid/index.ts';
import { SIMULATED_KEY_MAP, startKeypadServer } from '../../../simulators/keypad/server.ts';
import { startPagePrinterSimulator } from '../../../simulators/page-printer/index.ts';
import { startZvtSimulator } from '../../../simulators/payment/index.ts';
import { createReadyCounter } from '../../../simulators/receipt-printer/test-support/counter.ts';
import { createScannerDesk } from '../../../simulators/scanner/index.ts';
import { PURSE } from '../cards.ts';
import type { DeskDevice } from '../contract.ts';
import { codeReaderOnDesk } from './code-reader.ts';
import { eidOnDesk } from './eid.ts';
import { keypadOnDesk } from './keypad.ts';
import { personOnDesk, wallOnDesk } from './network-lines.ts';
import { pagePrinterOnDesk } from './page-printer.ts';
import { paymentOnDesk } from './payment.ts';
import { printerOnDesk } from './printer.ts';
import { scannerOnDesk } from './scanner.ts';

const clock = new SimulatedClock();
const log = silentLog;
const act = (device: DeskDevice, name: string, args: object = {}) => device.actions[name]?.(args);

test('a receipt torn off leaves the slot, stays readable, and can be thrown away', async () => {
  const counter = await createReadyCounter();
  onTestFinished(() => counter.close());
  const desk = printerOnDesk(counter.simulator);
  await counter.print('r1');
  await counter.slips();
  await act(desk, 'tearOff', { id: 'paper-1' });
  expect(desk.state()).toMatchObject({ papers: [], kept: [{ id: 'paper-1' }] });
  expect(desk.picture?.('paper-1')?.type).toBe('image/png');
  await expect(act(desk, 'tearOff', { id: 'paper-1' })).rejects.toMatchObject({ reason: 'no-such-paper' });
  await act(desk, 'throwAway', { id: 'paper-1' });
  expect([desk.state(), desk.picture?.('paper-1')]).toMatchObject([{ kept: [] }, undefined]);
});

test('the desk moves the real printer simulator: paper pulled, cover opened', async () => {
  const counter = await createReadyCounter();
  onTestFinished(() => counter.close());
  const desk = printerOnDesk(counter.simulator);
  await act(desk, 'pullPaper');
  await counter.until(() => counter.printer.health().reason === 'paper-out');
  await act(desk, 'loadPaper');
  await act(desk, 'openCover');
  await counter.until(() => counter.printer.health().reason === 'cover-open');
});

test('a bank card is refused while the terminal waits for none', async () => {
  const simulator = await startZvtSimulator({ port: 0, clock, log });
  onTestFinished(() => simulator.close());
  const desk = paymentOnDesk(simulator);
  await expect(act(desk, 'tapCard', { card: 'approved' })).rejects.toMatchObject({ reason: 'not-now' });
  await expect(act(desk, 'tapCard', { card: 'gold' })).rejects.toMatchObject({ reason: 'bad-arguments' });
  await act(desk, 'pullCable');
  expect(desk.state()).toMatchObject({ cable: 'pulled' });
});

async function payingAtTheDesk() {
  const simulator = await startZvtSimulator({ port: 0, clock: systemClock, log, pace: 0 });
  onTestFinished(() => simulator.close());
  const { port } = simulator;
  const terminal = createZvtPaymentTerminal({ host: '127.0.0.1', port, password: '000000', clock: systemClock, log });
  onTestFinished(() => terminal.close());
  terminal.open();
  await expect.poll(() => terminal.health().state).toBe('ready');
  const hooks = { commit: async () => {}, onProgress: () => {} };
  const payment = terminal.authorise({ intentId: 'intent-1', amount: 100 }, hooks);
  await expect.poll(() => simulator.state().waitingFor).toBe('card');
  return { simulator, payment, desk: paymentOnDesk(simulator) };
}

test('a wrong PIN that was typed stays wrong when OK is pressed; nothing typed, OK does nothing', async () => {
  const { simulator, payment, desk } = await payingAtTheDesk();
  await act(desk, 'tapCard', { card: 'approved-with-pin' });
  await expect.poll(() => simulator.state().waitingFor).toBe('pin');
  await expect(act(desk, 'pressOk')).rejects.toMatchObject({ reason: 'not-now' });
  await act(desk, 'typePin', { right: false });
  expect(desk.state()).toMatchObject({ typed: true, waitingFor: 'pin' });
  await act(desk, 'pressOk');
  await expect.poll(() => simulator.state().display).toContain('PIN falsch');
  await expect.poll(() => simulator.state().waitingFor).toBe('pin');
  await act(desk, 'typePin', { right: true });
  await act(desk, 'pressOk');
  await expect(payment).resolves.toMatchObject({ kind: 'paid' });
});

test('the note beside a card follows what was done to it, and "reset" makes the card as it was', async () => {
  const simulator = await startAusweisAppSimulator({ port: 0, clock, log });
  onTestFinished(() => simulator.close());
  const desk = eidOnDesk(simulator, PURSE);
  const of = (wanted: string) =>
    (desk.state() as { readonly cards: readonly { readonly id: string }[] }).cards.find(({ id }) => id === wanted);
  const chip = (wanted: string) => {
    const card = PURSE.find(({ id }) => id === wanted)?.card ?? { kind: 'other' };
    return simulator.chipOf(card) as EidChip;
  };
  expect(of('valid')).toMatchObject({ note: { condition: 'valid', secret: { value: '123456' } }, isChanged: false });
  chip('valid').setPin('654321');
  expect(of('valid')).toMatchObject({ note: { secret: { kind: 'pin', value: '654321' } }, isChanged: true });
  chip('valid').tryPin('000000', false);
  expect(of('valid')).toMatchObject({ note: { condition: 'two-tries' } });
  for (let i = 0; i < 2; i++) {
    chip('valid').tryCan('500540');
    chip('valid').tryPin('000000', false);
  }
  expect(of('valid')).toMatchObject({ note: { condition: 'blocked', secret: { kind: 'puk' } } });
  chip('letter-pin').setPin('141421');
  expect(of('letter-pin')).toMatchObject({ note: { condition: 'valid', secret: { kind: 'pin', value: '141421' } } });
  await act(desk, 'layCard', { card: 'valid' });
  await act(desk, 'resetCard', { card: 'valid' });
  expect(of('valid')).toMatchObject({ note: { condition: 'valid', secret: { value: '123456' } }, isChanged: false });
  expect(desk.state()).toMatchObject({ card: 'valid', triesLeft: 3 });
});

test('an identity card is laid on the reader, taken off, and keeps its tries', async () => {
  const simulator = await startAusweisAppSimulator({ port: 0, clock, log });
  onTestFinished(() => simulator.close());
  const desk = eidOnDesk(simulator, PURSE);
  await act(desk, 'layCard', { card: 'last-try' });
  expect(desk.state()).toMatchObject({ card: 'last-try', triesLeft: 1, cable: 'plugged', running: true });
  await act(desk, 'removeCard');
  expect(desk.state()).toMatchObject({ card: null, triesLeft: null });
  await expect(act(desk, 'layCard', { card: 'forged' })).rejects.toMatchObject({ reason: 'no-such-card' });
});

test('the reader can be unplugged and the AusweisApp crashed and restarted', async () => {
  const simulator = await startAusweisAppSimulator({ port: 0, clock, log });
  onTestFinished(() => simulator.close());
  const desk = eidOnDesk(simulator, PURSE);
  await act(desk, 'pullCable');
  expect(desk.state()).toMatchObject({ cable: 'pulled' });
  await act(desk, 'plugCable');
  await act(desk, 'crash');
  expect(desk.state()).toMatchObject({ cable: 'plugged', running: false });
  await act(desk, 'restart');
  expect(desk.state()).toMatchObject({ running: true });
});

test('a document lies on the glass and a jam shows', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'desk-'));
  const scanner = createScannerDesk(directory);
  onTestFinished(() => {
    scanner.close();
    rmSync(directory, { recursive: true });
  });
  const desk = scannerOnDesk(scanner);
  await act(desk, 'layDocument', { document: 'vehicle-registration' });
  await act(desk, 'jam');
  expect(desk.state()).toMatchObject({ glass: 'vehicle-registration', jammed: true, cable: 'plugged' });
  await act(desk, 'removeDocument');
  expect(desk.state()).toMatchObject({ glass: null });
});

test('a letter is refused while nobody listens to the reader, and its code is drawn', async () => {
  const simulator = await startCodeReaderSimulator({ port: 0 });
  onTestFinished(() => simulator.close());
  const desk = codeReaderOnDesk(simulator, [{ id: 'fine', lines: ['Stadtkasse'], code: 'SECRET-CODE' }]);
  await expect(act(desk, 'show', { letter: 'fine' })).rejects.toMatchObject({ reason: 'not-now' });
  await expect(act(desk, 'show', { letter: 'other' })).rejects.toMatchObject({ reason: 'no-such-letter' });
  expect(desk.picture?.('fine')?.type).toBe('image/svg+xml');
  expect(JSON.stringify(desk.state())).not.toContain('SECRET-CODE');
});

test('a line to the authority is cut and mended', async () => {
  let down = false;
  const line = {
    setDown(next: boolean) {
      down = next;
    },
    isDown: () => down,
  };
  const desk = wallOnDesk({ portal: line }, () => 2);
  await act(desk, 'portal', { on: false });
  expect(desk.state()).toEqual({ lines: { portal: 'down' }, arrived: 2 });
  await act(desk, 'portal', { on: true });
  expect(down).toBe(false);
});

test('a person who could not be reported away is still there', async () => {
  const desk = personOnDesk(() => Promise.reject(new Error('no terminal')));
  await expect(act(desk, 'present', { on: false })).rejects.toThrow();
  expect(desk.state()).toEqual({ present: true });
});

test('a copy is taken out of the tray, can be read as it was printed, and thrown away', async () => {
  const simulator = await startPagePrinterSimulator({ port: 0, clock: systemClock });
  onTestFinished(() => simulator.close());
  simulator.slow(0.01);
  const driver = createIppPagePrinter({ uri: simulator.uri, clock: systemClock, log });
  onTestFinished(() => driver.close());
  driver.open();
  const pdf = Buffer.from('%PDF-1.7\n1 0 obj<</Type /Page>>endobj\n');
  await expect(driver.print({ id: 'a-1', pdf, copies: 1 })).resolves.toMatchObject({ ok: true });
  const desk = pagePrinterOnDesk(simulator);
  expect(desk.state()).toMatchObject({ papers: [{ id: 'pile-1', sheets: 1, partial: false }], kept: [] });
  await act(desk, 'take', { id: 'pile-1' });
  expect(desk.state()).toMatchObject({ papers: [], kept: [{ id: 'pile-1' }] });
  expect(desk.picture?.('pile-1')).toEqual({ type: 'application/pdf', body: pdf });
  await act(desk, 'throwAway', { id: 'pile-1' });
  expect(desk.picture?.('pile-1')).toBe(undefined);
});

test('a key on the desk is a key of the driver, and so is the headset; without cable none is', async () => {
  const server = await startKeypadServer({ port: 0 });
  onTestFinished(() => server.close());
  const desk = keypadOnDesk(server);
  const path = `127.0.0.1:${server.port}`;
  const keypad = createKeypad({ protocol: 'tcp', path, keyMap: SIMULATED_KEY_MAP, clock: systemClock, log });
  onTestFinished(() => keypad.close());
  const heard: string[] = [];
  keypad.onKey(({ action, pressed }) => heard.push(`${action} ${pressed ? 'down' : 'up'}`));
  keypad.onHeadset((state) => heard.push(state));
  keypad.open();
  await expect.poll(() => server.state().listeners).toBe(1);
  await act(desk, 'press', { key: 'select' });
  await act(desk, 'press', { key: 'help' });
  await act(desk, 'headset', { on: true });
  await expect.poll(() => heard).toEqual(['select down', 'select up', 'help down', 'help up', 'plugged']);
  await act(desk, 'pullCable');
  await expect(act(desk, 'press', { key: 'select' })).rejects.toMatchObject({ reason: 'not-now' });
  await expect.poll(() => keypad.headset()).toBe('unknown');
});
