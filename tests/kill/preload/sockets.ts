import { Socket } from 'node:net';
import { currentPlan, reach } from './boundary.ts';
import { pathOf } from './http-names.ts';

/** Every chunk to and from a device, and every request that has gone out to an authority. */
interface Patched {
  write(this: Socket, chunk: unknown, ...rest: unknown[]): boolean;
  push(this: Socket, chunk: unknown, ...rest: unknown[]): boolean;
}

const prototype = Socket.prototype as unknown as Patched;
const { write, push } = prototype;
/** What the payment terminal said last: an acknowledgement has no name of its own. */
let lastHeard = 'nothing';
const ACKNOWLEDGED = '80 00';

prototype.write = function (chunk, ...rest) {
  const kind = kindOf(this);
  if (kind === undefined) return write.call(this, chunk, ...rest);
  if (kind === 'http') {
    const request = /^(GET|POST|PUT) (\S+) HTTP/.exec(typeof chunk === 'string' ? chunk : String(chunk).slice(0, 400));
    const done = write.call(this, chunk, ...rest);
    // Corked until the end of this turn: only then have the bytes left.
    if (request) setImmediate(() => reach(`http:${request[1]} ${pathOf(request[2] ?? '')}`, 'sent'));
    return done;
  }
  const words = wordsOf(kind, chunk);
  const name = `${kind}:send ${words === ACKNOWLEDGED ? `${words} to ${lastHeard}` : words}`;
  reach(name, 'before');
  const done = write.call(this, chunk, ...rest);
  reach(name, 'after');
  return done;
};

prototype.push = function (chunk, ...rest) {
  const kind = kindOf(this);
  if (kind === undefined || kind === 'http' || chunk === null) return push.call(this, chunk, ...rest);
  let more = true;
  for (const part of kind === 'zvt' && chunk instanceof Uint8Array ? apdusOf(chunk) : [chunk]) {
    const words = wordsOf(kind, part);
    if (kind === 'zvt' && words !== ACKNOWLEDGED) lastHeard = words;
    const name = `${kind}:recv ${words}`;
    reach(name, 'before');
    more = push.call(this, part, ...rest);
    reach(name, 'after');
  }
  return more;
};

/**
 * Whether an acknowledgement and what follows it come as one chunk is up to the network; a boundary must not be.
 * Length: one byte, or FF and two more, low one first (PA00P016 rev. 04).
 */
function apdusOf(chunk: Uint8Array): readonly Uint8Array[] {
  const [, , short = 0, low = 0, high = 0] = chunk;
  const length = short === 0xff ? 5 + low + 256 * high : 3 + short;
  if (length >= chunk.length) return [chunk];
  return [chunk.subarray(0, length), ...apdusOf(chunk.subarray(length))];
}

const kindOf = ({ remotePort }: Socket) => (remotePort === undefined ? undefined : currentPlan().ports[remotePort]);

function wordsOf(kind: 'zvt' | 'escpos', chunk: unknown): string {
  const bytes = chunk instanceof Uint8Array ? [...chunk.subarray(0, 3)] : [];
  const hex = bytes.map((byte) => byte.toString(16).padStart(2, '0'));
  if (kind === 'zvt') return hex.slice(0, 2).join(' ');
  // DLE EOT n and DLE ENQ n are asked in real time; everything else is the receipt.
  return bytes[0] === 0x10 ? hex.join(' ') : 'data';
}
