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
import type { RelayWire, SealedPart, WireEnd } from './relay-wire.ts';

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
  /**
   * "Goodbye", sealed ahead, because a page that is being closed has no time to seal: for the number that is on its way,
   * which the relay may have or not, and for the one behind it. The relay takes the one that is next.
   */
  #goodbyes: readonly SealedPart[] = [];

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
    if (!keys) return err('garbled');
    const end = new PhoneEnd(wire, keys);
    end.#goodbyes = [await end.#goodbye(1)];
    return ok(end);
  }

  /** The four digits that stand on both screens. */
  get number(): string {
    return this.#keys.number;
  }

  /** Resolves once the relay has it, however often the network breaks. */
  say(message: PhoneSays, bytes?: Uint8Array): Promise<Result<null, LinkEnd>> {
    return this.#turns.take(async () => {
      const part = ++this.#up;
      const [{ data }, ...goodbyes] = await Promise.all([
        this.#seal(part, message, bytes),
        this.#goodbye(part),
        this.#goodbye(part + 1),
      ]);
      this.#goodbyes = goodbyes;
      return this.#wire.put(part, data);
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
    this.#wire.putLast(this.#goodbyes);
  }

  #goodbye = (part: number): Promise<SealedPart> => this.#seal(part, { say: 'bye' });

  async #seal(part: number, message: PhoneSays, bytes?: Uint8Array): Promise<SealedPart> {
    return { part, data: await sealPart(this.#keys.toSession, part, encodeMessage(message, bytes)) };
  }
}
