import { expect, test } from 'vitest';
import { SimulatedClock } from '../../foundation/clock.ts';
import { Refusal } from '../../foundation/errors.ts';
import { silentLog } from '../../foundation/log.ts';
import type { ClaimedNotice, NoticeStore } from '../domain/alerting/notice-store.ts';
import { DELAYS } from './delays.ts';
import type { Send } from './send.ts';
import { sendDue, startSender } from './sender.ts';
import { sampleNotice } from './test-support/claimed-notice.ts';

const MINUTE = 60_000;

function sending(send: Send, change: Partial<ClaimedNotice> = {}) {
  const clock = new SimulatedClock();
  const outcomes: unknown[] = [];
  let left = 1;
  const notices: NoticeStore = {
    claim: async () => (left-- > 0 ? [sampleNotice({ createdAt: clock.now(), ...change })] : []),
    sent: async (_, { id }) => void outcomes.push(['sent', id]),
    failed: async (_, __, reason, againAt) =>
      void outcomes.push([reason, againAt === null ? null : againAt - clock.now()]),
  };
  const channels = { email: send, webhook: send };
  return { clock, outcomes, options: { processId: 'p', notices, channels, clock, log: silentLog, random: () => 0.5 } };
}
const failing: Send = async () => {
  throw new Refusal('http-500');
};

test('whoever counts hears how each attempt ended', async () => {
  const ends: string[] = [];
  const count = (channel: string, end: string) => void ends.push(`${channel} ${end}`);
  const clock = new SimulatedClock();
  const give = async (send: Send, change: Partial<ClaimedNotice> = {}) =>
    sendDue({ ...sending(send, change).options, clock, onAttempt: count });
  await give(async () => {});
  await give(failing);
  await give(failing, { createdAt: clock.now() - DELAYS.giveUpAfter });
  expect(ends).toEqual(['email sent', 'email retried', 'email given-up']);
});

test('what was sent is written down as sent', async () => {
  const { options, outcomes } = sending(async () => {});
  expect(await sendDue(options)).toBe(1);
  expect(outcomes).toEqual([['sent', sampleNotice().id]]);
});

test.each([
  [1, 1],
  [2, 2],
  [5, 16],
  [12, 120],
])('after attempt %i the next comes after %i minutes', async (attempt, minutes) => {
  const { options, outcomes } = sending(failing, { attempt });
  await sendDue(options);
  expect(outcomes).toEqual([['http-500', minutes * MINUTE]]);
});

test('after days it is given up', async () => {
  const { options, outcomes, clock } = sending(failing);
  await sendDue({
    ...options,
    notices: {
      ...options.notices,
      claim: async () => [sampleNotice({ createdAt: clock.now() - DELAYS.giveUpAfter })],
    },
  });
  expect(outcomes).toEqual([['http-500', null]]);
});

test('a test is not tried again: whoever pressed the button is told', async () => {
  const { options, outcomes } = sending(failing, { kind: 'test' });
  await sendDue(options);
  expect(outcomes).toEqual([['http-500', null]]);
});

test('an attempt that hangs ends, long before another process may send', async () => {
  const { options, outcomes, clock } = sending(() => new Promise(() => {}));
  const sent = sendDue(options);
  await clock.advance(DELAYS.sendWithin);
  await sent;
  expect(outcomes).toEqual([['timeout', MINUTE]]);
  expect(DELAYS.sendWithin * 2).toBeLessThan(DELAYS.lease);
});

test('it looks by itself, and at once when it is woken; stopped it leaves no timer', async () => {
  const { options, outcomes, clock } = sending(async () => {});
  const sender = startSender(options);
  await clock.advance(DELAYS.look);
  expect(outcomes).toHaveLength(1);
  sender.wake();
  await sender.stop();
  expect(clock.waiting).toBe(0);
});
