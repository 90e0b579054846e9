import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryDirectory } from '../test-support/fakes.ts';
import { loadConfiguration } from './config.ts';

const CONFIG = join(import.meta.dirname, '../../../config');
const ENVIRONMENT = { BT_FIT_CONNECT_SECRET: 'secret' };

type Change = (json: Record<string, never> & { [key: string]: unknown }) => void;

/** A copy of the repository's configuration with one thing changed. */
function changed(file: string | null, change: Change = () => {}, environment: Record<string, string> = ENVIRONMENT) {
  using directory = temporaryDirectory();
  cpSync(CONFIG, directory.path, { recursive: true });
  if (file !== null) {
    const path = join(directory.path, file);
    const json = JSON.parse(readFileSync(path, 'utf8'));
    change(json);
    writeFileSync(path, JSON.stringify(json));
  }
  const siteFile = join(directory.path, 'sites', 'musterstadt.json');
  const loaded = loadConfiguration({ siteFile, directory: directory.path, environment });
  return loaded.ok ? loaded.value : { ...loaded.error, file: loaded.error.file.replace(`${directory.path}/`, '') };
}
const SITE = 'sites/musterstadt.json';

test('the demo municipality’s configuration is whole', () => {
  expect(changed(null)).toMatchObject({ site: { id: 'musterstadt-rathaus' }, fitConnectSecret: 'secret' });
});

test('a missing site file', () => {
  const loaded = loadConfiguration({ siteFile: '/nowhere.json', directory: CONFIG, environment: {} });
  expect(loaded).toMatchObject({ ok: false, error: { reason: 'unreadable', detail: 'ENOENT' } });
});

test('a file that is not JSON', () => {
  using directory = temporaryDirectory();
  const siteFile = join(directory.path, 'site.json');
  writeFileSync(siteFile, '{');
  expect(loadConfiguration({ siteFile, directory: CONFIG, environment: {} })).toMatchObject({
    error: { reason: 'not-json', file: siteFile },
  });
});

test('a wrong value is named with its path', () => {
  const fault = changed(SITE, (site) => Object.assign(site, { terminalId: '!' }));
  expect(fault).toMatchObject({ reason: 'invalid', file: SITE, path: 'terminalId' });
});

test('a service that does not exist', () => {
  const fault = changed(SITE, (site) => Object.assign(site, { services: ['gibt-es-nicht'] }));
  expect(fault).toMatchObject({ reason: 'unreadable', file: 'services/gibt-es-nicht.json' });
});

test('a service that goes to a destination the site does not have', () => {
  const file = 'services/hundesteuer-anmelden.json';
  const fault = changed(file, (service) => Object.assign(service.route ?? {}, { destination: 'mars' }));
  expect(fault).toMatchObject({ reason: 'unknown-destination', file, path: 'route.destination', detail: 'mars' });
});

test('a service that is routed by place, at a site without a routing service', () => {
  const fault = changed(
    SITE,
    ({ portals }) => delete (portals as unknown as { fitConnect: { routing?: unknown } }).fitConnect.routing,
  );
  expect(fault).toMatchObject({
    reason: 'unfit',
    file: expect.stringMatching(/hundesteuer-abmelden\.json$/),
    path: 'route.kind',
  });
});

test('evidence with a scan profile the site does not have', () => {
  const fault = changed(SITE, (site) => Object.assign(site, { scanProfiles: [] }));
  expect(fault).toMatchObject({ reason: 'unknown-scan-profile', path: 'evidence.0.profile' });
});

test('a text that is missing in one language is named with key and language', () => {
  const fault = changed('texts/en.json', (texts) => {
    delete texts['services.hundesteuer-anmelden.fields.dogName'];
  });
  expect(fault).toMatchObject({
    reason: 'missing-text',
    path: 'services.hundesteuer-anmelden.fields.dogName',
    detail: 'en',
  });
});

test('a data schema without an $id cannot be announced to the authority', () => {
  const file = 'submission-schemas/hundesteuer-anmelden.schema.json';
  const fault = changed(file, (schema) => {
    delete schema.$id;
  });
  expect(fault).toMatchObject({ reason: 'invalid', file, path: '$id' });
});

test('the secret is not in the environment', () => {
  expect(changed(null, () => {}, {})).toMatchObject({ reason: 'missing-secret', detail: 'BT_FIT_CONNECT_SECRET' });
});

test('production refuses a portal without roots', () => {
  const fault = changed(SITE, (site) => Object.assign(site, { production: true }));
  expect(fault).toMatchObject({ reason: 'not-for-production', path: 'portals.fitConnect.trustedRoots' });
});

test('production refuses portals without TLS', () => {
  const fault = changed(SITE, (site) => {
    Object.assign(site, { production: true });
    const portals = site.portals as unknown as { fitConnect: object };
    Object.assign(portals.fitConnect, { trustedRoots: 'roots.pem' });
  });
  expect(fault).toMatchObject({ reason: 'not-for-production', path: 'portals.fitConnect.tokenUrl' });
});

test('production refuses a simulated identity card', () => {
  const fault = changed(SITE, (site) => {
    const text = JSON.stringify(site).replaceAll('http://', 'https://').replaceAll('ws://', 'wss://');
    Object.assign(site, JSON.parse(text), { production: true });
    const { portals, devices } = site as unknown as { portals: { fitConnect: object }; devices: object };
    Object.assign(portals.fitConnect, { trustedRoots: 'roots.pem' });
    Object.assign(devices, { eid: { client: { kind: 'start', command: 'AusweisApp', builtInSimulatorCard: true } } });
  });
  expect(fault).toMatchObject({ reason: 'not-for-production', path: 'devices.eid.client.builtInSimulatorCard' });
});

test('production refuses a keypad whose keys would cross a network', () => {
  const fault = changed(SITE, (site) => {
    const text = JSON.stringify(site).replaceAll('http://', 'https://').replaceAll('ws://', 'wss://');
    Object.assign(site, JSON.parse(text), { production: true });
    const { portals, devices } = site as unknown as { portals: { fitConnect: object }; devices: object };
    Object.assign(portals.fitConnect, { trustedRoots: 'roots.pem' });
    Object.assign(devices, { keypad: { protocol: 'tcp', path: '127.0.0.1:7112', keyMap: {} } });
  });
  expect(fault).toMatchObject({ reason: 'not-for-production', path: 'devices.keypad.protocol' });
});

const device = (change: object) => changed(SITE, (site) => void Object.assign(site.devices ?? {}, change));

test.each([
  [
    'a payment terminal on a serial line',
    { payment: { protocol: 'zvt-serial', path: '/dev/ttyS0', password: '000000' } },
  ],
  ['a printer on a device file', { receiptPrinter: { protocol: 'escpos-file', path: '/dev/usb/lp0', paperWidth: 58 } }],
  ['a HID code reader', { codeReader: { protocol: 'hid-pos', path: '1eab:0022:8c' } }],
  ['an assistive keypad', { keypad: { path: '1:2:1', keyMap: { '4f': 'right', '68': 'headset-plugged' } } }],
  ['a page printer', { pagePrinter: { protocol: 'ipp', uri: 'ipp://127.0.0.1:631/printers/page' } }],
])('%s is a device of a site', (_, change) => {
  expect(device(change)).toMatchObject({ site: { devices: change } });
});

const PAYMENT = { protocol: 'zvt-tcp', host: '127.0.0.1', port: 20007, password: '000000' };
test.each([
  ['an hour that does not exist', { ...PAYMENT, endOfDayAt: '24:00' }, 'endOfDayAt'],
  ['a zone that does not exist', { ...PAYMENT, timeZone: 'Europe/Musterstadt' }, 'timeZone'],
])('a payment terminal with %s is refused', (_, payment, path) => {
  expect(device({ payment })).toMatchObject({ reason: 'invalid', path: `devices.payment.${path}` });
});

test('a receipt that needs a text nobody has is refused with its key', () => {
  const file = 'receipts/receipt.json';
  const fault = changed(file, (template) => {
    Object.assign(template, { blocks: [{ type: 'text', text: '{{text:receipt.greeting}}' }] });
  });
  expect(fault).toMatchObject({ reason: 'missing-text', file, path: 'receipt.greeting', detail: 'de' });
});

/** Any file that is there: what stands in them is judged by who uses it. */
const RELAY = { url: 'https://relay.example', accessKeyEnv: 'BT_RELAY_KEY' };
const WALLET_FILES = {
  accessCertificateFile: 'musterstadt.json',
  accessKeyFile: 'musterstadt.json',
  registrationCertificateFile: 'musterstadt.json',
  trustListFiles: ['musterstadt.json'],
};

const withWallet =
  (wallet: object): Change =>
  (site) =>
    Object.assign(site.portals ?? {}, { wallet, phoneRelay: RELAY });

test.each([
  ['accessCertificateFile', 'accessCertificateFile'],
  ['accessKeyFile', 'accessKeyFile'],
  ['registrationCertificateFile', 'registrationCertificateFile'],
  ['trustListFiles', 'trustListFiles.0'],
] as const)('a wallet without its %s', (name, path) => {
  const missing = name === 'trustListFiles' ? ['nowhere.pem'] : 'nowhere.pem';
  const environment = { ...ENVIRONMENT, BT_RELAY_KEY: 'relay-key' };
  const fault = changed(SITE, withWallet({ ...WALLET_FILES, [name]: missing }), environment);
  expect(fault).toMatchObject({ reason: 'unreadable', path: `portals.wallet.${path}`, detail: 'ENOENT' });
});

test('a wallet whose key at the relay is not in the environment', () => {
  const fault = changed(SITE, withWallet(WALLET_FILES));
  expect(fault).toMatchObject({
    reason: 'missing-secret',
    path: 'portals.phoneRelay.accessKeyEnv',
    detail: 'BT_RELAY_KEY',
  });
});

test('a wallet with all its files', () => {
  const environment = { ...ENVIRONMENT, BT_RELAY_KEY: 'relay-key' };
  expect(changed(SITE, withWallet(WALLET_FILES), environment)).toMatchObject({
    phoneRelay: { url: 'https://relay.example', accessKey: 'relay-key', caPem: null, link: false },
    wallet: { trustListPems: [expect.any(String)] },
  });
});

test('a wallet without the relay that carries its answers', () => {
  const fault = changed(SITE, (site) => Object.assign(site.portals ?? {}, { wallet: WALLET_FILES }));
  expect(fault).toMatchObject({ path: 'portals.phoneRelay', detail: 'wallet-needs-relay' });
});
