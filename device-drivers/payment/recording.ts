import type { Content } from '../recording/format.ts';
import type { Mask, Masks } from '../recording/mask.ts';
import type { LineDirection } from '../recording/tap.ts';
import {
  type Apdu,
  apduOf,
  type Bytes,
  decodeCompletion,
  decodeStatusCompletion,
  encodeApdu,
  encodeFields,
  encodeStatusCompletion,
  type Field,
  frameOf,
  type ZvtFrame,
} from './codec/index.ts';
import { maskFields, maskText } from './recorded-fields.ts';
import { ACK, encodeSerial, NAK, SerialParser } from './transport/serial-parser.ts';
import { TcpParser } from './transport/tcp-parser.ts';

/**
 * ZVT is masked frame by frame: a card number may be cut in two by the network. What is in no frame is counted only.
 * The cash register's password is a secret too.
 */
function zvtTcpMask(): Mask {
  const parsers = { sent: new TcpParser(), received: new TcpParser(), noted: new TcpParser() };
  return {
    push: (direction, content) =>
      parsers[direction]
        .push(bytesOf(content))
        .map((item) => (item.kind === 'apdu' ? encodeApdu(maskApdu(item.apdu)) : { size: item.bytes.length })),
    end: () =>
      (['sent', 'received'] as const).flatMap((direction) => {
        const { pending } = parsers[direction];
        return pending > 0 ? [{ direction, content: { size: pending } }] : [];
      }),
  };
}

function zvtSerialMask(): Mask {
  const parsers = { sent: new SerialParser(), received: new SerialParser(), noted: new SerialParser() };
  const contents = (items: ReturnType<SerialParser['push']>) =>
    items.flatMap((item): Content[] => {
      if (item.kind === 'apdu') return [encodeSerial(maskApdu(item.apdu))];
      if (item.kind === 'discarded') return item.bytes.length > 0 ? [{ size: item.bytes.length }] : [];
      return [Uint8Array.of(item.kind === 'ack' ? ACK : NAK)];
    });
  return {
    push: (direction, content) => contents(parsers[direction].push(bytesOf(content))),
    end: () =>
      (['sent', 'received'] as const).flatMap((direction: LineDirection) =>
        contents(parsers[direction].expire()).map((content) => ({ direction, content })),
      ),
  };
}

const bytesOf = (content: Uint8Array | string): Bytes =>
  Uint8Array.from(typeof content === 'string' ? Buffer.from(content, 'latin1') : content);

/** The same APDU without anything of a card, a person or a password; of the same length. */
export function maskApdu(apdu: Apdu): Apdu {
  const read = frameOf(apdu, { tolerant: true });
  const masked = read.ok ? maskFrame(read.value) : null;
  const data = masked ? apduOf(masked).data : new Uint8Array(apdu.data.length);
  return { ...apdu, data };
}

function maskFrame(frame: ZvtFrame): ZvtFrame {
  switch (frame.kind) {
    case 'abort-command':
    case 'log-off':
    case 'acknowledge':
      return frame;
    case 'other':
      return { ...frame, data: new Uint8Array(frame.data.length) };
    case 'completion':
      return { ...frame, data: maskCompletion(frame.data) };
    case 'print-line':
      return { ...frame, text: maskText(frame.text), fields: maskFields(frame.fields) };
    case 'status-enquiry':
      return { ...frame, password: frame.password && NO_PASSWORD, fields: maskFields(frame.fields) };
    default:
      return 'password' in frame
        ? { ...frame, password: NO_PASSWORD, fields: maskFields(frame.fields) }
        : { ...frame, fields: maskFields(frame.fields) };
  }
}

const NO_PASSWORD = '000000';

/** Fields; or, after a status enquiry, version, status byte and fields; or nothing we know: that is blanked. */
function maskCompletion(data: Bytes): Bytes {
  const fields = decodeCompletion(data);
  if (fields.ok && isKnown(fields.value)) return encodeFields(maskFields(fields.value));
  const status = decodeStatusCompletion(data);
  if (!status.ok || !isKnown(status.value.fields)) return new Uint8Array(data.length);
  const { version } = status.value;
  return encodeStatusCompletion({
    ...status.value,
    version: version && maskText(version),
    fields: maskFields(status.value.fields),
  });
}

const isKnown = (fields: readonly Field[]): boolean => fields.every((field) => field.kind !== 'rest');

export const masks = { 'zvt-tcp': zvtTcpMask, 'zvt-serial': zvtSerialMask } satisfies Masks;
