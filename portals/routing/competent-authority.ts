import type { AuthorityRoute, CompetentAuthority } from './contract.ts';

/** Controls, and marks that turn the direction of writing: what is shown on screen and paper must read as it stands. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** @returns the route as people read it; `null` for one without a name: nobody could be told who receives it */
export function competentAuthorityOf(route: AuthorityRoute): CompetentAuthority | null {
  const name = line(200, route.destinationName) ?? line(200, route.destinationShortName);
  if (name === null) return null;
  const { street, houseNumber, additional, zip, city } = route.postalAddress ?? route.address ?? {};
  const address = [line(200, street, houseNumber), line(200, additional), line(200, zip, city)];
  const persons = route.contactPersons ?? [];
  return {
    destinationId: route.destinationId,
    name,
    address: address.filter((one) => one !== null),
    phone: line(40, persons.find(({ tel }) => tel)?.tel),
    email: line(120, persons.find(({ email }) => email)?.email),
  };
}

/** Words in one line of at most so many characters; `null` if nothing is left. */
function line(most: number, ...words: readonly (string | undefined)[]): string | null {
  const text = words
    .map((word) => (word ?? '').replace(INVISIBLE, ' ').trim())
    .filter((word) => word !== '')
    .join(' ')
    .replace(/\s+/g, ' ')
    .slice(0, most)
    .trim();
  return text === '' ? null : text;
}
