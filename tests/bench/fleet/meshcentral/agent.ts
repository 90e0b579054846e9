import { createHash, createSign, generateKeyPairSync, randomBytes } from 'node:crypto';
import { WebSocket } from 'ws';
import { Refusal } from '../../../../foundation/errors.ts';
import * as x509 from '../../../../foundation/x509/x509.ts';

/** Commands of the agents' binary protocol: two bytes, big-endian, before their content (MeshCentral, meshagent.js). */
const COMMAND = { hashes: 1, certificate: 2, information: 3, ready: 4, core: 11 } as const;
const LINUX_X64 = 6;
/** Console and JavaScript, as every full agent says. */
const CAPABILITIES = 24;
const HASH_BYTES = 48;
/** Half of what real agents have: ten thousand of those would take minutes to make, and nobody checks them here. */
const KEY_BITS = 1024;

/** What an agent proves its identity with. RSA, as MeshCentral's own agents. */
export interface AgentKey {
  readonly privateKeyPem: string;
  readonly certificateDer: Buffer;
}

export async function makeAgentKey(name: string): Promise<AgentKey> {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: KEY_BITS });
  const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-384' } as const;
  const keys = {
    privateKey: await crypto.subtle.importKey(
      'pkcs8',
      privateKey.export({ type: 'pkcs8', format: 'der' }),
      algorithm,
      true,
      ['sign'],
    ),
    publicKey: await crypto.subtle.importKey(
      'spki',
      publicKey.export({ type: 'spki', format: 'der' }),
      algorithm,
      true,
      ['verify'],
    ),
  };
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: '01',
    name: `CN=${name}`,
    keys,
    signingAlgorithm: algorithm,
  });
  return {
    privateKeyPem: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
    certificateDer: Buffer.from(certificate.rawData),
  };
}

export interface Agent {
  /** Tells the server a changed value about this machine, which it writes down. */
  report(value: string): void;
  close(): void;
}

/**
 * One agent as the server sees it: both prove their identity, then the agent says what machine it is and is asked for its
 * core. The server's own proof is not checked here: that is not what is measured.
 * @throws Refusal `refused`
 */
export function connectAgent(options: {
  readonly port: number;
  readonly name: string;
  readonly key: AgentKey;
  /** Called when a link that stood has ended. */
  readonly onClose: () => void;
}): Promise<Agent> {
  const { port, name, key, onClose } = options;
  const socket = new WebSocket(`wss://127.0.0.1:${port}/agent.ashx`, {
    rejectUnauthorized: false,
    perMessageDeflate: false,
  });
  const nonce = randomBytes(HASH_BYTES);
  const serverHash = createHash('sha384').update('server').digest();
  return new Promise((resolve, reject) => {
    socket.once('error', () => reject(new Refusal('refused', name)));
    socket.once('close', () => reject(new Refusal('refused', name)));
    socket.once('open', () => socket.send(Buffer.concat([command(COMMAND.hashes), serverHash, nonce])));
    socket.on('message', (data: Buffer) => {
      const kind = data.length >= 2 ? data.readUInt16BE(0) : 0;
      if (kind === COMMAND.hashes && data.length === 2 + 2 * HASH_BYTES) {
        const signed = Buffer.concat([data.subarray(2, 2 + HASH_BYTES), data.subarray(2 + HASH_BYTES), nonce]);
        const signature = createSign('SHA384').update(signed).sign(key.privateKeyPem);
        socket.send(
          Buffer.concat([
            command(COMMAND.certificate),
            short(key.certificateDer.length),
            key.certificateDer,
            signature,
          ]),
        );
        socket.send(information(name));
      } else if (kind === COMMAND.ready) {
        socket.once('close', onClose);
        resolve({
          report: (value) =>
            socket.send(JSON.stringify({ action: 'coreinfo', caps: CAPABILITIES, value: 'bench', osdesc: value })),
          close: () => socket.terminate(),
        });
      }
    });
  });
}

function information(name: string): Buffer {
  const numbers = Buffer.alloc(16);
  [1, LINUX_X64, 0, 1].forEach((value, index) => void numbers.writeUInt32BE(value, index * 4));
  const group = createHash('sha384').update('bench group').digest();
  const capabilities = Buffer.alloc(4);
  capabilities.writeUInt32BE(CAPABILITIES);
  const host = Buffer.from(name);
  return Buffer.concat([command(COMMAND.information), numbers, group, capabilities, short(host.length), host]);
}

const command = (kind: number): Buffer => short(kind);

function short(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(value);
  return bytes;
}
