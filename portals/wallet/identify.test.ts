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

  test('keeps names as the register writes them', async () => {
    const person = await world.identify(format, { person: PEOPLE.müller });
    expect(person).toMatchObject({ ok: true, value: { identity: { givenNames: 'JÜRGEN', familyName: 'MÜLLER' } } });
  });

  test('keeps "00" for what the register does not know of a birth date', async () => {
    const person = await world.identify(format, { person: PEOPLE.birthYearOnly });
    expect(person).toMatchObject({ ok: true, value: { identity: { dateOfBirth: '1983-00-00' } } });
  });

  test('from a place without streets has the rest of the address', async () => {
    const person = await world.identify(format, { person: PEOPLE.placeWithoutStreets });
    expect(person).toMatchObject({
      ok: true,
      value: { identity: { address: { postalCode: '25859', city: 'HOOGE' } } },
    });
    expect(person.ok && person.value.identity.address).not.toHaveProperty('street');
  });

  test('tells birth name, place of birth and each nationality where they were asked for', async () => {
    const request = { required: ['FamilyName', 'PlaceOfBirth', 'Nationality'], optional: ['BirthName'] } as const;
    const erika = await world.identify(format, { request });
    expect(erika.ok && erika.value.identity).toEqual({
      familyName: 'MUSTERMANN',
      birthName: 'GABLER',
      placeOfBirth: 'BERLIN',
      nationality: 'DE',
    });
    const amira = await world.identify(format, { request, person: PEOPLE.birthYearOnly });
    expect(amira.ok && amira.value.identity).toEqual({
      familyName: 'HADDAD',
      placeOfBirth: 'ALEPPO',
      nationality: 'DE, SY',
    });
  });

  test('has evidence that can be checked again without the terminal', async () => {
    const person = await world.identify(format);
    if (!person.ok || person.value.evidence.kind !== 'wallet-presentation') throw new Error('no evidence');
    const { content, report } = person.value.evidence;
    expect(content.length).toBeGreaterThan(1_000);
    expect(JSON.parse(report)).toMatchObject({
      checkedAt: '2027-02-15T10:00:00.000Z',
      format,
      issuer: { subject: expect.stringContaining('PID Provider'), sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
      status: { result: 'valid' },
      asked: { nonce: expect.stringMatching(/^[\w-]{43}$/), required: ['GivenNames', 'FamilyName', 'DateOfBirth'] },
    });
    expect(report).not.toContain('MUSTERMANN');
  });
});
