import type { SiteOffer } from '../schema/offer.ts';
import type { ServiceDefinition } from '../schema/service.ts';

/** Every text key that a service's definition refers to. */
export function textKeysOf(service: ServiceDefinition): readonly string[] {
  const keys: (string | undefined)[] = [service.title, service.summary, ...service.prerequisites, ...service.next];
  if (service.responsibleOffice) keys.push(service.responsibleOffice.name, service.responsibleOffice.room);
  if (service.identification.kind === 'eid') keys.push(service.identification.purpose);
  if (service.residence) keys.push(service.residence.otherwise);
  if (service.fee.kind !== 'none') keys.push(service.fee.purpose);
  if (service.route.kind === 'appointment') {
    keys.push(...service.route.concerns.flatMap(({ title, bring }) => [title, ...bring]));
  }
  if (service.fee.kind === 'computed') keys.push(service.fee.unit);
  keys.push(...toldKeys(service.route));
  for (const page of service.form) {
    keys.push(page.title, page.repeat?.item, page.repeat?.add, ...(page.rules ?? []).map(({ text }) => text));
    for (const field of page.fields) {
      keys.push(field.label, field.hint, ...(field.options ?? []).map((option) => option.label));
    }
  }
  for (const item of service.evidence) keys.push(item.title, item.hint);
  return keys.filter((key) => key !== undefined);
}

/** Of what is told at the terminal itself. */
function toldKeys(route: ServiceDefinition['route']): readonly string[] {
  switch (route.kind) {
    case 'information':
      return route.sections.flatMap(({ title, rows, text }) => [
        title,
        ...rows.flatMap(({ label, value }) => [label, value]),
        ...text,
      ]);
    case 'lookup':
      return Object.values(route.next);
    case 'printout':
      return [...route.verdicts.map(({ text }) => text), ...route.notes];
    default:
      return [];
  }
}

/** Every text key that a place refers to by itself. */
export function placeTextKeys({ municipality, announcements, closures, situations }: SiteOffer): readonly string[] {
  const { name, location, imprint, helpDesk } = municipality;
  const keys = [
    name,
    location,
    imprint,
    helpDesk,
    ...announcements.map(({ text }) => text),
    ...closures.map(({ text }) => text),
    ...situations.map(({ title }) => title),
  ];
  return keys.filter((key) => key !== null);
}
