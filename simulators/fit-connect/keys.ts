import { createPrivateKey, createPublicKey, generateKeyPair, type KeyObject, randomUUID } from 'node:crypto';
import { promisify } from 'node:util';
import { z } from 'zod';
import { createPki, type Pki } from './pki.ts';
import { keepOnce } from './private-files.ts';

const generate = promisify(generateKeyPair);

/** A key pair of the demo portal with the public part as it is published. */
export interface PortalKey {
  readonly kid: string;
  readonly privateKey: KeyObject;
  readonly publicJwk: {
    readonly kty: 'RSA';
    readonly kid: string;
    readonly alg: 'RSA-OAEP-256' | 'PS512';
    readonly key_ops: string[];
    readonly n: string;
    readonly e: string;
    readonly x5c: string[];
  };
}

export interface PortalKeys {
  /** PEM of the root that the certificates lead to. */
  readonly rootPem: string;
  /** @param generation 0 for the first key of a destination, one more after each rollover */
  encryption(destinationId: string, generation: number): Promise<PortalKey>;
  signing(destinationId: string): Promise<PortalKey>;
  deliveryService(): Promise<PortalKey>;
}

const Stored = z.strictObject({ kid: z.string(), privatePem: z.string(), x5c: z.array(z.string()) });

/**
 * RSA keys of 4096 bit take a second each to make, so they are made in the background when first asked for, or by
 * `warm`, and kept in `directory` for the next start.
 */
export async function openPortalKeys(directory: string): Promise<PortalKeys> {
  const pki = await createPki(directory);
  const made = new Map<string, Promise<PortalKey>>();
  const get = (name: string, use: 'wrapKey' | 'verify', subject: string): Promise<PortalKey> => {
    const held = made.get(name) ?? load(directory, name, use, subject, pki);
    made.set(name, held);
    return held;
  };
  return {
    rootPem: pki.rootPem,
    encryption: (id, generation) => get(`${id}-encryption-${generation}`, 'wrapKey', `Zustellpunkt ${id}`),
    signing: (id) => get(`${id}-signing`, 'verify', `Zustellpunkt ${id}`),
    deliveryService: () => get('delivery-service-signing', 'verify', 'Zustelldienst'),
  };
}

async function load(
  directory: string,
  name: string,
  use: 'wrapKey' | 'verify',
  subject: string,
  pki: Pki,
): Promise<PortalKey> {
  const stored = Stored.parse(
    await keepOnce(`${directory}/${name}.json`, async () => {
      const { privateKey, publicKey } = await generate('rsa', { modulusLength: 4096 });
      return {
        kid: randomUUID(),
        privatePem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
        x5c: await pki.issue(publicKey, subject),
      };
    }),
  );
  const privateKey = createPrivateKey(stored.privatePem);
  const { n = '', e = '' } = createPublicKey(stored.privatePem).export({ format: 'jwk' });
  const alg = use === 'wrapKey' ? 'RSA-OAEP-256' : 'PS512';
  return {
    kid: stored.kid,
    privateKey,
    publicJwk: { kty: 'RSA', kid: stored.kid, alg, key_ops: [use], n, e, x5c: stored.x5c },
  };
}
