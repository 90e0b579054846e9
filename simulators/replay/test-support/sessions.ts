import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createCodeReader } from '../../../device-drivers/code-reader/index.ts';
import type { EidEvent, EidWorkflow } from '../../../device-drivers/eid/contract.ts';
import { createEidClient } from '../../../device-drivers/eid/index.ts';
import { createKeypad } from '../../../device-drivers/keypad/index.ts';
import type { OpenHid } from '../../../device-drivers/links/hid.ts';
import { createIppPagePrinter } from '../../../device-drivers/page-printer/index.ts';
import type { Post } from '../../../device-drivers/page-printer/transport/http.ts';
import {
  createZvtDriver,
  createZvtPaymentTerminal,
  type ZvtPaymentTerminal,
} from '../../../device-drivers/payment/index.ts';
import { serialLink } from '../../../device-drivers/payment/transport/serial-link.ts';
import type { ReadText } from '../../../device-drivers/presence/channel.ts';
import type { Presence } from '../../../device-drivers/presence/contract.ts';
import { createPresenceSensor } from '../../../device-drivers/presence/index.ts';
import { createEscPosPrinter } from '../../../device-drivers/receipt-printer/index.ts';
import { parseRecording, type Recording } from '../../../device-drivers/recording/format.ts';
import type { Tap } from '../../../device-drivers/recording/tap.ts';
import type { ScanProfile } from '../../../device-drivers/scanner/contract.ts';
import { ScanimageScanner } from '../../../device-drivers/scanner/driver.ts';
import type { Spawn } from '../../../device-drivers/scanner/scanimage/process.ts';
import { createSmartCardReader } from '../../../device-drivers/smart-card/index.ts';
import type { Clock } from '../../../foundation/clock.ts';
import { Bug } from '../../../foundation/errors.ts';
import { silentLog } from '../../../foundation/log.ts';
import type { ReplayedLine } from '../channel.ts';

/**
 * What each driver does in the recorded sessions. The same steps are run against a simulator to make a recording
 * (record-fixtures.ts) and against the recording in the tests.
 */
interface Common {
  readonly clock: Clock;
  readonly tap?: Tap | undefined;
  /** Lets time pass until the condition holds. */
  readonly until: (condition: () => boolean) => Promise<void>;
}
export interface OnPort extends Common {
  readonly port: number;
}

interface OnHid extends Common {
  readonly openHid: OpenHid;
}
const HID_PATH = '1eab:0022';

const hooks = { onProgress: () => {}, commit: async () => {} };

/** Registers, takes 30,70 €, logs off. */
export function payOnce({ port, clock, tap, until }: OnPort) {
  const common = { password: '000000', clock, log: silentLog, tap };
  return payWith(createZvtPaymentTerminal({ host: '127.0.0.1', port, ...common }), until);
}

/** The same over a serial line. */
export function payOnLine({ connect, clock, tap, until }: Common & { connect: ReplayedLine['connect'] }) {
  return payWith(createZvtDriver({ password: '000000', clock, log: silentLog, tap }, connect, serialLink), until);
}

async function payWith(terminal: ZvtPaymentTerminal, until: Common['until']) {
  terminal.open();
  await until(() => terminal.health().state === 'ready');
  const outcome = await settled(terminal.authorise({ intentId: 'recorded', amount: 3070 }, hooks), until);
  await settled(terminal.close(), until);
  return outcome;
}

/** Tells what it is, prints one receipt. */
export async function printOnce({ port, clock, tap, until }: OnPort) {
  const printer = createEscPosPrinter({ host: '127.0.0.1', port, paperWidth: 80, clock, log: silentLog, tap });
  printer.open();
  await until(() => printer.health().state === 'ready');
  const blocks = [{ type: 'text', text: 'Musterstadt – Gebühr 30,70 €' }] as const;
  const outcome = await settled(printer.print({ id: 'recorded', blocks }), until);
  const { model } = printer.health();
  await settled(printer.close(), until);
  return { outcome, model };
}

/** Changes the PIN from 123456 to 654321. */
export async function changePin({ port, clock, tap, until }: OnPort) {
  const url = `ws://127.0.0.1:${port}/eID-Kernel`;
  const client = createEidClient({
    client: { kind: 'connect', url },
    directory: '/nonexistent',
    clock,
    log: silentLog,
    tap,
  });
  client.open();
  await until(() => client.health().state === 'ready');
  const events: EidEvent[] = [];
  const workflow: EidWorkflow = client.changePin((event) => {
    events.push(event);
    if (event.kind !== 'enter-secret') return;
    workflow.secret(event.secret, event.secret === 'new-pin' ? '654321' : '123456');
  });
  await until(() => events.some(({ kind }) => kind === 'pin-changed' || kind === 'failed'));
  await settled(client.close(), until);
  return events;
}

const PROFILE: ScanProfile = {
  id: 'recorded',
  source: 'flatbed',
  mode: 'gray',
  resolution: 75,
  page: { width: 40, height: 40 },
  cleanUp: false,
};

/** Looks at the device, then takes a small page from the glass. */
export async function scanOnce({
  spawn,
  command,
  device,
  environment,
  clock,
  until,
}: Omit<Common, 'tap'> & {
  spawn: Spawn;
  command: string;
  device: string;
  environment: Readonly<Record<string, string>>;
}) {
  const common = { command, device, environment, directory: '/nonexistent', clock, log: silentLog };
  const scanner = new ScanimageScanner({ ...common, spawn });
  scanner.open();
  await until(() => scanner.health().state === 'ready');
  const outcome = await settled(
    scanner.scan(PROFILE, () => {}, new AbortController().signal),
    until,
  );
  await settled(scanner.close(), until);
  return outcome;
}

/** Waits for one code. */
export async function readCode({ port, clock, tap, until, show }: OnPort & { show: () => void }) {
  const reader = createCodeReader({ protocol: 'tcp', path: `127.0.0.1:${port}`, clock, log: silentLog, tap });
  const codes: { text: string; symbology: string | null }[] = [];
  reader.onCode((code) => codes.push(code));
  reader.open();
  await until(() => reader.health().state === 'ready');
  show();
  await until(() => codes.length > 0);
  await settled(reader.close(), until);
  return codes;
}

/** The same from a reader in HID-POS mode. */
export async function readHidCode({ openHid, clock, tap, until, show }: OnHid & { show: () => void }) {
  const reader = createCodeReader({ protocol: 'hid-pos', path: HID_PATH, clock, log: silentLog, tap, openHid });
  const codes: { text: string; symbology: string | null }[] = [];
  reader.onCode((code) => codes.push(code));
  reader.open();
  await until(() => reader.health().state === 'ready');
  show();
  await until(() => codes.length > 0);
  await settled(reader.close(), until);
  return codes;
}

/** Down, down, select; then a headset. */
export async function pressKeys({ openHid, clock, tap, until, press }: OnHid & { press: () => Promise<void> | void }) {
  const keyMap = { '51': 'down', '28': 'select', '68': 'headset-plugged' } as const;
  const keypad = createKeypad({ path: HID_PATH, keyMap, clock, log: silentLog, tap, openHid });
  const keys: string[] = [];
  keypad.onKey(({ action, pressed }) => keys.push(`${action} ${pressed ? 'down' : 'up'}`));
  keypad.open();
  await until(() => keypad.health().state === 'ready');
  await press();
  await until(() => keypad.headset() === 'plugged');
  await settled(keypad.close(), until);
  return keys;
}

/** A document of one page, told to be printed under the name of a terminal. */
export async function printPage({
  uri,
  post,
  clock,
  tap,
  until,
}: Common & { readonly uri: string; readonly post?: Post }) {
  const line = post === undefined ? {} : { post };
  const printer = createIppPagePrinter({ uri, user: 'terminal-1', clock, log: silentLog, tap, ...line });
  printer.open();
  await until(() => printer.health().state === 'ready');
  const pdf = Buffer.from('%PDF-1.7 Erika Mustermann');
  const outcome = await settled(printer.print({ id: 'recorded', pdf, copies: 1 }), until);
  await settled(printer.close(), until);
  return outcome;
}

/** A card is laid, asked for an application it does not have, and taken away. */
export async function seeCard({
  socket,
  clock,
  tap,
  until,
  lay,
  takeAway,
}: Common & { readonly socket: string; readonly lay: () => void; readonly takeAway: () => void }) {
  const reader = createSmartCardReader({ socket, clock, log: silentLog, tap });
  reader.open();
  await until(() => reader.health().state === 'ready');
  lay();
  await until(() => reader.cards().length > 0);
  const [card] = reader.cards();
  if (!card) throw new Bug('no card');
  const select = Uint8Array.from([0x00, 0xa4, 0x04, 0x00, 0x05, ...Buffer.from('ERIKA'), 0x00]);
  const said = await settled(
    reader.converse(card, (transmit) => transmit(select)),
    until,
  );
  takeAway();
  await until(() => reader.cards().length === 0);
  await settled(reader.close(), until);
  return { atr: Buffer.from(card.atr).toString('hex'), said };
}

/** Somebody is there, goes, and comes back. */
export async function standBefore({
  directory,
  read,
  clock,
  tap,
  until,
  go,
  comeBack,
}: Common & {
  readonly directory: string;
  readonly read?: ReadText;
  readonly go: () => void;
  readonly comeBack: () => void;
}) {
  const line = read === undefined ? {} : { read };
  const channel = { directory, kind: 'proximity', index: null, near: null } as const;
  const sensor = createPresenceSensor({ ...channel, clock, log: silentLog, tap, ...line });
  const seen: Presence[] = [];
  sensor.onPresence((presence) => seen.push(presence));
  sensor.open();
  await until(() => seen.includes('present'));
  go();
  await until(() => seen.includes('absent'));
  comeBack();
  await until(() => seen.at(-1) === 'present');
  await settled(sensor.close(), until);
  return seen;
}

async function settled<T>(work: Promise<T>, until: Common['until']): Promise<T> {
  let isDone = false;
  const done = () => {
    isDone = true;
  };
  work.then(done, done);
  await until(() => isDone);
  return work;
}

export const FIXTURES = join(import.meta.dirname, '../fixtures');

export function fixture(protocol: string): Recording {
  const parsed = parseRecording(readFileSync(join(FIXTURES, `${protocol}.jsonl`), 'utf8'));
  if (!parsed.ok) throw new Bug(`fixture ${protocol}: ${parsed.error.reason} in line ${parsed.error.line}`);
  return parsed.value;
}
