import { createHmac, timingSafeEqual } from 'node:crypto';
import { err, ok, type Result } from '../../../foundation/result.ts';
import { delays } from '../delays.ts';

export type CallbackRefusal = 'headers-missing' | 'bad-timestamp' | 'too-old' | 'from-the-future' | 'not-authentic';

export interface FitConnectCallback {
  /** Header `callback-authentication`. */
  readonly authentication: string | undefined;
  /** Header `callback-timestamp`, seconds since 1970. */
  readonly timestamp: string | undefined;
  /** The body exactly as received: parsing and writing it again would change what was signed. */
  readonly rawBody: Uint8Array;
}

/**
 * Whether a callback comes from FIT-Connect ("Callbacks"): hex HMAC-SHA512 over timestamp, ".", body. For the hub;
 * a terminal has no address that FIT-Connect could call.
 * @param now milliseconds since 1970
 */
export function verifyCallback(
  callback: FitConnectCallback,
  secret: string,
  now: number,
): Result<true, CallbackRefusal> {
  const { authentication, timestamp, rawBody } = callback;
  if (!authentication || !timestamp) return err('headers-missing');
  if (!/^\d{1,12}$/.test(timestamp)) return err('bad-timestamp');
  const expected = createHmac('sha512', secret).update(`${timestamp}.`).update(rawBody).digest();
  const received = Buffer.from(/^[0-9a-f]{128}$/i.test(authentication) ? authentication : '', 'hex');
  if (received.length !== expected.length || !timingSafeEqual(received, expected)) return err('not-authentic');
  // Only after the comparison: the age of a forged message is nobody's business.
  const age = now - Number(timestamp) * 1000;
  if (age > delays.callbackAge) return err('too-old');
  if (age < -delays.clockSkew) return err('from-the-future');
  return ok(true);
}
