import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { CompactSign } from 'jose';
import { beforeAll, expect, test } from 'vitest';
import { SimulatedClock } from '../../../foundation/clock.ts';
import { err, ok } from '../../../foundation/result.ts';
import { type EventToWrite, signEvent } from '../../../simulators/fit-connect/event-writer.ts';
import { openPortalKeys, type PortalKey } from '../../../simulators/fit-connect/keys.ts';
import { DESTINATION, KEY_DIRECTORY } from '../../../simulators/fit-connect/test-support/portal.ts';
import type { SealedSubmission, SubmissionEventName } from '../contract.ts';
import { tagsOf } from './authentication-tags.ts';
import { type EventContext, verifyEvent } from './verify-event.ts';

const ISSUER = 'https://submission.fit-connect.example';
const clock = new SimulatedClock();
const submissionId = randomUUID();
const caseId = randomUUID();
const attachmentId = randomUUID();

const sealed: SealedSubmission = {
  packageId: randomUUID(),
  destinationId: DESTINATION,
  encryptionKid: 'kid',
  publicService: null,
  attachments: [{ id: attachmentId, jwe: 'a.b.c.d.tag-attachment' }],
  encryptedMetadata: 'a.b.c.d.tag-metadata',
  encryptedData: 'a.b.c.d.tag-data',
};
const authenticationTags = tagsOf(sealed);

let service: PortalKey;
let destination: PortalKey;
let context: EventContext;

beforeAll(async () => {
  const keys = await openPortalKeys(KEY_DIRECTORY);
  service = await keys.deliveryService();
  destination = await keys.signing(DESTINATION);
  context = {
    submissionId,
    caseId,
    sealed,
    deliveryServiceIssuer: ISSUER,
    now: clock.now(),
    keys: async (issuer, kid) => {
      const key = issuer.kind === 'delivery-service' ? service : destination;
      return key.kid === kid ? ok(key.publicJwk) : err('unknown-key');
    },
  };
}, 60_000);

const event = (name: SubmissionEventName, changes: Partial<EventToWrite> = {}): Promise<string> => {
  const byDestination = name === 'accept' || name === 'reject';
  return signEvent(clock, {
    name,
    issuer: byDestination ? DESTINATION : ISSUER,
    key: byDestination ? destination : service,
    submissionId,
    caseId,
    payload: name === 'submit' || byDestination ? { authenticationTags } : {},
    ...changes,
  });
};

const outcome = async (token: string | Promise<string>, changes: Partial<EventContext> = {}) => {
  const result = await verifyEvent(await token, { ...context, ...changes });
  return result.ok ? result.value.name : result.error;
};

/** Signs claims and header of the test's own making. */
const forge = (claims: Record<string, unknown>, header: Record<string, unknown> = {}, key = destination) =>
  new CompactSign(new TextEncoder().encode(JSON.stringify(claims)))
    .setProtectedHeader({ typ: 'secevent+jwt', alg: 'PS512', kid: key.kid, ...header })
    .sign(key.privateKey);

const claims = () => ({
  jti: randomUUID(),
  iss: DESTINATION,
  iat: Math.floor(clock.now() / 1000),
  sub: `submission:${submissionId}`,
  txn: `case:${caseId}`,
  events: { 'https://schema.fitko.de/fit-connect/events/accept-submission': { authenticationTags } } as Record<
    string,
    unknown
  >,
});

test.each(['create', 'submit', 'notify', 'forward', 'delete', 'accept', 'reject'] as const)(
  'the event %s of whoever is entitled to it',
  async (name) => expect(await outcome(event(name))).toBe(name),
);

test('all that is known of an event is handed on', async () => {
  const problems = [{ type: 't', title: 'Titel', detail: 'd', instance: 'data' }];
  const result = await verifyEvent(await event('reject', { payload: { problems } }), context);
  expect(result).toMatchObject({
    ok: true,
    value: { name: 'reject', issuer: DESTINATION, issuedAt: clock.now(), submissionId, caseId, problems },
  });
});

test('an issuer with or without a slash at the end is the same', async () =>
  expect(await outcome(event('create', { issuer: `${ISSUER}/` }))).toBe('create'));

test('no token at all', async () => expect(await outcome('nonsense')).toBe('malformed'));
test('another type of token', async () => expect(await outcome(forge(claims(), { typ: 'JWT' }))).toBe('wrong-type'));
test('a weaker algorithm', async () =>
  expect(await outcome(forge(claims(), { alg: 'PS256' }))).toBe('wrong-algorithm'));

test('an unsigned token', async () => {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const token = `${part({ typ: 'secevent+jwt', alg: 'none', kid: destination.kid })}.${part(claims())}.`;
  expect(await outcome(token)).toBe('wrong-algorithm');
});

test('no key id', async () => expect(await outcome(forge(claims(), { kid: undefined }))).toBe('unknown-key'));
test('a key nobody publishes', async () =>
  expect(await outcome(forge(claims(), { kid: 'other' }))).toBe('unknown-key'));
test('the keys cannot be fetched', async () =>
  expect(await outcome(event('accept'), { keys: async () => err('unreachable') })).toBe('unreachable'));
test('a published key that is no RSA key', async () =>
  expect(await outcome(event('accept'), { keys: async () => ok({ kty: 'oct', k: 'AAAA' }) })).toBe('unfit-key'));

test('signed with another key under the right id', async () =>
  expect(await outcome(forge(claims(), { kid: destination.kid }, { ...service, kid: destination.kid }))).toBe(
    'bad-signature',
  ));

test('no single character of a token can be changed', async () => {
  const token = await event('accept');
  await fc.assert(
    fc.asyncProperty(fc.nat(token.length - 2), fc.constantFrom('A', 'z', '-', '0'), async (index, character) => {
      fc.pre(token[index] !== character && token[index] !== '.');
      const changed = token.slice(0, index) + character + token.slice(index + 1);
      // The last character of a segment may carry bits that base64url ignores.
      fc.pre(token[index + 1] !== '.');
      expect(await outcome(changed)).not.toBe('accept');
    }),
    { numRuns: 60 },
  );
});

test('claims that are missing', async () => {
  const { jti: _, ...rest } = claims();
  expect(await outcome(forge(rest))).toBe('bad-claims');
});

test('two events in one token', async () => {
  const { events, ...rest } = claims();
  const reject = 'https://schema.fitko.de/fit-connect/events/reject-submission';
  expect(await outcome(forge({ ...rest, events: { ...events, [reject]: {} } }))).toBe('not-one-event');
});

test('no event in a token', async () =>
  expect(await outcome(forge({ ...claims(), events: {} }))).toBe('not-one-event'));
test('an event of another vocabulary', async () =>
  expect(await outcome(forge({ ...claims(), events: { 'https://example.com/accept-submission': {} } }))).toBe(
    'not-one-event',
  ));
test('an event for another submission', async () =>
  expect(await outcome(event('accept', { submissionId: randomUUID() }))).toBe('other-submission'));
test('an event for another case', async () =>
  expect(await outcome(event('accept', { caseId: randomUUID() }))).toBe('other-case'));
test('an issuer nobody configured', async () =>
  expect(await outcome(event('create', { issuer: 'https://evil.example' }))).toBe('unknown-issuer'));
test('another destination', async () =>
  expect(await outcome(event('accept', { issuer: randomUUID() }))).toBe('unknown-issuer'));
test('a delivery service that accepts in the place of the authority', async () =>
  expect(await outcome(event('accept', { issuer: ISSUER, key: service }))).toBe('issuer-not-entitled'));
test('a delivery service that rejects what nobody picked up', async () =>
  expect(await outcome(event('reject', { issuer: ISSUER, key: service, payload: {} }))).toBe('reject'));
test('an authority that submits to itself', async () =>
  expect(await outcome(event('submit', { issuer: DESTINATION, key: destination }))).toBe('issuer-not-entitled'));

test('an event from the future', async () =>
  expect(await outcome(event('accept'), { now: clock.now() - 6 * 60_000 })).toBe('issued-in-future'));
test('an event from a clock that is a little ahead', async () =>
  expect(await outcome(event('accept'), { now: clock.now() - 4 * 60_000 })).toBe('accept'));

test('other data arrived than were sent', async () =>
  expect(
    await outcome(event('accept', { payload: { authenticationTags: { ...authenticationTags, data: 'other' } } })),
  ).toBe('tags-differ'));
test('an attachment arrived changed', async () => {
  const tags = { ...authenticationTags, attachments: { [attachmentId]: 'other' } };
  expect(await outcome(event('submit', { payload: { authenticationTags: tags } }))).toBe('tags-differ');
});
test('an attachment did not arrive', async () => {
  const tags = { ...authenticationTags, attachments: {} };
  expect(await outcome(event('submit', { payload: { authenticationTags: tags } }))).toBe('tags-differ');
});
test('an attachment arrived that nobody sent', async () => {
  const tags = { ...authenticationTags, attachments: { ...authenticationTags.attachments, [randomUUID()]: 'x' } };
  expect(await outcome(event('submit', { payload: { authenticationTags: tags } }))).toBe('tags-differ');
});
test('a submit event without tags', async () =>
  expect(await outcome(event('submit', { payload: {} }))).toBe('tags-missing'));
test('an acceptance says whether it names what was sent', async () => {
  const namesContent = async (payload: EventToWrite['payload'] = {}) => {
    const result = await verifyEvent(await event('accept', { payload }), context);
    return result.ok && result.value.namesContent;
  };
  expect([await namesContent({ authenticationTags }), await namesContent()]).toEqual([true, false]);
});
