import { err, ok, type Result } from '../../../foundation/result.ts';
import { SdkMessage } from './messages.ts';

/** Largest message in UTF-16 units; the longest real one is a CERTIFICATE with its terms of usage (a few kB). */
export const MAX_MESSAGE = 256 * 1024;

/** `unknown-message` is no fault of the app: a newer version may say things we need not understand. */
export type DecodeFault = 'too-large' | 'not-json' | 'not-a-message' | 'unknown-message' | 'malformed-message';

const NAMES: ReadonlySet<string> = new Set(SdkMessage.options.map((o) => o.shape.msg.value));

/** One text frame of the app → one typed message. The fault carries no content: messages hold names and addresses. */
export function decodeMessage(text: string): Result<SdkMessage, DecodeFault> {
  if (text.length > MAX_MESSAGE) return err('too-large');
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    return err('not-json');
  }
  if (typeof raw !== 'object' || raw === null || !('msg' in raw) || typeof raw.msg !== 'string') {
    return err('not-a-message');
  }
  if (!NAMES.has(raw.msg)) return err('unknown-message');
  const parsed = SdkMessage.safeParse(raw);
  return parsed.success ? ok(parsed.data) : err('malformed-message');
}
