import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { createServer } from 'node:tls';
import { Refusal, reasonOf } from '../../foundation/errors.ts';

/** A way for telephones of this network to the relay of the demo: by TLS, because browsers encrypt nowhere else. */
export interface PhoneDoor {
  /** What telephones and the terminal ask: `https://NAME:PORT`, a name that leads to this machine. */
  readonly url: string;
  /** PEM, the certificate itself first, then its chain. */
  readonly certFile: string;
  readonly keyFile: string;
  /** PEM of the authority of that certificate; `null` for one that everybody trusts. */
  readonly caFile: string | null;
}

/**
 * Listens on all addresses of this machine and passes on what comes by TLS.
 * @param linePort where it goes, on 127.0.0.1
 * @param port of the door; that of its address if left out
 * @throws Refusal `phone-door` with what is wrong with files or port
 */
export async function openPhoneDoor(
  { url, certFile, keyFile }: PhoneDoor,
  linePort: number,
  port = Number(new URL(url).port || 443),
): Promise<{ readonly port: number; close(): void }> {
  const open = new Set<Socket>();
  try {
    const files = { cert: readFileSync(certFile), key: readFileSync(keyFile) };
    const server = createServer({ ...files, minVersion: 'TLSv1.2' }, (telephone) => {
      const line = connect(linePort, '127.0.0.1');
      for (const socket of [telephone, line]) {
        open.add(socket);
        // Whichever side goes, the other one goes, too.
        socket
          .on('error', () => {})
          .once('close', () => {
            open.delete(socket);
            telephone.destroy();
            line.destroy();
          });
      }
      telephone.pipe(line).pipe(telephone);
    });
    server.listen(port, '0.0.0.0');
    await once(server, 'listening');
    return {
      port: (server.address() as AddressInfo).port,
      close() {
        server.close();
        for (const socket of open) socket.destroy();
      },
    };
  } catch (thrown) {
    throw new Refusal('phone-door', reasonOf(thrown));
  }
}
