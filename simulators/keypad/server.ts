import { createServer, type Socket } from 'node:net';
import type { KeyMap, KeyMeaning } from '../../device-drivers/keypad/contract.ts';
import { ARROWS_AND_ENTER } from '../../device-drivers/keypad/index.ts';
import { REPORT_LENGTH } from '../../device-drivers/keypad/keyboard-report.ts';
import { Refusal } from '../../foundation/errors.ts';
import { Listeners } from '../../foundation/listeners.ts';

/** The keys every keyboard has, and F1, F2, F5 to F8, F13, F14 for what it has not. */
export const SIMULATED_KEY_MAP: KeyMap = {
  ...ARROWS_AND_ENTER,
  '3a': 'help',
  '3b': 'repeat',
  '3e': 'slower',
  '3f': 'faster',
  '68': 'headset-plugged',
  '69': 'headset-unplugged',
};

export interface KeypadServer {
  readonly port: number;
  /** Down and up again, as a finger does it. @returns false while the cable is pulled */
  press(meaning: KeyMeaning): boolean;
  /** A raw input report, also a wrong one. */
  sendRaw(report: Uint8Array): void;
  plugHeadset(plugged: boolean): void;
  pullCable(): void;
  plugCable(): void;
  state(): {
    readonly connected: boolean;
    readonly listeners: number;
    readonly headset: 'plugged' | 'unplugged';
    readonly pressed: KeyMeaning | null;
  };
  onChange(listener: () => void): () => void;
  close(): Promise<void>;
}

/**
 * A HID boot keyboard whose input reports come over TCP, as a device server passes them on. A kernel without virtual
 * HID devices has no other way from one process to another.
 * @throws Refusal `port-in-use`
 */
export async function startKeypadServer({ port: wanted }: { readonly port: number }): Promise<KeypadServer> {
  const sockets = new Set<Socket>();
  const listeners = new Listeners();
  let isPlugged = true;
  let headset: 'plugged' | 'unplugged' = 'unplugged';
  let pressed: KeyMeaning | null = null;
  const changed = () => {
    listeners.tell();
  };
  const server = createServer((socket) => {
    if (!isPlugged) return void socket.destroy();
    sockets.add(socket);
    socket.resume();
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      sockets.delete(socket);
      changed();
    });
    changed();
  });
  const listen = (at: number) =>
    new Promise<number>((resolve, reject) => {
      server.once('error', () => reject(new Refusal('port-in-use')));
      server.listen(at, '127.0.0.1', () => {
        const address = server.address();
        resolve(typeof address === 'object' && address ? address.port : at);
      });
    });
  const port = await listen(wanted);

  function press(meaning: KeyMeaning): boolean {
    const usage = Object.entries(SIMULATED_KEY_MAP).find(([, means]) => means === meaning)?.[0];
    if (usage === undefined || !isPlugged) return false;
    const down = new Uint8Array(REPORT_LENGTH);
    down[2] = Number.parseInt(usage, 16);
    for (const socket of sockets) socket.write(Buffer.concat([down, new Uint8Array(REPORT_LENGTH)]));
    pressed = meaning;
    changed();
    return true;
  }

  return {
    port,
    press,
    sendRaw(report) {
      for (const socket of sockets) socket.write(report);
    },
    plugHeadset(plugged) {
      headset = plugged ? 'plugged' : 'unplugged';
      press(plugged ? 'headset-plugged' : 'headset-unplugged');
    },
    pullCable() {
      isPlugged = false;
      for (const socket of sockets) socket.destroy();
      changed();
    },
    plugCable() {
      isPlugged = true;
      changed();
    },
    state: () => ({ connected: isPlugged, listeners: sockets.size, headset, pressed }),
    onChange(listener) {
      return listeners.add(listener);
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((done) => server.close(done));
    },
  };
}
