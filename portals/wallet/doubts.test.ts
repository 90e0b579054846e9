import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { WalletFault } from '../../simulators/wallet/faults.ts';
import type { HeldFormat } from '../../simulators/wallet/holder.ts';
import { PID_FORMATS } from './attributes.ts';
import type { WalletFailure } from './contract.ts';
import { type WalletWorld, walletWorld } from './test-support/wallet-world.ts';

let world: WalletWorld;
beforeAll(async () => {
  world = await walletWorld();
});
afterAll(() => world.close());
// Past the time for which a status list may be used again.
beforeEach(() => world.clock.advance(120_000));

type Refused = readonly [WalletFault, WalletFailure];

/** What is wrong, and what it is refused as, in both encodings. */
const BOTH: readonly Refused[] = [
  ['expired', 'expired'],
  ['not-yet-valid', 'not-yet-valid'],
  ['revoked', 'revoked'],
  ['foreign-issuer', 'issuer-untrusted'],
  ['wrong-signature', 'signature'],
  ['algorithm-none', 'algorithm'],
  ['wrong-type', 'wrong-type'],
  ['no-status', 'status-unknown'],
  ['foreign-status-list', 'status-unknown'],
  ['other-status', 'status-unknown'],
  ['no-key-binding', 'key-binding-missing'],
  ['foreign-holder-key', 'key-binding'],
  ['tells-more', 'too-much'],
  ['tells-less', 'too-little'],
  ['both-kinds', 'too-much'],
  ['two-presentations', 'too-much'],
  ['nothing', 'no-pid'],
  ['wrong-state', 'wrong-state'],
  ['foreign-encryption-key', 'not-decryptable'],
  ['other-encryption', 'algorithm'],
  ['oversized', 'too-large'],
  ['nested', 'malformed'],
  ['posts-twice', 'second-answer'],
];

/** What one of them has alone, or what cannot be told apart in the other. */
const ONLY: Readonly<Record<HeldFormat, readonly Refused[]>> = {
  'dc+sd-jwt': [
    ['algorithm-hmac', 'algorithm'],
    ['no-holder-key', 'key-binding-missing'],
    ['wrong-nonce', 'wrong-nonce'],
    ['wrong-audience', 'wrong-audience'],
    ['other-presentation-bound', 'key-binding'],
    ['old-key-binding', 'key-binding'],
    ['future-key-binding', 'key-binding'],
    ['other-binding-type', 'key-binding'],
    ['other-token-type', 'wrong-type'],
    ['other-digests', 'algorithm'],
    ['tampered-claim', 'malformed'],
  ],
  mso_mdoc: [
    ['wrong-nonce', 'key-binding'],
    ['wrong-audience', 'key-binding'],
    ['tampered-claim', 'signature'],
    ['mac-for-signature', 'algorithm'],
    ['adds-own-claims', 'too-much'],
    ['two-documents', 'too-much'],
    ['element-twice', 'malformed'],
    ['disguised-type', 'wrong-type'],
  ],
};

describe.each(PID_FORMATS)('a PID as %s', (format) => {
  test.each([...BOTH, ...ONLY[format]])('with the fault "%s" is refused: %s', async (fault, failure) => {
    expect(await world.identify(format, { faults: [fault] })).toEqual({ ok: false, error: failure });
    expect(world.relay.openBoxes()).toBe(0);
  });

  test('that lives for a day need not be revocable', async () => {
    expect(await world.identify(format, { faults: ['no-status', 'short-lived'] })).toMatchObject({ ok: true });
  });
});
