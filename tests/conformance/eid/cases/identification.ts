import { expect } from 'vitest';
import { Play } from '../../../../simulators/eid/test-support/play.ts';
import type { FaultName } from '../../../../simulators/eid-service/index.ts';
import { REQUEST } from '../client-and-service.ts';
import type { RealClient } from '../real-clients.ts';
import { CARD_KNOWS_ITS_ROOT, type Case } from './case.ts';
import { type RealLine, realLine } from './through-driver.ts';

/** Through our driver, with our test eID-server behind the app. */
export const IDENTIFICATION: readonly Case[] = [
  {
    name: 'data request and certificate',
    async run(on) {
      await using at = await realLine(on);
      const { rights, workflow, play } = await at.begin();
      expect(new Set(rights.required)).toEqual(new Set(REQUEST.required));
      expect(new Set(rights.optional)).toEqual(new Set(REQUEST.optional));
      expect(rights.transactionInfo).toBe(REQUEST.transactionInfo);
      const today = new Date().toISOString().slice(0, 10);
      expect(rights.checks).toEqual({ minimumAge: null, validOn: today, community: null });
      expect(rights.certificate).toMatchObject({
        issuerName: 'Musterstadt Test-DVCA',
        subjectName: 'Stadt Musterstadt, Bürgerservice',
        subjectUrl: at.server.url,
        termsOfUsage: expect.stringContaining('Antrag am Bürgerterminal'),
      });
      workflow.cancel();
      expect(await play.next('failed')).toMatchObject({ reason: 'cancelled' });
    },
  },
  {
    name: 'a full identification: PIN, data groups over secure messaging, what was not ticked stays on the card',
    not: { 13: CARD_KNOWS_ITS_ROOT },
    async run(on) {
      await using at = await realLine(on);
      const run = await at.begin();
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
      expect(result.status === 'identified' && result.identity).not.toHaveProperty('nationality');
    },
  },
  {
    name: 'ten in a row: the built-in card’s race is always made good',
    not: { 13: CARD_KNOWS_ITS_ROOT },
    async run(on) {
      await using at = await realLine(on);
      for (let i = 0; i < 10; i++) {
        const run = await at.begin();
        run.workflow.accept([]);
        await run.play.next('enter-secret');
        run.workflow.secret('pin', null);
        expect(await run.result()).toMatchObject({ status: 'identified', identity: { familyName: 'MUSTERMANN' } });
      }
      expect(at.client.statistics()).toMatchObject({ authenticationCount: 10, authenticationSuccessCount: 10 });
    },
  },
  {
    name: 'a provider that the card refuses after the PIN',
    not: { 12: 'the built-in card of 1.26 accepts every provider' },
    async run(on) {
      await using at = await realLine(on);
      const run = await at.begin();
      run.workflow.accept([]);
      await run.play.next('enter-secret');
      run.workflow.secret('pin', null);
      expect(await run.play.next('failed')).toMatchObject({
        reason: 'portal-refused',
        detail: expect.stringContaining('Did_Authenticate_Eac2_Card_Command_Failed'),
      });
    },
  },
  {
    name: 'cancelled before the PIN: the portal learns it',
    async run(on) {
      await using at = await realLine(on);
      const run = await at.begin();
      run.workflow.cancel();
      expect(await run.play.next('failed')).toMatchObject({ reason: 'cancelled' });
      const fetched = await at.service.fetchResult(`${at.server.url}/refresh?session=${run.session}`);
      expect(fetched).toMatchObject({ ok: true, value: { status: 'failed', reason: 'sal#cancellationByUser' } });
    },
  },
  {
    name: 'cancelled at the PIN',
    async run(on) {
      await using at = await realLine(on);
      const run = await at.begin();
      run.workflow.accept([]);
      await run.play.next('enter-secret');
      run.workflow.cancel();
      expect(await run.play.next('failed')).toMatchObject({ reason: 'cancelled' });
    },
  },
  {
    name: 'a portal that is out of service',
    run: (on) => failsWith(on, 'server-error', 'portal-unreachable'),
  },
  {
    name: 'a portal whose channel has another key',
    run: (on) => failsWith(on, 'wrong-psk', 'portal-unreachable'),
  },
  {
    name: 'a portal whose TLS certificate is not in its description',
    // Before 1.26.3 an end has no failure code, and without an address it looks like a portal that was not reached.
    run: (on) => failsWith(on, 'wrong-certificate-hash', on.debian === 12 ? 'portal-unreachable' : 'portal-refused'),
  },
];

async function failsWith(on: RealClient, fault: FaultName, reason: string): Promise<void> {
  await using at: RealLine & AsyncDisposable = await realLine(on);
  const begun = await at.service.begin(REQUEST);
  if (!begun.ok) throw new Error(begun.error);
  at.server.setFault(fault);
  const play = new Play();
  at.client.authenticate(begun.value.tcTokenUrl, play.hear);
  expect(await play.next('failed')).toMatchObject({ reason });
}
