import { expect, test } from 'vitest';
import { SimulatedClock } from '../../../foundation/clock.ts';
import { silentLog } from '../../../foundation/log.ts';
import { err, ok } from '../../../foundation/result.ts';
import type { UncheckedKey } from '../../../portals/fit-connect/api/destinations.ts';
import type { FitConnectSender } from '../../../portals/fit-connect/sender.ts';
import { openPortalKeys } from '../../../simulators/fit-connect/keys.ts';
import { KEY_DIRECTORY } from '../../../simulators/fit-connect/test-support/portal.ts';
import { DELAYS } from '../configuration/delays.ts';
import { createDestinationKeys } from '../store/destination-keys.ts';
import { openBooks } from '../test-support/books.ts';
import { DELIVERED, DESTINATION, sealedSubmission } from '../test-support/fakes.ts';
import { createFitConnectPortal } from './fit-connect.ts';

const TRUST = { trustedRoots: null, production: false };
const EVENT = {
  eventId: '0b2c7f44-0c1e-4c5e-9a51-52d2f0a1b0aa',
  issuer: DESTINATION,
  issuedAt: 0,
  submissionId: DELIVERED.submissionId,
  caseId: DELIVERED.caseId,
  problems: [],
  namesContent: true,
} as const;

function portalOver(change: Partial<FitConnectSender>, clock = new SimulatedClock()) {
  const nothing = async () => err({ reason: 'unreachable', detail: 'fake' } as const);
  const sender: FitConnectSender = {
    destination: nothing,
    openDestination: nothing,
    events: nothing,
    verifiedEvents: nothing,
    deliver: async () => ok(DELIVERED),
    ...change,
  };
  return createFitConnectPortal(sender, TRUST, clock);
}
/** A destination that takes submissions and publishes this key. */
const open = (key: UncheckedKey) => async () =>
  ok({ key, metadataVersion: '2.1.0', destination: { publicServices: [] } as never } as const);
const UP = async () => ok({ status: 'active' }) as never;
const REQUEST = { identifier: null, schemaUri: 'urn:x' };
const failing = (failure: Parameters<typeof err>[0]) =>
  portalOver({ deliver: async () => err({ failure, progress: null }) as never });

test.each([
  [{ reason: 'unreachable', detail: 'x' }, 'retry'],
  [{ reason: 'timeout', afterMs: 1 }, 'retry'],
  [{ reason: 'unauthorised', status: 401 }, 'retry'],
  [{ reason: 'server-error', status: 503, retryAfterMs: null }, 'retry'],
  [{ reason: 'bad-answer', detail: 'x' }, 'retry'],
  [{ reason: 'inactive', status: 'x' }, 'retry'],
  [{ reason: 'refused', status: 422, problem: null }, 'staff'],
  [{ reason: 'key-rolled-over', currentKid: 'x' }, 'staff'],
  [{ reason: 'outcome-unknown' }, 'staff'],
  [{ reason: 'unsupported-metadata' }, 'staff'],
] as const)('a delivery that failed with $reason is for: %s', async (failure, next) => {
  const outcome = await failing(failure).deliver(sealedSubmission(), null, () => {});
  expect(outcome).toMatchObject({ ok: false, error: { next } });
});

test('the portal’s "retry after" is passed on', async () => {
  const outcome = await failing({ reason: 'rate-limited', retryAfterMs: 7000 }).deliver(
    sealedSubmission(),
    null,
    () => {},
  );
  expect(outcome).toMatchObject({ error: { next: 'retry', retryAfterMs: 7000 } });
});

test('submitted but not decided: pending', async () => {
  const portal = portalOver({
    verifiedEvents: async () => ok({ events: [{ ...EVENT, name: 'submit' }], refused: [] }),
  });
  expect(await portal.decision(sealedSubmission(), DELIVERED)).toEqual(ok({ kind: 'pending' }));
});

test('an event that was not believed decides nothing', async () => {
  const portal = portalOver({ verifiedEvents: async () => ok({ events: [], refused: ['bad-signature'] }) });
  expect(await portal.decision(sealedSubmission(), DELIVERED)).toEqual(ok({ kind: 'pending' }));
});

const SUBMITTED = { ...EVENT, name: 'submit' } as const;

test('accepted', async () => {
  const portal = portalOver({
    verifiedEvents: async () => ok({ events: [SUBMITTED, { ...EVENT, name: 'accept' }], refused: [] }),
  });
  expect(await portal.decision(sealedSubmission(), DELIVERED)).toEqual(ok({ kind: 'accepted' }));
});

test('rejected: what is wrong is told in one line each', async () => {
  const problem = { type: 'urn:x', title: 'Titel', detail: 'Text', instance: '' };
  const portal = portalOver({
    verifiedEvents: async () =>
      ok({ events: [SUBMITTED, { ...EVENT, name: 'reject', problems: [problem] }], refused: [] }),
  });
  expect(await portal.decision(sealedSubmission(), DELIVERED)).toEqual(
    ok({ kind: 'rejected', problems: [{ type: 'urn:x', text: 'Titel: Text' }] }),
  );
});

test('a key that is none is refused before anything is encrypted to it', async () => {
  const portal = portalOver({ openDestination: open({ kid: 'x', kty: 'RSA' }) });
  expect(await portal.prepare(DESTINATION, REQUEST)).toMatchObject({ ok: false, error: { reason: 'key-refused' } });
});

test('a destination that demands a public service, and none is known: refused before anything is sealed or paid', async () => {
  const { publicJwk } = await (await openPortalKeys(KEY_DIRECTORY)).encryption(DESTINATION, 0);
  const destination = { publicServices: [{ identifier: 'urn:x:other' }] } as never;
  const portal = portalOver({
    destination: UP,
    openDestination: async () => ok({ key: publicJwk, metadataVersion: '2.1.0', destination } as const),
  });
  const refused = { ok: false, error: { reason: 'portal-refused', detail: 'no-public-service' } };
  expect(await portal.prepare(DESTINATION, REQUEST)).toEqual(refused);
  // And not in an outage either, by what was kept.
  expect(portal.keptRecipient(DESTINATION, REQUEST)).toBeNull();
  expect(portal.keptRecipient(DESTINATION, { ...REQUEST, identifier: 'urn:x:other' })).toMatchObject({
    publicService: 'urn:x:other',
  });
});

test('no answer while preparing: portal-unreachable', async () => {
  expect(await portalOver({}).prepare(DESTINATION, REQUEST)).toMatchObject({ error: { reason: 'portal-unreachable' } });
});

test('the portal goes down: the key it had is kept for what may wait', async () => {
  const { publicJwk } = await (await openPortalKeys(KEY_DIRECTORY)).encryption(DESTINATION, 0);
  let isUp = true;
  const portal = portalOver({
    destination: UP,
    openDestination: async () => (isUp ? open(publicJwk)() : err({ reason: 'unreachable', detail: 'fake' } as const)),
  });
  expect(portal.keptRecipient(DESTINATION, REQUEST)).toBeNull();
  await portal.isUp(DESTINATION);
  isUp = false;
  expect(await portal.prepare(DESTINATION, REQUEST)).toMatchObject({ error: { reason: 'portal-unreachable' } });
  expect(portal.keptRecipient(DESTINATION, REQUEST)).toEqual({
    key: publicJwk,
    metadataVersion: '2.1.0',
    publicService: null,
  });
});

test('the portal is down and the terminal starts anew: the key of the run before is kept, and checked again', async () => {
  using books = openBooks();
  const { publicJwk } = await (await openPortalKeys(KEY_DIRECTORY)).encryption(DESTINATION, 0);
  const before = portalOver({ openDestination: open(publicJwk) });
  before.keepKeysIn?.(createDestinationKeys(books.db, silentLog));
  await before.prepare(DESTINATION, REQUEST);

  const after = portalOver({});
  expect(after.keptRecipient(DESTINATION, REQUEST)).toBeNull();
  const keys = createDestinationKeys(books.db, silentLog);
  after.keepKeysIn?.(keys);
  expect(after.keptRecipient(DESTINATION, REQUEST)).toEqual({
    key: publicJwk,
    metadataVersion: '2.1.0',
    publicService: null,
  });
  keys.write(DESTINATION, { key: { ...publicJwk, n: 'AQAB' }, metadataVersion: '2.1.0', offered: [] });
  expect(after.keptRecipient(DESTINATION, REQUEST)).toBeNull();
});

test('a key kept by a terminal that knew one version of the metadata only is used for that', async () => {
  using books = openBooks();
  const { publicJwk } = await (await openPortalKeys(KEY_DIRECTORY)).encryption(DESTINATION, 0);
  books.db.prepare('INSERT INTO destination_key VALUES (?, ?)').run(DESTINATION, JSON.stringify(publicJwk));
  const portal = portalOver({});
  portal.keepKeysIn?.(createDestinationKeys(books.db, silentLog));
  expect(portal.keptRecipient(DESTINATION, REQUEST)).toEqual({
    key: publicJwk,
    metadataVersion: '1.0.0',
    publicService: null,
  });
});

test('a store that refuses the key does not make the portal look down', async () => {
  using books = openBooks();
  const { publicJwk } = await (await openPortalKeys(KEY_DIRECTORY)).encryption(DESTINATION, 0);
  const portal = portalOver({ openDestination: open(publicJwk) });
  portal.keepKeysIn?.(createDestinationKeys(books.db, silentLog));
  books.db.pragma('query_only = ON');
  expect((await portal.prepare(DESTINATION, REQUEST)).ok).toBe(true);
  expect(portal.keptRecipient(DESTINATION, REQUEST)).toEqual({
    key: publicJwk,
    metadataVersion: '2.1.0',
    publicService: null,
  });
});

test('a key that did not pass the check is not kept', async () => {
  const portal = portalOver({ destination: UP, openDestination: open({ kid: 'x', kty: 'RSA' }) });
  await portal.isUp(DESTINATION);
  expect(portal.keptRecipient(DESTINATION, REQUEST)).toBeNull();
});

test('a kept key is fetched anew after its time, not with every probe', async () => {
  const clock = new SimulatedClock();
  const { publicJwk } = await (await openPortalKeys(KEY_DIRECTORY)).encryption(DESTINATION, 0);
  let fetched = 0;
  const openDestination = () => {
    fetched++;
    return open(publicJwk)();
  };
  const portal = portalOver({ destination: UP, openDestination }, clock);
  await portal.isUp(DESTINATION);
  await portal.isUp(DESTINATION);
  expect(fetched).toBe(1);
  await clock.advance(DELAYS.keptKeyAtMost + 1);
  await portal.isUp(DESTINATION);
  expect(fetched).toBe(2);
});
