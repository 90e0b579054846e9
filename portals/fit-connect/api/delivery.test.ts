import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { SimulatedClock } from '../../../foundation/clock.ts';
import type { ApiFault, ApiStep } from '../../../simulators/fit-connect/injected-faults.ts';
import { DRAFT_LIFETIME_MS } from '../../../simulators/fit-connect/submission-api.ts';
import {
  DESTINATION,
  PDF,
  PERMIT,
  startTestPortal,
  type TestPortal,
} from '../../../simulators/fit-connect/test-support/portal.ts';
import type { DeliveryProgress, SealedSubmission } from '../contract.ts';
import { delays } from '../delays.ts';
import { limits } from '../limits.ts';
import type { Delivered } from './delivery.ts';

let t: TestPortal;
let sealed: SealedSubmission;

beforeAll(async () => {
  t = await startTestPortal();
}, 60_000);
afterAll(() => t.stop());
beforeEach(async () => {
  sealed = await t.seal();
});

const LOST: ApiFault = { kind: 'lose-answer' };
const status = (code: number): ApiFault => ({ kind: 'status', status: code });

const failure = (delivered: Delivered) => (delivered.ok ? null : delivered.error);

/** Number of cases that carry this package's payment: what must never become two. */
const casesOf = async (of: SealedSubmission, at: TestPortal = t) => {
  await at.portal.settled();
  return at.portal
    .cases()
    .filter(({ caseId }) => at.portal.case(caseId)?.metadata?.paymentInformation?.transactionId === of.packageId)
    .length;
};

const mustDeliver = async (progress: DeliveryProgress | null = null, at: TestPortal = t) => {
  const delivered = await at.sender.deliver(sealed, progress);
  expect(failure(delivered)).toBeNull();
  if (!delivered.ok) throw delivered.error;
  return delivered.value;
};

test('a submission arrives, is accepted, and its events verify', async () => {
  const done = await mustDeliver();
  await t.portal.settled();
  const events = await t.sender.verifiedEvents(sealed, done);
  expect(events).toMatchObject({ ok: true, value: { refused: [] } });
  expect(events.ok && events.value.events.map(({ name }) => name)).toEqual(['create', 'submit', 'notify', 'accept']);
  expect(t.portal.case(done.caseId)).toMatchObject({ state: 'accepted', data: { name: 'Erika Mustermann' } });
});

/** A sender that notes what it calls, ids left out. */
function watched() {
  const asked: string[] = [];
  const sender = t.senderWith({
    fetch: (input, init) => {
      asked.push(new URL(String(input)).pathname.replaceAll(/[0-9a-f-]{36}/g, 'id'));
      return fetch(input, init);
    },
  });
  return { sender, asked };
}

test.each([
  ['1.0.0', 'v1'],
  ['2.1.0', 'v2'],
] as const)(
  'metadata %s travel by version %s of the interface, from announcement to event log',
  async (metadataVersion, api) => {
    sealed = await t.seal({ metadataVersion });
    const { sender, asked } = watched();
    const delivered = await sender.deliver(sealed);
    if (!delivered.ok) throw delivered.error;
    await t.portal.settled();
    const events = await sender.verifiedEvents(sealed, delivered.value);
    expect(events.ok && events.value.events.at(-1)?.name).toBe('accept');
    expect([
      ...new Set(asked.filter((path) => path.startsWith('/submission-api') && !path.includes('/keys/'))),
    ]).toEqual([
      `/submission-api/${api}/submissions`,
      `/submission-api/${api}/submissions/id/attachments/id`,
      `/submission-api/${api}/submissions/id`,
      `/submission-api/${api}/cases/id/events`,
    ]);
  },
);

test('an installation that has only version 1', async () => {
  const asked: string[] = [];
  const sender = t.senderWith({
    fetch: (input, init) => {
      asked.push(String(input));
      return String(input).includes('/v2/') ? Promise.resolve(new Response(null, { status: 404 })) : fetch(input, init);
    },
  });
  expect(await sender.openDestination(DESTINATION)).toMatchObject({ ok: true });
  sealed = await t.seal({ metadataVersion: '1.0.0' });
  expect((await sender.deliver(sealed)).ok).toBe(true);
});

test('a destination that no longer reads what was sealed for it', async () => {
  const { sender } = t;
  t.portal.addFault('destination', {
    kind: 'garbage',
    body: JSON.stringify({
      destinationId: DESTINATION,
      status: 'active',
      encryptionKid: sealed.encryptionKid,
      metadataVersions: ['1.3.0'],
    }),
  });
  expect(failure(await sender.deliver(sealed))).toEqual({
    failure: { reason: 'unsupported-metadata' },
    progress: null,
  });
});

test('the region of a request is that of its place, else the destination’s own', async () => {
  const own = await mustDeliver();
  sealed = await t.seal({ region: 'DE05515000' });
  const chosen = await mustDeliver();
  await t.portal.settled();
  expect([own, chosen].map(({ caseId }) => t.portal.case(caseId)?.region)).toEqual(['DE', 'DE05515000']);
});

test('a large attachment travels in fragments and is one file at the authority', async () => {
  const bytes = new Uint8Array(limits.fragmentBytes + 1);
  bytes.set(PDF);
  sealed = await t.seal({
    attachments: [{ filename: 'plan.pdf', mimeType: 'application/pdf', purpose: 'attachment', bytes }],
  });
  expect(sealed.attachments).toHaveLength(2);
  const { caseId } = await mustDeliver();
  await t.portal.settled();
  expect(t.portal.case(caseId)).toMatchObject({ state: 'accepted', files: [{ bytes: bytes.byteLength }] });
});

test('an installation that publishes no list of keys', async () => {
  t.portal.addFault('keys', status(404));
  expect(await t.sender.openDestination(DESTINATION)).toMatchObject({ ok: true });
});

test('progress is handed out before the submit call leaves', async () => {
  t.portal.addFault('submit', { kind: 'reset' });
  const seen: DeliveryProgress[] = [];
  await t.sender.deliver(sealed, null, { onProgress: (p) => void seen.push(p) });
  expect(seen.map((p) => [p.uploaded.length, p.submitTried, p.submitted])).toEqual([
    [0, false, false],
    [1, false, false],
    [2, false, false],
    [2, true, false],
  ]);
});

test('a caller that cannot keep the progress stops the delivery', async () => {
  const delivery = t.sender.deliver(sealed, null, { onProgress: () => Promise.reject(new Error('disk full')) });
  await expect(delivery).rejects.toThrow('disk full');
  expect(await casesOf(sealed)).toBe(0);
});

test('a retry uploads only what is missing', async () => {
  t.portal.addFault('attachment', { kind: 'lose-answer' });
  const first = failure(await t.sender.deliver(sealed));
  expect(first?.failure.reason).toBe('unreachable');
  expect((await mustDeliver(first?.progress)).caseId).toBe(first?.progress?.caseId);
  expect(await casesOf(sealed)).toBe(1);
});

test('the answer to submit is lost: the retry finds it in the event log', async () => {
  t.portal.addFault('submit', LOST);
  const first = failure(await t.sender.deliver(sealed));
  expect(first).toMatchObject({
    failure: { reason: 'unreachable' },
    progress: { submitTried: true, submitted: false },
  });
  await mustDeliver(first?.progress);
  expect(await casesOf(sealed)).toBe(1);
});

test('the answer to submit is lost and the authority has long picked it up', async () => {
  t.portal.addFault('submit', LOST);
  const first = failure(await t.sender.deliver(sealed));
  await t.portal.settled();
  const done = await mustDeliver(first?.progress);
  expect(done.caseId).toBe(first?.progress?.caseId);
  expect(await casesOf(sealed)).toBe(1);
});

test('the submit call itself is lost: the retry submits the same draft', async () => {
  t.portal.addFault('submit', { kind: 'reset' });
  const first = failure(await t.sender.deliver(sealed));
  const done = await mustDeliver(first?.progress);
  expect(done.submissionId).toBe(first?.progress?.submissionId);
  expect(await casesOf(sealed)).toBe(1);
});

test('submitted before, but the event log lags behind: the conflict is resolved by asking again', async () => {
  t.portal.acceptAfter(150);
  t.portal.addFault('submit', LOST);
  const first = failure(await t.sender.deliver(sealed));
  t.portal.addFault('events', { kind: 'garbage', body: '{"eventLog":[]}' });
  await mustDeliver(first?.progress);
  t.portal.acceptAfter(0);
  expect(await casesOf(sealed)).toBe(1);
});

test('after a submit of unknown outcome the event log cannot be read: nothing is sent again', async () => {
  t.portal.addFault('submit', LOST);
  const first = failure(await t.sender.deliver(sealed));
  t.portal.addFault('events', status(503));
  const second = failure(await t.sender.deliver(sealed, first?.progress));
  expect(second).toMatchObject({ failure: { reason: 'server-error' }, progress: first?.progress ?? {} });
});

test('after a submit of unknown outcome the portal knows nothing of it: staff decide', async () => {
  t.portal.addFault('submit', LOST);
  const first = failure(await t.sender.deliver(sealed));
  t.portal.addFault('events', status(404));
  expect(failure(await t.sender.deliver(sealed, first?.progress))?.failure).toEqual({ reason: 'outcome-unknown' });
});

test('what is submitted is not delivered again', async () => {
  const done = await mustDeliver();
  t.portal.setDown(true);
  expect(await mustDeliver(done)).toEqual(done);
  t.portal.setDown(false);
});

test('a draft that was never submitted has vanished: it is announced anew', async () => {
  t.portal.addFault('attachment', { kind: 'reset' });
  const first = failure(await t.sender.deliver(sealed));
  t.portal.addFault('attachment', status(404));
  const done = await mustDeliver(first?.progress);
  expect(done.caseId).not.toBe(first?.progress?.caseId);
  expect(await casesOf(sealed)).toBe(1);
});

test('a portal that loses every draft is not filled with more', async () => {
  t.portal.addFault('attachment', status(410));
  t.portal.addFault('attachment', status(410));
  expect(failure(await t.sender.deliver(sealed))).toEqual({
    failure: { reason: 'bad-answer', detail: 'draft-vanished' },
    progress: null,
  });
});

test('a draft lies for more than a day: the log shows it was deleted, and it is made anew', async () => {
  const clock = new SimulatedClock();
  const aged = await startTestPortal({ clock });
  try {
    sealed = await aged.seal();
    aged.portal.addFault('submit', { kind: 'reset' });
    const first = failure(await aged.sender.deliver(sealed));
    await clock.advance(DRAFT_LIFETIME_MS + 1);
    const done = await mustDeliver(first?.progress, aged);
    expect(done.caseId).not.toBe(first?.progress?.caseId);
    while (aged.portal.state().cases.accepted === 0) await clock.advance(1);
    expect(await casesOf(sealed, aged)).toBe(1);
  } finally {
    await aged.stop();
  }
});

test('the destination has another key by now', async () => {
  const rolled = await startTestPortal();
  try {
    const old = await rolled.seal();
    await rolled.portal.rollKeyOver(DESTINATION);
    expect(failure(await rolled.sender.deliver(old))?.failure.reason).toBe('key-rolled-over');
    const forced = await rolled.sender.deliver(old, null, { despiteRollover: true });
    expect(failure(forced)).toBeNull();
    await rolled.portal.settled();
    expect(rolled.portal.cases()[0]?.state).toBe('accepted');
  } finally {
    await rolled.stop();
  }
}, 60_000);

test('the authority takes nothing now', async () => {
  t.portal.setDestinationStatus(DESTINATION, 'inactive');
  expect(failure(await t.sender.deliver(sealed))?.failure).toEqual({ reason: 'inactive', status: 'inactive' });
  t.portal.setDestinationStatus(DESTINATION, 'active');
});

test('the destination demands metadata we cannot write', async () => {
  const body = { destinationId: DESTINATION, status: 'active', encryptionKid: 'k', metadataVersions: ['3.0.0'] };
  t.portal.addFault('destination', { kind: 'garbage', body: JSON.stringify(body) });
  expect(await t.sender.openDestination(DESTINATION)).toEqual({ ok: false, error: { reason: 'unsupported-metadata' } });
});

test('the service is not offered there', async () => {
  const other = await t.seal({ publicService: { ...PERMIT, identifier: 'urn:de:fim:leika:leistung:99027002012000' } });
  expect(failure(await t.sender.deliver(other))?.failure).toMatchObject({
    reason: 'refused',
    status: 422,
    problem: { type: expect.stringMatching(/\/service-not-offered$/) },
  });
});

test('an announcement whose answer makes no sense', async () => {
  t.portal.addFault('announce', { kind: 'garbage', body: '<html>' });
  expect(failure(await t.sender.deliver(sealed))).toEqual({
    failure: { reason: 'bad-answer', detail: 'schema' },
    progress: null,
  });
});

test('a page of a proxy does not pass for a delivered submission', async () => {
  t.portal.addFault('submit', { kind: 'garbage', body: '<html>Please log in</html>' });
  const first = failure(await t.sender.deliver(sealed));
  expect(first).toMatchObject({ failure: { reason: 'bad-answer' }, progress: { submitTried: true, submitted: false } });
  await mustDeliver(first?.progress);
  expect(await casesOf(sealed)).toBe(1);
});

test('an attachment that the portal confirmed and lost is sent again', async () => {
  t.portal.addFault('attachment', { kind: 'garbage', body: '' });
  const first = failure(await t.sender.deliver(sealed));
  expect(first?.failure).toMatchObject({
    reason: 'refused',
    problem: { type: expect.stringMatching(/\/attachments-missing$/) },
  });
  await mustDeliver(first?.progress);
  expect(await casesOf(sealed)).toBe(1);
});

test('a plain refusal of submit leaves no doubt that nothing was submitted', async () => {
  t.portal.addFault('submit', status(422));
  const first = failure(await t.sender.deliver(sealed));
  expect(first).toMatchObject({ failure: { reason: 'refused', status: 422 }, progress: { submitTried: false } });
});

test('a call that gets no answer ends at its time limit', async () => {
  const clock = new SimulatedClock();
  const slow = t.senderWith({ clock });
  await slow.destination(DESTINATION);
  t.portal.addFault('destination', { kind: 'silence' });
  const delivery = slow.deliver(sealed);
  while (clock.waiting === 0) await clock.advance(0);
  await clock.advance(delays.query);
  expect(failure(await delivery)?.failure).toEqual({ reason: 'timeout', afterMs: delays.query });
});

test('whatever is lost on the way, and however often, there is one case in the end', async () => {
  const steps: ApiStep[] = ['token', 'destination', 'announce', 'attachment', 'submit', 'events'];
  const fault = fc.oneof(
    fc.constant(LOST),
    fc.constant<ApiFault>({ kind: 'reset' }),
    fc.constantFrom(429, 500, 503).map(status),
    fc.constant<ApiFault>({ kind: 'garbage', body: 'oops' }),
  );
  const mishap = fc.record({ step: fc.oneof(fc.constantFrom(...steps), fc.constant<ApiStep>('submit')), fault });
  await fc.assert(
    fc.asyncProperty(fc.array(mishap, { maxLength: 12 }), fc.boolean(), async (mishaps, authorityIsQuick) => {
      const chaos = await startTestPortal();
      try {
        sealed = await chaos.seal();
        for (const { step, fault } of mishaps) chaos.portal.addFault(step, fault);
        let progress: DeliveryProgress | null = null;
        let attempts = 0;
        for (; attempts <= mishaps.length; attempts++) {
          const delivered = await chaos.sender.deliver(sealed, progress);
          if (delivered.ok) break;
          progress = delivered.error.progress;
          if (authorityIsQuick) await chaos.portal.settled();
        }
        expect(attempts).toBeLessThanOrEqual(mishaps.length);
        expect(await casesOf(sealed, chaos)).toBe(1);
      } finally {
        await chaos.stop();
      }
    }),
    { numRuns: 40 },
  );
}, 60_000);
