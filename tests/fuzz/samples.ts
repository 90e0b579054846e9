import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeApdu } from '../../device-drivers/payment/codec/index.ts';
import { encodeSerial } from '../../device-drivers/payment/transport/serial-parser.ts';
import type { FuzzTarget } from './targets.ts';

const ROOT = join(import.meta.dirname, '../..');
const VECTORS = join(ROOT, '../shared/data/zvt-vectors.json');

const text = (...texts: readonly string[]) => texts.map((one) => new TextEncoder().encode(one));
const hex = (...bytes: readonly string[]) =>
  bytes.map((one) => Uint8Array.from(Buffer.from(one.replaceAll(' ', ''), 'hex')));

/** Frames of real terminals where the shared vectors are at hand; two of every kind we know elsewhere. */
function zvtFrames(): Uint8Array[] {
  const known = hex(
    '060F0A19002929001006490978',
    '04FF2E0A01062A242807264B6172746520766F7268616C74656E0A65696E737465636B656E2F64757263687A696568656E',
    '040F05 2729001006',
    '06D10E 00 4B415353454E424F4E2020313233',
    '06D30F 060D 1F070102 2508 0703 414243 0901 80',
    '0600 08 000000 BA 0978 0300 0600',
    '061E016C',
    '800000',
    '84 9C 00',
  );
  if (!existsSync(VECTORS)) return known;
  const vectors: { readonly hex: string; readonly transport: string }[] = JSON.parse(readFileSync(VECTORS, 'utf8'));
  return [...known, ...hex(...vectors.filter(({ transport }) => transport === 'tcp').map((vector) => vector.hex))];
}

const asSerial = (frame: Uint8Array): Uint8Array[] => {
  const read = decodeApdu(frame);
  return read.ok ? [encodeSerial(read.value)] : [];
};

const CAPABILITIES = `All options specific to device \`test:0':
  Scan Mode:
    --mode Gray|Color [Gray]
        Selects the scan mode.
    --source Flatbed|Automatic Document Feeder [Flatbed]
    --resolution 75..600dpi (in steps of 1) [200]
    -l 0..200mm (in steps of 1) [0]
    -x 0..215.9mm [210]
    -y 0..297mm [297]
  Sensors:
    --page-loaded[=(yes|no)] [no] [read-only]
`;

const GIROCODE =
  'BCD\n002\n1\nSCT\nBFSWDE33BER\nStadt Musterstadt\nDE33100205000001194700\nEUR30.70\n\n\nKZ 4711-0815\n';

/** Valid input by the beginning of a target's name: what random bytes would hardly ever come upon. */
const SAMPLES: readonly (readonly [string, () => readonly Uint8Array[]])[] = [
  ['zvt-serial', () => [...zvtFrames().flatMap(asSerial), ...hex('06', '15', '10 02 80 00 00 10 03 DF F3')]],
  ['zvt-tlv', () => [...zvtFrames(), ...hex('2409 0707 41424344454647', '1F2B 03 000123', '60 04 1F00 01 00')]],
  ['zvt', zvtFrames],
  [
    'escpos-status',
    () => hex('12', '16', '1E', '14000000', '3700', '5F5361 00', '37 22 31 32 33 34 00', '5F 31 32 33 00', '37 25 00'),
  ],
  ['escpos-text', () => text('ÄÖÜ äöü ß € Kassenzeichen 4711', 'a'.repeat(200), 'eins\nzwei\tdrei', '\u001b@\u001dV0')],
  [
    'scanner-pnm',
    () => [...text('P6\n2 2\n255\nabcdefghijkl', 'P5 3 1 255\nabc', '# SANE\n4 1\n255\nabcdefghijkl', 'P4\n8 2\nab')],
  ],
  [
    'scanner-messages',
    () =>
      text(
        'Progress: 12.5%\rProgress: 100.0%\r',
        'scanimage: sane_start: Document feeder jammed\n',
        'Batch terminated, 2 pages scanned\n',
        "scanimage: unrecognized option '--x'\n",
      ),
  ],
  ['scanner-capabilities', () => text(CAPABILITIES)],
  ['code-reader-payload', () => text(GIROCODE, 'https://example.org/termin?id=4711', 'DE33100205000001194700')],
  ['code-reader-lines', () => text(`]Q0${GIROCODE.replaceAll('\n', ' ')}\r\n`, '4711\r\n4712\r', '\u00024711\u0003')],
  [
    'code-reader-hid',
    () => [hidPos('4711-0815', 0), Uint8Array.from(Buffer.concat([hidPos('A'.repeat(56), 1), hidPos('end\r\n', 0)]))],
  ],
  ['keypad', () => hex('0000520000000000 0000000000000000', '0200525100000000', '0000010101010101')],
  ['ipp', ippMessages],
  ['recording', recordings],
];

function hidPos(content: string, continues: number): Uint8Array {
  const report = Buffer.alloc(64);
  report[0] = 2;
  report[1] = content.length;
  report.write(`]Q0${content}`, 2, 'latin1');
  report[63] = continues;
  return report;
}

/** Answer to Get-Printer-Attributes and a refusal (RFC 8010, section 3.1). */
function ippMessages(): Uint8Array[] {
  const attribute = (tag: number, name: string, value: Uint8Array) => {
    const lengths = Buffer.alloc(4);
    lengths.writeUInt16BE(name.length, 0);
    lengths.writeUInt16BE(value.length, 2);
    return Buffer.concat([Uint8Array.of(tag), lengths.subarray(0, 2), Buffer.from(name), lengths.subarray(2), value]);
  };
  const head = (status: string) =>
    Buffer.concat([
      Buffer.from(`0200${status}0000000101`, 'hex'),
      attribute(0x47, 'attributes-charset', Buffer.from('utf-8')),
      attribute(0x48, 'attributes-natural-language', Buffer.from('de')),
    ]);
  const printer = Buffer.concat([
    head('0000'),
    Uint8Array.of(0x04),
    attribute(0x23, 'printer-state', Uint8Array.of(0, 0, 0, 3)),
    attribute(0x44, 'printer-state-reasons', Buffer.from('none')),
    attribute(0x44, '', Buffer.from('media-low-warning')),
    attribute(0x22, 'printer-is-accepting-jobs', Uint8Array.of(1)),
    Uint8Array.of(0x03),
  ]);
  return [printer, Buffer.concat([head('0406'), Uint8Array.of(0x03)])].map((bytes) => Uint8Array.from(bytes));
}

function recordings(): Uint8Array[] {
  return globSync('simulators/replay/fixtures/*.jsonl', { cwd: ROOT }).map((file) => readFileSync(join(ROOT, file)));
}

/** For targets nobody wrote samples for: something that is not noise. */
const ANYTHING = () => [
  Uint8Array.from({ length: 64 }, (_, i) => i),
  ...text('key=1, "text": [2.5, -3]\n'),
  new Uint8Array(32),
];

export function samplesOf({ name, samples = [] }: FuzzTarget): readonly Uint8Array[] {
  const [, ours] = SAMPLES.find(([prefix]) => name.startsWith(prefix)) ?? [];
  if (samples.length > 0 && !ours) return samples;
  return [...samples, ...(ours ?? ANYTHING)()];
}
