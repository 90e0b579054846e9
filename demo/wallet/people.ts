import { DEMO_CARD } from '../../simulators/eid/card.ts';
import type { PhoneWallet } from '../../simulators/wallet/phone.ts';
import type { PidData } from '../../simulators/wallet/pid-data.ts';

const { address } = DEMO_CARD.identity;

/** As the German issuer writes them: capital letters. All people are invented. */
const ERIKA: PidData = {
  givenName: 'ERIKA',
  familyName: 'MUSTERMANN',
  birthDate: '1964-08-12',
  birthFamilyName: 'GABLER',
  placeOfBirth: 'BERLIN',
  nationalities: ['DE'],
  address: { street: 'HEIDESTRAẞE 17', postalCode: address.postalCode, city: 'MUSTERSTADT', country: 'DE' },
};
const { address: _, ...WITHOUT_ADDRESS } = ERIKA;

/** One for every way an identification by telephone can go. */
export const WALLETS = [
  { id: 'valid', person: ERIKA },
  { id: 'umlaut', person: { ...ERIKA, givenName: 'JÜRGEN', familyName: 'MÜLLER', birthDate: '1971-03-09' } },
  { id: 'year-only', person: { ...ERIKA, givenName: 'AMIRA', familyName: 'TEILBEKANNT', birthDate: '1983-00-00' } },
  { id: 'no-address', person: { ...WITHOUT_ADDRESS, givenName: 'JONAS', familyName: 'BEISPIEL' } },
  { id: 'expired', person: { ...ERIKA, givenName: 'LEYLA', familyName: 'PROBE' }, faults: ['expired'] },
  { id: 'revoked', person: { ...ERIKA, givenName: 'OLE', familyName: 'MUSTER' }, faults: ['revoked'] },
  { id: 'empty', person: null },
] as const satisfies readonly PhoneWallet[];
