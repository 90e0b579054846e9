import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { BILL_REGISTER, DOCUMENT_STATUS, EID_SERVICE, PHONE_RELAY } from '../../config/schema/needs.ts';
import reasons from '../../device-drivers/texts/de.json' with { type: 'json' };
import { COMMAND_KINDS } from '../../fleet-link/command-kinds.ts';
import { Alert, DeviceReport } from '../../fleet-link/contract.ts';
import { missingPlurals } from '../../foundation/texts.ts';
import { KEY_PERMISSIONS, OIDC_REFUSALS } from '../contract/access/access.ts';
import { ROLES } from '../contract/access/permissions.ts';
import type { TerminalFinding } from '../contract/terminals/judgement.ts';
import { findingWords } from './findings.ts';
import de from './locales/de/common.json' with { type: 'json' };
import deskDe from './locales/de/desk.json' with { type: 'json' };
import { LOCALES, texts, timeWords } from './texts.ts';

const DIRECTORY = join(import.meta.dirname, 'locales');
/** Keys of each file of a language; those of chunks that are fetched later among them. */
const filesOf = (language: string) =>
  readdirSync(join(DIRECTORY, language)).map((name) => ({
    room: name.replace('.json', ''),
    texts: JSON.parse(readFileSync(join(DIRECTORY, language, name), 'utf8')) as Readonly<Record<string, string>>,
  }));

test('no file of texts stands outside the two languages, where nobody would compare it', () => {
  expect(readdirSync(DIRECTORY).sort()).toEqual(['de', 'en']);
});

test('both languages have the same keys, in the same files', () => {
  const keys = (language: string) =>
    Object.fromEntries(filesOf(language).map(({ room, texts }) => [room, Object.keys(texts).sort()]));
  expect(keys('en')).toEqual(keys('de'));
});

test('no text stands in two files', () => {
  const all = filesOf('de').flatMap(({ texts }) => Object.keys(texts));
  expect(all.filter((key, at) => all.indexOf(key) !== at)).toEqual([]);
});

test.each(COMMAND_KINDS)('command %s has words, and says what it does', (kind) => {
  expect(Object.keys(deskDe)).toContain(`command.${kind}`);
  expect(Object.keys(deskDe)).toContain(`command.${kind}.text`);
});

test.each(['de', 'en'])('%s has every plural form that its language needs', (language) => {
  const all = (of: string) => Object.assign({}, ...filesOf(of).map(({ texts }) => texts));
  expect(missingPlurals(language, all(language), all('de'))).toEqual([]);
});

test('one and many are told apart', () => {
  expect([0, 1, 2].map((n) => texts('de').count('outbox.waiting', n))).toEqual(['0 warten', '1 wartet', '2 warten']);
});

test.each(DeviceReport.shape.state.options)('device state %s has words', (state) => {
  expect(Object.keys(LOCALES.de)).toContain(`state.${state}`);
});

test.each(DeviceReport.shape.kind.options)('device kind %s has words', (kind) => {
  expect(Object.keys(LOCALES.de)).toContain(`device.${kind}`);
});

test.each([...Alert.shape.kind.options, 'journal-tampered'])('alert %s has words, and says what to do', (kind) => {
  expect(Object.keys(LOCALES.de)).toContain(`cause.${kind}`);
  expect(Object.keys(LOCALES.de)).toContain(`cause.${kind}.do`);
});

test.each([
  ...['in-service', 'limited', 'out-of-service', 'unreachable'].map((condition) => `condition.${condition}`),
  ...['usable', 'limited', 'unusable'].map((state) => `service.${state}`),
  ...['out-of-service', 'maintenance', 'no-service'].map((reason) => `mode-reason.${reason}`),
  ...[EID_SERVICE, BILL_REGISTER, DOCUMENT_STATUS, PHONE_RELAY].map((name) => name.replace('portal:', 'portal-name.')),
  'service-reason.not-equipped',
])('what the judgement can say has words: %s', (key) => {
  expect(Object.keys(de)).toContain(key);
});

test.each<[string, TerminalFinding]>([
  ['Belegdrucker: Papier leer', { kind: 'device', subject: 'receipt-printer', reason: 'paper-out', severity: 'soon' }],
  ['Kartenzahlung: nicht erreichbar', { kind: 'device', subject: 'payment', reason: 'offline', severity: 'soon' }],
  ['Ausweis liegt noch auf dem Leser', { kind: 'card', subject: 'eid', reason: 'left', severity: 'soon' }],
  ['eID-Dienst: nicht erreichbar', { kind: 'portal', subject: EID_SERVICE, reason: 'down', severity: 'soon' }],
  ['Behörde für parken: nicht erreichbar', { kind: 'portal', subject: 'parken', reason: 'down', severity: 'soon' }],
])('a finding reads: %s', (words, finding) => {
  expect(findingWords(finding, texts('de'))).toContain(words);
});

test('an hour is that of the place, wherever the browser is', () => {
  const at = Date.UTC(2026, 10, 29, 23, 30);
  expect(timeWords(at, 'de', { status: { timeZone: 'Europe/Berlin' } })).toBe('30.11.2026, 00:30');
  expect(timeWords(at, 'de', { status: null })).toBe('30.11.2026, 00:30');
  expect(timeWords(at, 'de', { status: { timeZone: 'Atlantic/Azores' } })).toBe('29.11.2026, 22:30');
});

test.each(OIDC_REFUSALS)('the sign-in page has words for %s', (reason) => {
  expect(Object.keys(de)).toContain(`sign-in.why.${reason}`);
});

test.each([
  ...ROLES.flatMap((role) => [`role.${role}`, `role.${role}.hint`]),
  ...KEY_PERMISSIONS.map((permission) => `permission.${permission}`),
  ...['password', 'passkey', 'oidc', 'link'].map((way) => `way.${way}`),
])('the pages about access have words for %s', (key) => {
  expect(Object.keys(de)).toContain(key);
});

test('no reason of a device is worded a second time', () => {
  expect(Object.keys(de).filter((key) => key in reasons)).toEqual([]);
});

test('a reason of a newer terminal is shown as its code, not hidden', () => {
  expect(texts('de')('reason.something-new')).toBe('something-new');
});
