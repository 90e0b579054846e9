import type { FieldFile, ServiceFile } from '../schema/service-file.ts';
import type { ServiceAnswers } from './answers.ts';

const key = (part: string) => `services.common.${part}`;

/** Name and address, and how to reach the person, in texts that all services share. */
export function personPages({ person, contact }: ServiceAnswers): ServiceFile['form'] {
  const pages: ServiceFile['form'] = [];
  if (person !== 'none') {
    pages.push({ id: 'person', title: key('pages.person'), fields: nameAndAddress(person !== 'typed') });
  }
  if (contact.length > 0) {
    const fields = contact.map(
      (name): FieldFile => ({
        id: name,
        type: name,
        label: key(`fields.${name}`),
        hint: key(`fields.${name}Hint`),
        required: false,
      }),
    );
    pages.push({ id: 'contact', title: key('pages.contact'), fields });
  }
  return pages;
}

/** @param isRead somebody may vouch for it: then it is not typed */
function nameAndAddress(isRead: boolean): FieldFile[] {
  const card = (prefill: NonNullable<FieldFile['prefill']>) => (isRead ? { prefill, locked: true } : {});
  const name = (part: string) => ({ label: key(`fields.${part}`) });
  return [
    {
      id: 'givenNames',
      type: 'name',
      ...name('givenNames'),
      hint: key('fields.givenNamesHint'),
      // Whoever has one name only has no given name.
      required: false,
      ifAny: true,
      maxLength: 80,
      ...card('givenNames'),
    },
    { id: 'familyName', type: 'name', ...name('familyName'), maxLength: 80, ...card('familyName') },
    { id: 'street', type: 'street', ...name('street'), maxLength: 80, ...card('street') },
    { id: 'postalCode', type: 'postal-code', ...name('postalCode'), ...card('postalCode') },
    { id: 'city', type: 'town', ...name('city'), maxLength: 60, ...card('city') },
  ];
}
