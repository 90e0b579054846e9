import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { isoCBOR } from '@simplewebauthn/server/helpers';

/** What a test has it do wrong. */
interface Faults {
  origin?: string;
  rpId?: string;
  challenge?: string;
  /** Neither finger, face nor PIN was asked for. */
  isUnverified?: boolean;
  counter?: number;
  userHandle?: string;
  isForged?: boolean;
}
interface Options {
  readonly challenge: string;
  readonly user?: { readonly id: string };
}

/** Web Authentication Level 3, section 6.1, "flags". */
const [USER_PRESENT, USER_VERIFIED, ATTESTED] = [0x01, 0x04, 0x40];
const sha256 = (data: Buffer | string) => createHash('sha256').update(data).digest();
const text = (data: Buffer | Uint8Array) => Buffer.from(data).toString('base64url');

/** An authenticator of one passkey (ES256) with the browser before it, in plain code: what each tells is a test's. */
export class SoftAuthenticator {
  readonly id = randomBytes(32);
  readonly #keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  readonly #site: { readonly origin: string; readonly rpId: string };
  #counter = 0;
  #userHandle = '';

  constructor(origin: string) {
    this.#site = { origin, rpId: new URL(origin).hostname };
  }

  make({ challenge, user }: Options, faults: Faults = {}) {
    this.#userHandle = user?.id ?? '';
    const { x = '', y = '' } = this.#keys.publicKey.export({ format: 'jwk' });
    // EC2, ES256, P-256 (RFC 9053, sections 2.1 and 7.1.1).
    const cose = new Map<number, number | Uint8Array>([
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, Buffer.from(x, 'base64url')],
      [-3, Buffer.from(y, 'base64url')],
    ]);
    const length = Buffer.alloc(2);
    length.writeUInt16BE(this.id.length);
    const credential = Buffer.concat([Buffer.alloc(16), length, this.id, isoCBOR.encode(cose)]);
    const authData = Buffer.concat([this.#head(faults, ATTESTED), credential]);
    const attestation = new Map<string, unknown>([
      ['fmt', 'none'],
      ['attStmt', new Map()],
      ['authData', authData],
    ]);
    return this.#answer({
      clientDataJSON: text(this.#clientData('webauthn.create', challenge, faults)),
      attestationObject: text(isoCBOR.encode(attestation as Parameters<typeof isoCBOR.encode>[0])),
      transports: ['internal'],
    });
  }

  use({ challenge }: Options, faults: Faults = {}) {
    this.#counter = faults.counter ?? this.#counter + 1;
    const authData = this.#head(faults, 0);
    const clientData = this.#clientData('webauthn.get', challenge, faults);
    const signature = sign('sha256', Buffer.concat([authData, sha256(clientData)]), this.#keys.privateKey);
    return this.#answer({
      clientDataJSON: text(clientData),
      authenticatorData: text(authData),
      signature: text(faults.isForged ? Buffer.from(signature).fill(1, 10, 20) : signature),
      userHandle: faults.userHandle ?? this.#userHandle,
    });
  }

  #answer(response: object) {
    const id = text(this.id);
    return { id, rawId: id, type: 'public-key', response, clientExtensionResults: {} };
  }

  #head({ rpId = this.#site.rpId, isUnverified }: Faults, flags: number): Buffer {
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(this.#counter);
    return Buffer.concat([
      sha256(rpId),
      Buffer.from([flags | USER_PRESENT | (isUnverified ? 0 : USER_VERIFIED)]),
      counter,
    ]);
  }

  #clientData(type: string, challenge: string, faults: Faults): Buffer {
    const { origin = this.#site.origin } = faults;
    return Buffer.from(JSON.stringify({ type, challenge: faults.challenge ?? challenge, origin, crossOrigin: false }));
  }
}
