import { fixedDestination } from '../../../config/schema/route.ts';
import type { ServiceDefinition } from '../../../config/schema/service.ts';
import { Bug } from '../../../foundation/errors.ts';
import type { CompetentAuthority } from '../../../portals/routing/contract.ts';
import type { Application } from './application.ts';

type Text = (key: string) => string;
type Rows = readonly { readonly label: string; readonly value: string }[];

/** Name of the authority that receives a request: told by the routing service, or a text of the configuration. */
export function recipientName(service: ServiceDefinition, { recipient }: Application, text: Text): string {
  if (recipient) return recipient.name;
  const destination = fixedDestination(service);
  if (destination === null) throw new Bug('no recipient is known');
  return text(`site.destinations.${destination}`);
}

/** How an authority of another place is reached. */
export function recipientContact({ address, phone, email }: CompetentAuthority, text: Text): Rows {
  const row = (name: string, value: string | null) =>
    value ? [{ label: text(`session.recipient.${name}`), value }] : [];
  return [...row('address', address.join(', ')), ...row('phone', phone), ...row('email', email)];
}
