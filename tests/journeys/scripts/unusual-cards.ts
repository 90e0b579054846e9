import { type Person, WILHELMINE } from '../people.ts';
import { meldebescheinigung } from './meldebescheinigung.ts';
import type { Script } from './script.ts';

/** Cards that carry less, or other, than most: the same service, to its end. */
const certificateFor = (service: string, person: Partial<Person>, readable: readonly string[]): Script => ({
  service,
  faults: [],
  person: { ...WILHELMINE, ...person },
  play: async (play) => ({ ...(await meldebescheinigung.play(play)), readable }),
});

export const oneName = certificateFor('meldebescheinigung-one-name', { givenNames: '', familyName: 'QUASTENFLÖßER' }, [
  'QUASTENFLÖßER',
]);

export const livesAbroad = certificateFor(
  'meldebescheinigung-abroad',
  { street: 'GRÜNSPECHTGASSE 47', postalCode: '1010', city: 'WIEN', country: 'A' },
  ['1010', 'WIEN', 'Österreich'],
);

export const yearOnly = certificateFor('meldebescheinigung-year-only', { dateOfBirth: '1977-00-00' }, ['1977']);
