import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { sampleFiles } from '../../config/sample-files.ts';
import { systemClock } from '../../foundation/clock.ts';
import { reasonOf } from '../../foundation/errors.ts';
import { silentLog } from '../../foundation/log.ts';
import { linkedTransports } from '../../foundation/rpc/linked-transports.ts';
import { createPeer, type Peer } from '../../foundation/rpc/peer.ts';
import { type PreviewAct, type PreviewScreen, previewingSide, previewSide } from './contract.ts';
import { runPreview } from './run-preview.ts';

/** The whole preview in this process, with a hub that only listens. */
let peer: Peer<typeof previewSide>;
let screen: PreviewScreen;
let sessions: number[];
const uiDirectory = '/nowhere';
const files = sampleFiles();
const act = (wanted: PreviewAct) => peer.call('act', { act: wanted });

beforeEach(async () => {
  sessions = [];
  const [toPreview, previewEnd] = linkedTransports();
  const running = runPreview({ transport: previewEnd, clock: systemClock, log: silentLog });
  peer = createPeer({
    transport: toPreview,
    local: previewingSide,
    remote: previewSide,
    handlers: {
      methods: {},
      notifications: { session: ({ session }) => sessions.push(session), screen: (told) => (screen = told) },
    },
    log: silentLog,
  });
  onTestFinished(async () => {
    peer.close('done');
    await running;
  });
  await peer.call('load', { files, uiDirectory });
});

test('what the draft offers is on the screen, and the hub is told which screen it is', async () => {
  expect(screen).toMatchObject({ session: 1, screen: 'attract', serviceId: null, language: 'de' });
  expect(screen.services.map(({ title }) => title)).toContain('Hundesteuer anmelden');
});

test('new files: the same service, language and display, in a session of their own', async () => {
  await act({ kind: 'begin', serviceId: 'hundesteuer-anmelden' });
  await act({ kind: 'display', language: 'en', text: 'large' });
  await expect.poll(() => screen).toMatchObject({ session: 2, language: 'en', text: 'large' });
  await peer.call('load', { files, uiDirectory });
  expect(screen).toMatchObject({
    session: 3,
    screen: 'service-info',
    serviceId: 'hundesteuer-anmelden',
    language: 'en',
    text: 'large',
  });
});

test('a service that the new files do not have: all services instead', async () => {
  await act({ kind: 'begin', serviceId: 'hundesteuer-anmelden' });
  const site = JSON.parse(files['site.json'] ?? '');
  site.services = site.services.filter((id: string) => id !== 'hundesteuer-anmelden');
  await peer.call('load', { files: { ...files, 'site.json': JSON.stringify(site) }, uiDirectory });
  expect(screen).toMatchObject({ session: 3, screen: 'catalogue', serviceId: null });
});

test('files with faults are refused, and what is shown stays', async () => {
  const broken = { ...files, 'texts/de.json': '{}' };
  expect(await peer.call('load', { files: broken, uiDirectory }).catch(reasonOf)).toBe('has-faults');
  expect(screen.session).toBe(1);
  expect(await peer.call('token', {})).toMatchObject({ session: 1 });
});

test('"from the start" is the next citizen, who has chosen nothing', async () => {
  await act({ kind: 'display', language: 'en', contrast: 'high' });
  await act({ kind: 'begin', serviceId: null });
  expect(screen).toMatchObject({ session: 2, screen: 'attract', language: 'de', contrast: 'normal' });
});

test('a hand does nothing that no device waits for', async () => {
  expect(await act({ kind: 'hand', act: 'tap-card' }).catch(reasonOf)).toBe('not-possible-now');
});
