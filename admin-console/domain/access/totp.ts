import { generateSecret, generateURI, verifySync } from 'otplib';

const PERIOD_S = 30;

/** 160 bits, base32: what the person's app and the hub share (RFC 4226, section 4, R6). */
export const newTotpSecret = (): string => generateSecret();

/** What the app reads as a QR code. */
export const totpAddress = (secret: string, name: string): string =>
  generateURI({ issuer: 'Bürger-Terminal', label: name, secret });

/**
 * A code of the app, one step early or late at most (RFC 6238, section 5.2).
 * @param after the last step whose code was taken; a code is good once
 * @returns the step; `null` if the code is wrong
 */
export function totpStepOf(secret: string, code: string, now: number, after: number | null): number | null {
  if (!/^\d{6}$/.test(code)) return null;
  const result = verifySync({
    secret,
    token: code,
    epoch: Math.floor(now / 1_000),
    epochTolerance: PERIOD_S,
    ...(after === null ? {} : { afterTimeStep: after }),
  });
  return result.valid && 'timeStep' in result ? result.timeStep : null;
}
