import { createServer } from 'node:net';
import { listenLocally } from './listen.ts';

/** A port of 127.0.0.1 on which nobody listens, for a program that cannot choose one itself. Another may take it first. */
export async function freePort(): Promise<number> {
  const server = createServer();
  const port = await listenLocally(server, 0);
  await new Promise((resolve) => server.close(resolve));
  return port;
}
