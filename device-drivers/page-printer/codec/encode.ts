import { Bug } from '../../../foundation/errors.ts';
import { type Attribute, type Message, OUT_OF_BAND, type OutOfBand, STRINGS, TAGS, type Value } from './message.ts';

/** Longest name or value: SIGNED-SHORT (RFC 8010 section 3.2). */
const MAX_LENGTH = 0x7fff;

/**
 * Attributes of a message as bytes, without its data, so that a document need not be copied.
 * @throws Bug for what no IPP message can hold
 */
export function encodeHead(message: Message): Uint8Array {
  const out = new Writer();
  out.byte(message.version.major);
  out.byte(message.version.minor);
  out.short(message.code);
  out.long(message.requestId);
  for (const group of message.groups) {
    if (group.tag < 1 || group.tag > 0x0f || group.tag === TAGS.end) throw new Bug(`no group tag: ${group.tag}`);
    out.byte(group.tag);
    for (const attribute of group.attributes) writeAttribute(out, attribute);
  }
  out.byte(TAGS.end);
  return out.bytes();
}

/** @throws Bug for what no IPP message can hold */
export function encodeMessage(message: Message): Uint8Array {
  return Buffer.concat([encodeHead(message), message.data]);
}

function writeAttribute(out: Writer, { name, values }: Attribute): void {
  if (name === '' || values.length === 0) throw new Bug('an attribute has a name and at least one value');
  values.forEach((value, index) => {
    writeValue(out, index === 0 ? name : '', value);
  });
}

function writeValue(out: Writer, name: string, value: Value): void {
  if (value.type !== 'collection') {
    const { tag, bytes } = flat(value);
    out.field(tag, name, bytes);
    return;
  }
  out.field(TAGS.collection, name, NOTHING);
  for (const member of value.members) {
    if (member.name === '' || member.values.length === 0) throw new Bug('a member has a name and at least one value');
    out.field(TAGS.memberName, '', Buffer.from(member.name));
    for (const inner of member.values) writeValue(out, '', inner);
  }
  out.field(TAGS.endCollection, '', NOTHING);
}

const NOTHING = new Uint8Array();

function flat(value: Exclude<Value, { type: 'collection' }>): { readonly tag: number; readonly bytes: Uint8Array } {
  switch (value.type) {
    case 'integer':
    case 'enum':
      return { tag: TAGS[value.type], bytes: new Writer().long(value.value).bytes() };
    case 'boolean':
      return { tag: TAGS.boolean, bytes: Uint8Array.of(value.value ? 1 : 0) };
    case 'resolution':
      return { tag: TAGS.resolution, bytes: new Writer().long(value.cross).long(value.feed).byte(value.unit).bytes() };
    case 'range':
      return { tag: TAGS.range, bytes: new Writer().long(value.low).long(value.high).bytes() };
    case 'dateTime':
      if (value.bytes.length !== 11) throw new Bug('a dateTime has 11 octets');
      return { tag: TAGS.dateTime, bytes: value.bytes };
    case 'octets':
      return { tag: TAGS.octets, bytes: value.bytes };
    case 'textWithLanguage':
    case 'nameWithLanguage':
      return {
        tag: TAGS[value.type],
        bytes: new Writer().counted(Buffer.from(value.language)).counted(Buffer.from(value.text)).bytes(),
      };
    case 'other':
      return { tag: value.tag, bytes: value.bytes };
    default:
      if ('text' in value) return { tag: STRINGS[value.type], bytes: Buffer.from(value.text) };
      return { tag: OUT_OF_BAND[value.type as OutOfBand], bytes: NOTHING };
  }
}

class Writer {
  readonly #parts: Uint8Array[] = [];

  byte(value: number): this {
    if (!Number.isInteger(value) || value < 0 || value > 0xff) throw new Bug(`no octet: ${value}`);
    this.#parts.push(Uint8Array.of(value));
    return this;
  }

  short(value: number): this {
    if (!Number.isInteger(value) || value < 0 || value > 0xffff) throw new Bug(`no 16-bit number: ${value}`);
    this.#parts.push(Uint8Array.of(value >> 8, value & 0xff));
    return this;
  }

  long(value: number): this {
    if (value !== (value | 0)) throw new Bug(`no signed 32-bit number: ${value}`);
    this.#parts.push(Uint8Array.of(value >>> 24, (value >>> 16) & 0xff, (value >>> 8) & 0xff, value & 0xff));
    return this;
  }

  counted(bytes: Uint8Array): this {
    if (bytes.length > MAX_LENGTH) throw new Bug(`too long for one value: ${bytes.length} octets`);
    this.short(bytes.length);
    this.#parts.push(bytes);
    return this;
  }

  field(tag: number, name: string, value: Uint8Array): void {
    this.byte(tag).counted(Buffer.from(name)).counted(value);
  }

  bytes(): Uint8Array {
    return Buffer.concat(this.#parts);
  }
}
