import type { RequestListener } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { Duplex } from 'node:stream';
import type { TLSSocket } from 'node:tls';
import type { FaultName } from './faults.ts';
import type { Session, Sessions } from './sessions.ts';
import type { ServerTls } from './tls.ts';

/** The only suite of BSI TR-03116-4 for the PSK channel that client and OpenSSL share. */
export const PSK_CIPHER = 'RSA-PSK-AES256-GCM-SHA384';

/** Whose channel a connection is: the identity under which the client proved the session's key. */
export interface PskChannel {
  readonly server: Server;
  sessionOf(socket: Duplex): Session | undefined;
}

export function createPskChannel(
  tls: ServerTls,
  sessions: Sessions,
  fault: () => FaultName | null,
  listener: RequestListener,
): PskChannel {
  const identities = new WeakMap<Duplex, string>();
  const server = createServer(
    {
      key: tls.keyPem,
      cert: tls.certPem,
      minVersion: 'TLSv1.2',
      maxVersion: 'TLSv1.2',
      ciphers: PSK_CIPHER,
      pskIdentityHint: 'eid-service',
      pskCallback: (socket: TLSSocket, identity: string) => {
        const session = sessions.get(identity);
        if (!session) return null;
        identities.set(socket, identity);
        return fault() === 'wrong-psk' ? Buffer.alloc(32, 9) : session.psk;
      },
    },
    listener,
  );
  return { server, sessionOf: (socket) => sessions.get(identities.get(socket)) };
}
