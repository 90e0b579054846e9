import type { AddressInfo, Server } from 'node:net';
import { Refusal, reasonOf } from '../foundation/errors.ts';

/**
 * Opens a simulator's port on 127.0.0.1.
 * @param port 0 for any free one
 * @returns the port it has
 * @throws Refusal `port-in-use`, or the system's code
 */
export function listenLocally(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (thrown) => {
      const reason = reasonOf(thrown);
      reject(new Refusal(reason === 'EADDRINUSE' ? 'port-in-use' : reason, String(port)));
    });
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}
