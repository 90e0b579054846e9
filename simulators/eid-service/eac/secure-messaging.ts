import { createCipheriv, createDecipheriv, timingSafeEqual } from 'node:crypto';
import { err, ok, type Result } from '../../../foundation/result.ts';
import { parseTlv, tlv } from '../tlv.ts';
import { cmac, encryptBlock } from './cmac.ts';

const BLOCK = 16;
const MAC = 8;

/** A command APDU before it is wrapped; `le` 0 stands for 256 bytes. */
export interface Command {
  readonly cla: number;
  readonly ins: number;
  readonly p1: number;
  readonly p2: number;
  readonly data?: Buffer;
  readonly le?: number;
}

export interface CardAnswer {
  readonly data: Buffer;
  /** Status word as hex, "9000". */
  readonly sw: string;
}

/**
 * Secure messaging with AES-128 (BSI TR-03110-3, sections E.1 to E.3). Commands may be wrapped ahead of their answers:
 * the n-th command counts 2n + 1, its answer 2n + 2.
 */
export class SecureMessaging {
  readonly #encryption: Buffer;
  readonly #mac: Buffer;
  #commands = 0n;
  #answers = 0n;

  constructor(encryption: Buffer, mac: Buffer) {
    this.#encryption = encryption;
    this.#mac = mac;
  }

  wrap({ cla, ins, p1, p2, data, le }: Command): Buffer {
    const counter = counterBytes(2n * this.#commands++ + 1n);
    const header = Buffer.from([cla | 0x0c, ins, p1, p2]);
    const protectedData = Buffer.concat([
      ...(data && data.length > 0 ? [tlv('87', '01', this.#cipher(createCipheriv, counter, pad(data)))] : []),
      ...(le === undefined ? [] : [tlv('97', Buffer.from([le & 0xff]))]),
    ]);
    const covered = [counter, pad(header), ...(protectedData.length > 0 ? [pad(protectedData)] : [])];
    const mac = cmac(this.#mac, Buffer.concat(covered)).subarray(0, MAC);
    const body = Buffer.concat([protectedData, tlv('8e', mac)]);
    return Buffer.concat([header, Buffer.from([body.length]), body, Buffer.from([0])]);
  }

  unwrap(response: Buffer): Result<CardAnswer, 'secure-messaging-broken'> {
    const counter = counterBytes(2n * this.#answers++ + 2n);
    const parsed = parseTlv(response.subarray(0, -2));
    if (!parsed.ok) return err('secure-messaging-broken');
    const objects = parsed.value;
    const mac = objects.find((o) => o.tag === '8e')?.value;
    const covered = Buffer.concat(objects.filter((o) => o.tag !== '8e').map((o) => o.raw));
    const expected = cmac(this.#mac, Buffer.concat([counter, pad(covered)])).subarray(0, MAC);
    if (mac?.length !== MAC || !timingSafeEqual(expected, mac)) return err('secure-messaging-broken');
    const encrypted = objects.find((o) => o.tag === '87')?.value.subarray(1);
    if (encrypted && encrypted.length % BLOCK !== 0) return err('secure-messaging-broken');
    const sw = objects.find((o) => o.tag === '99')?.value ?? response.subarray(-2);
    return ok({
      data: encrypted ? unpad(this.#cipher(createDecipheriv, counter, encrypted)) : Buffer.alloc(0),
      sw: sw.toString('hex'),
    });
  }

  #cipher(make: typeof createCipheriv | typeof createDecipheriv, counter: Buffer, data: Buffer): Buffer {
    const cipher = make('aes-128-cbc', this.#encryption, encryptBlock(this.#encryption, counter)).setAutoPadding(false);
    return Buffer.concat([cipher.update(data), cipher.final()]);
  }
}

const counterBytes = (n: bigint): Buffer => Buffer.from(n.toString(16).padStart(2 * BLOCK, '0'), 'hex');

/** ISO 7816-4 padding: 80, then zeros to a full block. */
const pad = (data: Buffer): Buffer =>
  Buffer.concat([data, Buffer.from([0x80]), Buffer.alloc(BLOCK - 1 - (data.length % BLOCK))]);

const unpad = (data: Buffer): Buffer => data.subarray(0, Math.max(0, data.lastIndexOf(0x80)));
