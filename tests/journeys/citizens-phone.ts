import type { World } from '../../demo/simulated-world.ts';
import { systemClock } from '../../foundation/clock.ts';
import { Refusal } from '../../foundation/errors.ts';
import { createHolder, type HeldFormat, type SeenRequest } from '../../simulators/wallet/holder.ts';
import type { PidData } from '../../simulators/wallet/pid-data.ts';
import type { Person } from './people.ts';

/** What the wallet of a person holds; made of the same as their card. */
export const pidOf = ({ givenNames, familyName, street, postalCode, city, dateOfBirth }: Person): PidData => ({
  givenName: givenNames,
  familyName,
  birthDate: dateOfBirth ?? '1964-08-12',
  nationalities: ['DE'],
  address: { street, postalCode, city, country: 'DE' },
});

/** The person's own telephone reads the code on the screen. @throws Refusal `not-scanned` with what the wallet says */
export async function scanWithPhone(
  world: World,
  person: Person,
  code: string,
  radio: typeof fetch = fetch,
): Promise<SeenRequest> {
  const { issuer, office } = world.wallet;
  const wallet = { issuer, person: pidOf(person), roots: office, clock: systemClock, fetch: radio };
  const seen = await createHolder(wallet).scan(code);
  if (!seen.ok) throw new Refusal('not-scanned', seen.error);
  return seen.value;
}

/** The person agrees. @throws Refusal `not-answered` with what the wallet or the relay says */
export async function agree(seen: SeenRequest, format: HeldFormat): Promise<void> {
  const told = await seen.accept(format);
  if (!told.ok) throw new Refusal('not-answered', told.error);
}
