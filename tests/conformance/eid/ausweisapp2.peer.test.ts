import { execFileSync } from 'node:child_process';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { Play, state } from '../../../simulators/eid/test-support/play.ts';
import { type Line, line, REQUEST } from './client-and-service.ts';
import { withPeer } from './with-peer.ts';

const realTest = withPeer('AusweisApp2', 'ausweisapp2');

async function real(): Promise<Line & { readonly directory: string } & AsyncDisposable> {
  const directory = await mkdtemp(join(tmpdir(), 'eid-real-'));
  const at = await line({ kind: 'start', command: 'AusweisApp2', builtInSimulatorCard: true }, directory);
  return {
    ...at,
    directory,
    async [Symbol.asyncDispose]() {
      await at[Symbol.asyncDispose]();
      await rm(directory, { recursive: true });
    },
  };
}

/** The process the driver started in this directory: no other test's. */
function pidIn(directory: string, home: string): number {
  const out = execFileSync('ps', ['-eo', 'pid=,args=', 'e', '-ww'], { encoding: 'utf8', maxBuffer: 32e6 });
  const own = out
    .split('\n')
    .find((text) => text.includes(`HOME=${join(directory, home)} `) && text.includes('AusweisApp2 --ui'));
  const pid = Number(own?.trim().split(/\s+/)[0]);
  if (!Number.isInteger(pid)) throw new Error('the started AusweisApp2 was not found');
  return pid;
}

realTest('a full authentication: data request, certificate, PIN, data groups over secure messaging', async () => {
  await using at = await real();
  expect(at.client.health()).toMatchObject({ model: 'AusweisApp2', firmware: expect.stringMatching(/^\d+\.\d+/) });
  const run = await at.begin();
  expect(new Set(run.rights.required)).toEqual(new Set(REQUEST.required));
  expect(new Set(run.rights.optional)).toEqual(new Set(REQUEST.optional));
  expect(run.rights.certificate).toMatchObject({
    issuerName: 'Musterstadt Test-DVCA',
    subjectName: 'Stadt Musterstadt, Bürgerservice',
    subjectUrl: at.server.url,
    termsOfUsage: expect.stringContaining('Antrag am Bürgerterminal'),
  });
  run.workflow.accept(['PlaceOfBirth', 'BirthName']);
  const asked = await run.play.next('enter-secret');
  expect(asked).toMatchObject({ secret: 'pin', triesLeft: 3, onReader: true });
  run.workflow.secret('pin', null);
  const result = await run.result();
  expect(result).toMatchObject({
    status: 'identified',
    identity: {
      givenNames: 'ERIKA',
      familyName: 'MUSTERMANN',
      birthName: 'GABLER',
      placeOfBirth: 'BERLIN',
      dateOfBirth: '1964-08-12',
      address: { street: 'HEIDESTRAẞE 17', postalCode: '51147', city: 'KÖLN', country: 'D' },
    },
  });
  // Not ticked, so the card did not give it.
  expect(result.status === 'identified' && result.identity).not.toHaveProperty('nationality');
});

realTest(
  'ten in a row: the built-in card’s race is always made good',
  async () => {
    await using at = await real();
    for (let i = 0; i < 10; i++) {
      const run = await at.begin();
      run.workflow.accept([]);
      await run.play.next('enter-secret');
      run.workflow.secret('pin', null);
      expect(await run.result()).toMatchObject({ status: 'identified', identity: { familyName: 'MUSTERMANN' } });
    }
    expect(at.client.statistics()).toMatchObject({ authenticationCount: 10, authenticationSuccessCount: 10 });
  },
  60_000,
);

realTest('the PIN is changed', async () => {
  await using at = await real();
  const play = new Play();
  const workflow = at.client.changePin(play.hear);
  expect(await play.next('enter-secret')).toMatchObject({ secret: 'pin', onReader: true });
  workflow.secret('pin', null);
  expect(await play.next('enter-secret')).toMatchObject({ secret: 'new-pin' });
  workflow.secret('new-pin', null);
  await play.next('pin-changed');
});

realTest('cancelled before the PIN', async () => {
  await using at = await real();
  const run = await at.begin();
  run.workflow.cancel();
  expect(await run.play.next('failed')).toMatchObject({ reason: 'cancelled' });
  const fetched = await at.service.fetchResult(`${at.server.url}/refresh?session=${run.session}`);
  expect(fetched).toMatchObject({ ok: true, value: { status: 'failed', reason: 'sal#cancellationByUser' } });
});

realTest('cancelled at the PIN', async () => {
  await using at = await real();
  const run = await at.begin();
  run.workflow.accept([]);
  await run.play.next('enter-secret');
  run.workflow.cancel();
  expect(await run.play.next('failed')).toMatchObject({ reason: 'cancelled' });
});

realTest('a portal that is down', async () => {
  await using at = await real();
  const begun = await at.service.begin(REQUEST);
  if (!begun.ok) throw new Error(begun.error);
  at.server.setFault('server-error');
  const play = new Play();
  at.client.authenticate(begun.value.tcTokenUrl, play.hear);
  expect(await play.next('failed')).toMatchObject({ reason: 'portal-unreachable' });
});

realTest('a portal whose channel has another key', async () => {
  await using at = await real();
  const begun = await at.service.begin(REQUEST);
  if (!begun.ok) throw new Error(begun.error);
  at.server.setFault('wrong-psk');
  const play = new Play();
  at.client.authenticate(begun.value.tcTokenUrl, play.hear);
  expect(await play.next('failed')).toMatchObject({ reason: 'portal-unreachable' });
});

realTest('a portal whose TLS certificate is not in its description', async () => {
  await using at = await real();
  const begun = await at.service.begin(REQUEST);
  if (!begun.ok) throw new Error(begun.error);
  at.server.setFault('wrong-certificate-hash');
  const play = new Play();
  at.client.authenticate(begun.value.tcTokenUrl, play.hear);
  expect(await play.next('failed')).toMatchObject({ kind: 'failed' });
});

realTest('killed in a workflow: the session is told, and the restarted app works', async () => {
  await using at = await real();
  const run = await at.begin();
  const [home = ''] = await readdir(at.directory);
  process.kill(pidIn(at.directory, home), 'SIGKILL');
  expect(await run.play.next('failed')).toMatchObject({ reason: 'client-gone' });
  await state(at.client, 'offline');
  await state(at.client, 'ready');
  expect(await readdir(at.directory)).not.toContain(home);
  const again = await at.begin();
  again.workflow.accept([]);
  await again.play.next('enter-secret');
  again.workflow.secret('pin', null);
  expect(await again.result()).toMatchObject({ status: 'identified' });
});

realTest('its home is private and gone with the client', async () => {
  await using at = await real();
  const [home = ''] = await readdir(at.directory);
  expect((await stat(join(at.directory, home))).mode & 0o777).toBe(0o700);
  await at.client.close();
  expect(await readdir(at.directory)).toEqual([]);
});

realTest('health check', async () => {
  await using at = await real();
  expect(await at.client.checkHealth()).toMatchObject({ passed: true });
});
