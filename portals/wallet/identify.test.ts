import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PEOPLE } from '../../simulators/wallet/pid-data.ts';
import { PID_FORMATS } from './attributes.ts';
import { type WalletWorld, walletWorld } from './test-support/wallet-world.ts';

let world: WalletWorld;
beforeAll(async () => {
  world = await walletWorld();
});
afterAll(() => world.close());

describe.each(PID_FORMATS)('a PID as %s', (format) => {
  test('becomes an identity at level high, with the presentation and the report as evidence', async () => {
    const person = await world.identify(format);
    expect(person).toMatchObject({
      ok: true,
      value: {
        identity: {
          givenNames: 'ERIKA',
          familyName: 'MUSTERMANN',
          dateOfBirth: '1964-08-12',
          address: { street: 'HEIDESTRAẞE 17', postalCode: '51147', city: 'KÖLN', country: 'DE' },
        },
        levelOfAssurance: 'high',
        evidence: { kind: 'wallet-presentation', format },
      },
    });
  });

  test('of a person without an address is one without an address', async () => {
    const person = await world.identify(format, { person: PEOPLE.noAddress });
    expect(person).toMatchObject({ ok: true, value: { identity: { familyName: 'WEBER' } } });
    expect(person.ok && person.value.identity).not.toHaveProperty('address');
  });
});
