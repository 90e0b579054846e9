import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { reasonOf } from '../../foundation/errors.ts';
import { FILES, type Previewed, startPreviewed } from './test-support/previewed.ts';

let preview: Previewed;
beforeEach(async () => {
  preview = await startPreviewed();
  onTestFinished(() => preview.close());
});

test('what the draft offers is on the screen, and the hub is told which screen it is', () => {
  expect(preview.screen()).toMatchObject({ session: 1, screen: 'attract', serviceId: null, language: 'de' });
  expect(preview.screen().services.map(({ title }) => title)).toContain('Hundesteuer anmelden');
});

test('new files: the same service, language and display, in a session of their own', async () => {
  await preview.act({ kind: 'begin', serviceId: 'hundesteuer-anmelden' });
  await preview.act({ kind: 'display', language: 'en', text: 'large' });
  await expect.poll(() => preview.screen()).toMatchObject({ session: 2, language: 'en', text: 'large' });
  await preview.load(FILES);
  expect(preview.screen()).toMatchObject({
    session: 3,
    screen: 'service-info',
    serviceId: 'hundesteuer-anmelden',
    language: 'en',
    text: 'large',
  });
});

test('new files for somebody who has begun: at the first step of the service again', async () => {
  await preview.act({ kind: 'begin', serviceId: 'hundesteuer-anmelden' });
  (await preview.open()).touch({ name: 'begin' });
  await expect.poll(() => preview.screen().screen).toBe('form');
  await preview.load(FILES);
  expect(preview.screen()).toMatchObject({ session: 3, screen: 'form', serviceId: 'hundesteuer-anmelden' });
});

test('a service that the new files do not have: all services instead', async () => {
  await preview.act({ kind: 'begin', serviceId: 'hundesteuer-anmelden' });
  const site = JSON.parse(FILES['site.json'] ?? '');
  site.services = site.services.filter((id: string) => id !== 'hundesteuer-anmelden');
  await preview.load({ ...FILES, 'site.json': JSON.stringify(site) });
  expect(preview.screen()).toMatchObject({ session: 3, screen: 'catalogue', serviceId: null });
});

test('files with faults are refused, and what is shown stays', async () => {
  expect(await preview.load({ ...FILES, 'texts/de.json': '{}' }).catch(reasonOf)).toBe('has-faults');
  expect(preview.screen().session).toBe(1);
  expect(await preview.peer.call('token', {})).toMatchObject({ session: 1 });
});

test('"from the start" is the next citizen, who has chosen nothing', async () => {
  await preview.act({ kind: 'display', language: 'en', contrast: 'high' });
  await preview.act({ kind: 'begin', serviceId: null });
  expect(preview.screen()).toMatchObject({ session: 2, screen: 'attract', language: 'de', contrast: 'normal' });
});

test('the start screen at another time is closed when the place is; else it never is', async () => {
  const site = JSON.parse(FILES['site.json'] ?? '');
  const closures = [{ from: '2030-12-24', to: '2030-12-31', text: null }];
  await preview.load({ ...FILES, 'site.json': JSON.stringify({ ...site, closures, outsideHours: 'close' }) });
  const page = async () => (await preview.open()).snapshot?.screen.kind;
  await preview.act({ kind: 'display', language: 'en' });
  await expect.poll(() => preview.screen().language).toBe('en');
  await preview.act({ kind: 'moment', at: Date.UTC(2030, 11, 27, 12) });
  const closed = await page();
  expect(preview.screen()).toMatchObject({ moment: Date.UTC(2030, 11, 27, 12), language: 'en' });
  await preview.act({ kind: 'begin', serviceId: 'hundesteuer-anmelden' });
  const opened = await page();
  await preview.act({ kind: 'moment', at: null });
  expect([closed, opened, await page()]).toEqual(['closed', 'service-info', 'attract']);
});

test('a hand does nothing that no device waits for', async () => {
  expect(await preview.act({ kind: 'hand', act: 'tap-card' }).catch(reasonOf)).toBe('not-possible-now');
});
