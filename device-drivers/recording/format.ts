import { z } from 'zod';
import { err, ok, type Result } from '../../foundation/result.ts';

/** Milliseconds of the recorder's monotonic clock since the recording began, and the number of the connection. */
const When = { t: z.number().min(0), c: z.int().min(0) };
const Hex = z.string().regex(/^([0-9a-f]{2})*$/);

const Header = z.strictObject({
  recording: z.literal(1),
  protocol: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/),
  at: z.iso.datetime(),
});
const Event = z.union([
  z.strictObject({ ...When, d: z.literal('opened'), about: z.array(z.string().max(400)).max(60).exactOptional() }),
  z.strictObject({ ...When, d: z.enum(['sent', 'received', 'noted']), hex: Hex }),
  z.strictObject({ ...When, d: z.enum(['sent', 'received', 'noted']), text: z.string() }),
  /** So many bytes that are kept out of the recording. */
  z.strictObject({
    ...When,
    d: z.enum(['sent', 'received', 'noted']),
    size: z
      .int()
      .min(1)
      .max(2 ** 30),
  }),
  z.strictObject({ ...When, d: z.literal('closed'), reason: z.string().max(60) }),
]);
export type RecordedEvent = z.infer<typeof Event>;

export interface Recording extends z.infer<typeof Header> {
  readonly events: readonly RecordedEvent[];
}

/** What a mask lets through: bytes, a message, or only how much there was. */
export type Content = Uint8Array | string | { readonly size: number };

const PRINTABLE = /^[\x20-\x7e\r\n\t]+$/;

/** Plain ASCII is written so that a person can read it, everything else in hexadecimal. */
export function written(content: Content): { text: string } | { hex: string } | { size: number } {
  if (typeof content === 'string') return { text: content };
  if (!(content instanceof Uint8Array)) return { size: content.size };
  const text = Buffer.from(content).toString('latin1');
  return PRINTABLE.test(text) ? { text } : { hex: Buffer.from(content).toString('hex') };
}

export const lineOf = (value: z.infer<typeof Header> | RecordedEvent): string => `${JSON.stringify(value)}\n`;

/** @returns `not-a-recording`, or the number of the line (from 1) that is none of a recording */
export function parseRecording(text: string): Result<Recording, { readonly reason: string; readonly line: number }> {
  const [first = '', ...lines] = text.split('\n');
  const header = Header.safeParse(parsed(first));
  if (!header.success) return err({ reason: 'not-a-recording', line: 1 });
  const events: RecordedEvent[] = [];
  for (const [i, line] of lines.entries()) {
    if (line === '') continue;
    const event = Event.safeParse(parsed(line));
    if (!event.success) return err({ reason: 'bad-line', line: i + 2 });
    events.push(event.data);
  }
  return ok({ ...header.data, events });
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
