import { expect, test } from 'vitest';
import { calendarFile } from './calendar-file.ts';

/** 2026-12-03 10:20 in Berlin. */
const AT = Date.UTC(2026, 11, 3, 9, 20) / 1000;
const ENTRY = {
  id: 100_001,
  host: 'termin.example',
  summary: 'Termin: Reisepass',
  location: 'Bürgerbüro Mitte, Am Markt 1; Eingang A',
  description: 'Mitbringen:\nPersonalausweis, Foto',
  link: 'https://termin.example/#/appointment/abc',
  at: AT,
  minutes: 20,
  now: Date.UTC(2026, 10, 30, 6, 0, 5),
};

test('begins and ends by the wall clock of the office, stamped in UTC', () => {
  const lines = calendarFile(ENTRY).split('\r\n');
  expect(lines).toContain('DTSTART;TZID=Europe/Berlin:20261203T102000');
  expect(lines).toContain('DTEND;TZID=Europe/Berlin:20261203T104000');
  expect(lines).toContain('DTSTAMP:20261130T060005Z');
});

test('summer time: the wall clock, not the offset of winter', () => {
  const july = Date.UTC(2026, 6, 3, 8, 0) / 1000;
  expect(calendarFile({ ...ENTRY, at: july })).toContain('DTSTART;TZID=Europe/Berlin:20260703T100000');
});

test('commas, semicolons and line breaks are escaped', () => {
  const text = calendarFile(ENTRY);
  expect(text).toContain('LOCATION:Bürgerbüro Mitte\\, Am Markt 1\\; Eingang A\r\n');
  expect(text).toContain('DESCRIPTION:Mitbringen:\\nPersonalausweis\\, Foto\r\n');
});

test('no line has more than 75 octets, and unfolded it is the same text', () => {
  const description = 'ä'.repeat(200);
  const text = calendarFile({ ...ENTRY, description });
  for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  expect(text.replaceAll('\r\n ', '')).toContain(`DESCRIPTION:${description}`);
});
