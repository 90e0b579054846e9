import { err, ok, type Result } from '../../../foundation/result.ts';
import { Turns } from '../../../foundation/turns.ts';
import { deriveLinkKeys, type LinkKeys, makeOwnKey } from '../../../portals/phone-relay/link/link-keys.ts';
import {
  decodeMessage,
  encodeMessage,
  type PhoneSays,
  type SessionSays,
} from '../../../portals/phone-relay/link/link-messages.ts';
import { openPart, sealPart } from '../../../portals/phone-relay/link/sealed-part.ts';
import { readSaid } from './read-said.ts';
import type { RelayWire, WireEnd } from './relay-wire.ts';

/** Why a link is over; `garbled`: what came was not sealed for this telephone, or not in its turn. */
export type LinkEnd = WireEnd | 'garbled';

interface Heard {
  readonly said: SessionSays;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** A telephone's end of a link: what it says is sealed and numbered, what it hears was sealed for it and in order. */
export class PhoneEnd {
  readonly #wire: RelayWire;
  readonly #keys: LinkKeys;
  readonly #turns = new Turns();
  #up = 0;
  #down = 0;
  /** "Goodbye" for the next number, sealed ahead: a page that is being closed has no time to seal. */
  #goodbye: { readonly part: number; readonly data: Uint8Array<ArrayBuffer> } | null = null;

  private constructor(wire: RelayWire, keys: LinkKeys) {
    this.#wire = wire;
    this.#keys = keys;
  }

  /** @param secret of the code, base64url */
  static async join(wire: RelayWire, secret: string): Promise<Result<PhoneEnd, LinkEnd>> {
    const own = await makeOwnKey();
    const joined = await wire.join(own.publicKey);
    if (!joined.ok) return joined;
    const keys = await deriveLinkKeys({ own, theirs: joined.value, side: 'phone', secret });
    return keys ? ok(new PhoneEnd(wire, keys)) : err('garbled');
  }

  /** The four digits that stand on both screens. */
  get number(): string {
    return this.#keys.number;
  }

  /** Resolves once the relay has it, however often the network breaks. */
  say(message: PhoneSays, bytes?: Uint8Array): Promise<Result<null, LinkEnd>> {
    return this.#turns.take(async () => {
      const part = ++this.#up;
      const put = await this.#wire.put(part, await sealPart(this.#keys.toSession, part, encodeMessage(message, bytes)));
      if (put.ok) await this.#sealGoodbye();
      return put;
    });
  }

  /** The next message of the session. */
  async hear(): Promise<Result<Heard, LinkEnd>> {
    const next = await this.#wire.next(this.#down);
    if (!next.ok) return next;
    const { part, data } = next.value;
    // The relay chooses which part it hands out: any but the next is none of this link.
    const clear = part === this.#down + 1 ? await openPart(this.#keys.toPhone, part, data) : null;
    this.#down = part;
    const message = clear && decodeMessage(clear);
    const said = message && readSaid(message.json);
    return message && said ? ok({ said, bytes: message.bytes }) : err('garbled');
  }

  /** The page is being closed, or its owner is done: told as far as there is time for it. */
  leave(): void {
    if (this.#goodbye) this.#wire.putLast(this.#goodbye.part, this.#goodbye.data);
  }

  async #sealGoodbye(): Promise<void> {
    const part = this.#up + 1;
    this.#goodbye = { part, data: await sealPart(this.#keys.toSession, part, encodeMessage({ say: 'bye' })) };
  }
}
