import { createServer, type Server } from 'node:net';
import { Refusal } from '../foundation/errors.ts';

/** Ports of the demo when they are free. All on 127.0.0.1; 20007 and 9100 are the devices' own standard ports. */
export const DEMO_PORTS = {
  screen: 7100,
  desk: 7101,
  portal: 7102,
  console: 7103,
  fleetLink: 7104,
  codeReader: 7107,
  eidService: 7108,
  eidServicePsk: 7109,
  billRegister: 7110,
  pagePrinter: 7111,
  keypad: 7112,
  phoneRelay: 7106,
  phoneLine: 7113,
  statusList: 7114,
  routing: 7115,
  appointments: 7116,
  webPortal: 7117,
  webPortalPsk: 7118,
  documentStatus: 7121,
  paymentPortal: 7119,
  payment: 20007,
  printer: 9100,
  ausweisApp: 24727,
} as const;
export type PortName = keyof typeof DEMO_PORTS;
export type Ports = Readonly<Record<PortName, number>>;

/**
 * Below the range from which Linux takes ports for outgoing connections (ip_local_port_range, from 32768), so that
 * nobody gets one of these between our look and the part that listens there.
 */
const FIRST_BLOCK = 12_000;
const BLOCKS = 500;
const BLOCK_SIZE = 40;

/**
 * Chooses a port for every part. `preferred` takes the usual ones and moves up to the next free one where somebody
 * else listens, reported through `moved`; `free` takes a block of ports that is this process's own from now on, so that
 * many stacks can run side by side.
 * @throws Refusal `no-ports`
 */
export async function choosePorts(
  how: 'preferred' | 'free',
  moved: (name: PortName, wanted: number, got: number) => void,
): Promise<Ports> {
  const chosen: Partial<Record<PortName, number>> = {};
  const taken = new Set<number>();
  const block = how === 'free' ? await takeBlock() : null;
  for (const name of Object.keys(DEMO_PORTS) as PortName[]) {
    const wanted = DEMO_PORTS[name];
    const got = await nextFree(block ?? wanted, taken);
    if (how === 'preferred' && got !== wanted) moved(name, wanted, got);
    taken.add(got);
    chosen[name] = got;
  }
  return chosen as Ports;
}

/** A block is taken while somebody listens on its first port; we do until this process ends. @returns its second port */
async function takeBlock(): Promise<number> {
  for (let block = 0; block < BLOCKS; block++) {
    const marker = createServer().unref();
    const first = FIRST_BLOCK + block * BLOCK_SIZE;
    if (await listen(marker, first)) return first + 1;
  }
  throw new Refusal('no-ports', `${BLOCKS} blocks are taken`);
}

async function nextFree(from: number, taken: ReadonlySet<number>): Promise<number> {
  for (let port = from; ; port++) {
    if (!taken.has(port) && (await isFree(port))) return port;
  }
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  const isListening = await listen(server, port);
  if (isListening) await new Promise((closed) => server.close(closed));
  return isListening;
}

/** @returns whether it could be bound */
function listen(server: Server, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => resolve(true));
  });
}
