import { err, ok, type Result } from '../../../foundation/result.ts';
import type { DataGroups } from '../attributes.ts';
import { OID } from '../eac/oids.ts';
import type { CardAnswer, Command, SecureMessaging } from '../eac/secure-messaging.ts';
import { hex, tlv } from '../tlv.ts';

/** Application identifier of the eID application (BSI TR-03110-4, section 2.1). */
const EID_APPLICATION = hex('e80704007f00070302');
/** A data group larger than this is none (DG17 with four places has about 600 bytes). */
const MAX_GROUP = 4096;

type Purpose = 'select' | 'verify' | number;

export type ReadFault = 'secure-messaging-broken' | 'card-refused' | 'malformed-data-group';

export interface ReadOutcome {
  readonly groups: DataGroups;
  readonly documentValid: boolean;
}

/** Reads data groups through the chip's channel, in as many rounds of APDUs as their sizes need. */
export class Reading {
  readonly #channel: SecureMessaging;
  readonly #groups: readonly number[];
  readonly #read = new Map<number, Buffer>();
  /** What the answers of the running round are for: making a file current, verifying, or a data group. */
  #round: readonly Purpose[] = [];
  #documentValid = false;

  constructor(channel: SecureMessaging, groups: readonly number[]) {
    this.#channel = channel;
    this.#groups = groups;
  }

  /** SELECT the application, VERIFY that the document is valid today, READ BINARY each group by its short name. */
  first(): readonly Buffer[] {
    this.#round = ['select', 'verify', ...this.#groups];
    return [
      this.#wrap({ cla: 0, ins: 0xa4, p1: 0x04, p2: 0x0c, data: EID_APPLICATION }),
      this.#wrap({ cla: 0x80, ins: 0x20, p1: 0x80, p2: 0x00, data: tlv('06', OID.dateOfExpiry) }),
      ...this.#groups.map((group) => this.#wrap({ cla: 0, ins: 0xb0, p1: 0x80 | group, p2: 0, le: 0 })),
    ];
  }

  /** @returns the APDUs of the next round, or the outcome */
  answers(responses: readonly Buffer[]): Result<readonly Buffer[] | ReadOutcome, ReadFault> {
    if (responses.length !== this.#round.length) return err('card-refused');
    for (const [i, purpose] of this.#round.entries()) {
      const response = responses[i];
      const answer = response ? this.#channel.unwrap(response) : err('secure-messaging-broken' as const);
      if (!answer.ok) return answer;
      const fault = this.#take(purpose, answer.value);
      if (fault) return err(fault);
    }
    const unfinished = this.#groups.filter((group) => this.#missing(group) > 0);
    if (unfinished.length === 0) return ok({ groups: this.#read, documentValid: this.#documentValid });
    if (unfinished.some((group) => this.#missing(group) > MAX_GROUP)) return err('malformed-data-group');
    this.#round = unfinished.flatMap((group) => ['select', group] as const);
    return ok(unfinished.flatMap((group) => this.#more(group)));
  }

  #take(purpose: Purpose, { data, sw }: CardAnswer): ReadFault | null {
    if (purpose === 'verify') {
      this.#documentValid = sw === '9000';
      return null;
    }
    // 6282: the file ended before Le bytes, which is no fault when asking for "all".
    if (sw !== '9000' && sw !== '6282') return 'card-refused';
    if (purpose === 'select') return null;
    const before = this.#read.get(purpose) ?? Buffer.alloc(0);
    if (data.length === 0) return 'malformed-data-group';
    this.#read.set(purpose, Buffer.concat([before, data]));
    return null;
  }

  /** Bytes of the group that its own length announces beyond those read. */
  #missing(group: number): number {
    const bytes = this.#read.get(group);
    if (!bytes || bytes.length < 2) return 0;
    const first = bytes[1] ?? 0;
    const lengthBytes = first & 0x80 ? first & 0x7f : 0;
    const length = lengthBytes ? bytes.readUIntBE(2, Math.min(lengthBytes, 2)) : first;
    return Math.max(0, 2 + lengthBytes + length - bytes.length);
  }

  /** Reading one byte by short name makes the file current; then its rest is read by offset. */
  #more(group: number): readonly Buffer[] {
    const offset = this.#read.get(group)?.length ?? 0;
    return [
      this.#wrap({ cla: 0, ins: 0xb0, p1: 0x80 | group, p2: 0, le: 1 }),
      this.#wrap({ cla: 0, ins: 0xb0, p1: offset >> 8, p2: offset & 0xff, le: 0 }),
    ];
  }

  #wrap(command: Command): Buffer {
    return this.#channel.wrap(command);
  }
}
