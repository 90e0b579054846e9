import { expect, test } from 'vitest';
import { appointmentCode, appointmentInCode, appointmentLink } from './appointment-code.ts';

const KEY = { id: 100_822, key: '8ccf' };
const LONG = { id: 7, key: 'ab'.repeat(32) };

test('the code is the one of the system’s own links', () => {
  // From the system's own fixture, GET_process_ics_template.json.
  expect(appointmentCode(KEY)).toBe('eyJpZCI6MTAwODIyLCJhdXRoS2V5IjoiOGNjZiJ9');
});

test.each([KEY, LONG])('a link is read again: %j', (key) => {
  expect(appointmentInCode(appointmentLink('https://termin.example/#/appointment/{appointment}', key))).toEqual(key);
});

test('a number as a text, as older links have it', () => {
  const code = Buffer.from('{"id":"100822","authKey":"8ccf"}').toString('base64');
  expect(appointmentInCode(`https://termin.example/#/appointment/${code}`)).toEqual(KEY);
});

test('number and key as they are typed', () => expect(appointmentInCode(' 100822 8ccf ')).toEqual(KEY));

test.each(['', 'https://example.org/', 'eyJpZCI6MX0', 'BCD\n002', '100822', '100822 8cc', '0 8ccf', 'e30='])(
  'no appointment: %j',
  (text) => expect(appointmentInCode(text)).toBeNull(),
);
