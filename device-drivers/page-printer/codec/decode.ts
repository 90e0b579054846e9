import { err, ok, type Result } from '../../../foundation/result.ts';
import { type Attribute, type Group, type Message, TAGS, type Value } from './message.ts';
import { readValue } from './value.ts';

export type IppMalformation =
  | 'truncated' // ends inside of a field
  | 'no-end-tag'
  | 'reserved-tag' // 0x00, or a group delimiter where a value must stand
  | 'attribute-before-group'
  | 'value-without-attribute' // an additional value, but of nothing
  | 'bad-length' // a negative length, or one that does not fit the type
  | 'bad-boolean'
  | 'bad-collection' // members and values do not alternate, or it has no end
  | 'too-deep';

/** Where reading ended: octets from the start of the message. */
export interface IppDecodeError {
  readonly reason: IppMalformation;
  readonly offset: number;
}

/** Collections within collections; `media-col-database` needs three. */
const MAX_DEPTH = 16;

/** Reads one whole IPP message (RFC 8010 section 3.1). Never throws. */
export const decodeMessage = (bytes: Uint8Array): Result<Message, IppDecodeError> => decode(bytes, null);

export interface LenientMessage extends Message {
  /** Attributes that were left out because they are malformed: reason and place, never their content. */
  readonly dropped: readonly IppDecodeError[];
}

/**
 * The same of a printer's answer: an attribute that is malformed in itself costs that attribute only. What breaks the
 * sequence of fields (a length that leads nowhere, a cut) still costs the whole. Never throws.
 */
export function decodeAnswer(bytes: Uint8Array): Result<LenientMessage, IppDecodeError> {
  const dropped: IppDecodeError[] = [];
  const read = decode(bytes, dropped);
  return read.ok ? ok({ ...read.value, dropped }) : read;
}

function decode(bytes: Uint8Array, dropped: IppDecodeError[] | null): Result<Message, IppDecodeError> {
  try {
    return ok(new Decoder(bytes, dropped).message());
  } catch (thrown) {
    if (thrown instanceof Malformed) return err({ reason: thrown.reason, offset: thrown.offset });
    throw thrown;
  }
}

/** Only inside of this file: the shortest way out of nested fields. */
class Malformed extends Error {
  readonly reason: IppMalformation;
  readonly offset: number;

  constructor(reason: IppMalformation, offset: number) {
    super(reason);
    this.reason = reason;
    this.offset = offset;
  }
}

/** Reasons that concern one attribute: the fields around it can still be told apart. */
const LEAVES_FIELDS_WHOLE: ReadonlySet<IppMalformation> = new Set([
  'reserved-tag',
  'attribute-before-group',
  'value-without-attribute',
  'bad-length',
  'bad-boolean',
  'bad-collection',
  'too-deep',
]);

interface Field {
  readonly at: number;
  readonly tag: number;
  readonly name: string;
  readonly value: Uint8Array;
}

class Decoder {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  /** `null`: nothing may be left out. */
  readonly #dropped: IppDecodeError[] | null;
  #at = 0;

  constructor(bytes: Uint8Array, dropped: IppDecodeError[] | null) {
    this.#bytes = bytes;
    this.#dropped = dropped;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  message(): Message {
    this.#need(8);
    const version = { major: this.#view.getUint8(0), minor: this.#view.getUint8(1) };
    const code = this.#view.getUint16(2);
    const requestId = this.#view.getInt32(4);
    this.#at = 8;
    const groups: { tag: number; attributes: Attribute[] }[] = [];
    for (;;) {
      const at = this.#at;
      if (at >= this.#bytes.length) throw new Malformed('no-end-tag', at);
      const tag = this.#view.getUint8(at);
      if (tag === TAGS.end) {
        this.#at++;
        break;
      }
      if (tag === 0) throw new Malformed('reserved-tag', at);
      if (tag < 0x10) {
        this.#at++;
        groups.push({ tag, attributes: [] });
        continue;
      }
      this.#attributeOrLess(groups.at(-1)?.attributes, at);
    }
    const done: readonly Group[] = groups;
    return { version, code, requestId, groups: done, data: this.#bytes.subarray(this.#at) };
  }

  /** One field, or what has to be left out with it: the attribute it is, or belongs to, up to the next one's name. */
  #attributeOrLess(attributes: Attribute[] | undefined, at: number): void {
    const before = attributes?.length;
    try {
      this.#attribute(attributes, at);
    } catch (thrown) {
      if (!(thrown instanceof Malformed) || !this.#dropped || !LEAVES_FIELDS_WHOLE.has(thrown.reason)) throw thrown;
      this.#dropped.push({ reason: thrown.reason, offset: thrown.offset });
      this.#at = at;
      const { tag, name } = this.#field();
      // Another value of the attribute before: half an attribute is none. A stray member is nothing of it.
      const isOfBefore = name === '' && tag !== TAGS.memberName && tag !== TAGS.endCollection;
      if (isOfBefore && before !== undefined && before > 0) attributes?.pop();
      while (this.#isNamelessNext()) this.#field();
    }
  }

  #isNamelessNext(): boolean {
    const isField = this.#at + 3 <= this.#bytes.length && this.#view.getUint8(this.#at) >= 0x10;
    return isField && this.#view.getUint16(this.#at + 1) === 0;
  }

  /** One field: a new attribute, or another value of the one before. */
  #attribute(attributes: Attribute[] | undefined, at: number): void {
    if (!attributes) throw new Malformed('attribute-before-group', at);
    const field = this.#field();
    if (field.tag === TAGS.endCollection || field.tag === TAGS.memberName) {
      throw new Malformed('bad-collection', field.at);
    }
    const value = this.#value(field, 0);
    if (field.name !== '') {
      attributes.push({ name: field.name, values: [value] });
      return;
    }
    const before = attributes.at(-1);
    if (!before) throw new Malformed('value-without-attribute', field.at);
    (before.values as Value[]).push(value);
  }

  #value(field: Field, depth: number): Value {
    if (field.tag === TAGS.collection) return this.#collection(field, depth + 1);
    const value = readValue(field.tag, field.value);
    if (typeof value === 'string') throw new Malformed(value, field.at);
    return value;
  }

  #collection(start: Field, depth: number): Value {
    if (depth > MAX_DEPTH) throw new Malformed('too-deep', start.at);
    if (start.value.length !== 0) throw new Malformed('bad-length', start.at);
    const members: Attribute[] = [];
    let open: { readonly name: string; readonly values: Value[] } | undefined;
    const finish = (at: number) => {
      if (!open) return;
      if (open.values.length === 0) throw new Malformed('bad-collection', at);
      members.push(open);
    };
    for (;;) {
      const field = this.#field();
      if (field.name !== '') throw new Malformed('bad-collection', field.at);
      if (field.tag === TAGS.endCollection) {
        if (field.value.length !== 0) throw new Malformed('bad-length', field.at);
        finish(field.at);
        return { type: 'collection', members };
      }
      if (field.tag === TAGS.memberName) {
        finish(field.at);
        if (field.value.length === 0) throw new Malformed('bad-collection', field.at);
        open = { name: utf8(field.value), values: [] };
        continue;
      }
      if (!open) throw new Malformed('bad-collection', field.at);
      open.values.push(this.#value(field, depth));
    }
  }

  #field(): Field {
    const at = this.#at;
    this.#need(1);
    const tag = this.#view.getUint8(this.#at++);
    if (tag < 0x10) throw new Malformed('reserved-tag', at);
    const name = utf8(this.#counted());
    return { at, tag, name, value: this.#counted() };
  }

  #counted(): Uint8Array {
    const at = this.#at;
    this.#need(2);
    const length = this.#view.getInt16(at);
    if (length < 0) throw new Malformed('bad-length', at);
    this.#at += 2;
    this.#need(length);
    const bytes = this.#bytes.subarray(this.#at, this.#at + length);
    this.#at += length;
    return bytes;
  }

  #need(count: number): void {
    if (this.#at + count > this.#bytes.length) throw new Malformed('truncated', this.#at);
  }
}

/** Not fatal: a printer whose location was typed in Latin-1 still prints. */
const utf8 = (bytes: Uint8Array): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8');
