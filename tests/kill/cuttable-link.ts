import { connect, createServer, type Server, type Socket } from 'node:net';

/** A cable between the terminal and one thing it talks to, with a hand on it. */
export interface Link {
  /** What the terminal dials instead. */
  readonly port: number;
  /** Breaks every connection and accepts none until `mend`. */
  cut(): void;
  mend(): void;
  /** The next chunk in this direction is lost; the connection stays. */
  loseNext(direction: 'to-device' | 'from-device'): void;
  close(): Promise<void>;
}

export async function openLink(to: number): Promise<Link> {
  const sockets = new Set<Socket>();
  const lose = { 'to-device': 0, 'from-device': 0 };
  let isCut = false;
  const server: Server = createServer((near) => {
    if (isCut) return void near.resetAndDestroy();
    const far = connect({ host: '127.0.0.1', port: to });
    for (const [from, onto, direction] of [
      [near, far, 'to-device'],
      [far, near, 'from-device'],
    ] as const) {
      sockets.add(from);
      from.setNoDelay(true);
      from.on('data', (chunk) => {
        if (lose[direction] > 0) lose[direction]--;
        else if (onto.writable) onto.write(chunk);
      });
      from.once('end', () => onto.end());
      from.once('error', () => onto.destroy());
      from.once('close', () => {
        sockets.delete(from);
        onto.destroy();
      });
    }
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    cut() {
      isCut = true;
      for (const socket of sockets) socket.resetAndDestroy();
    },
    mend() {
      isCut = false;
      lose['to-device'] = 0;
      lose['from-device'] = 0;
    },
    loseNext(direction) {
      lose[direction]++;
    },
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}
