import { createServer } from 'node:net';

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
  payment: 20007,
  printer: 9100,
  ausweisApp: 24727,
} as const;
export type PortName = keyof typeof DEMO_PORTS;
export type Ports = Readonly<Record<PortName, number>>;

/**
 * Chooses a port for every part. `preferred` takes the usual ones and moves up to the next free one where somebody
 * else listens, reported through `moved`; `free` lets the system choose, so that many stacks can run side by side.
 */
export async function choosePorts(
  how: 'preferred' | 'free',
  moved: (name: PortName, wanted: number, got: number) => void,
): Promise<Ports> {
  const chosen: Partial<Record<PortName, number>> = {};
  const taken = new Set<number>();
  for (const name of Object.keys(DEMO_PORTS) as PortName[]) {
    const wanted = DEMO_PORTS[name];
    const got = how === 'free' ? await systemPort(taken) : await nextFree(wanted, taken);
    if (how === 'preferred' && got !== wanted) moved(name, wanted, got);
    taken.add(got);
    chosen[name] = got;
  }
  return chosen as Ports;
}

async function nextFree(from: number, taken: ReadonlySet<number>): Promise<number> {
  for (let port = from; ; port++) {
    if (!taken.has(port) && (await listens(port)) !== null) return port;
  }
}

async function systemPort(taken: ReadonlySet<number>): Promise<number> {
  for (;;) {
    const port = await listens(0);
    if (port !== null && !taken.has(port)) return port;
  }
}

/** The port that could be bound, or `null` if it is in use. */
function listens(port: number): Promise<number | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(null));
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' ? (address?.port ?? null) : null));
    });
  });
}
