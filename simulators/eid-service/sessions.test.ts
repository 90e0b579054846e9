import { expect, test } from 'vitest';
import { SimulatedClock } from '../../foundation/clock.ts';
import { DELAYS } from './delays.ts';
import { Sessions } from './sessions.ts';

const REQUEST = { required: ['GivenNames'], optional: [], transactionInfo: null };
const RESULT = { status: 'identified', identity: { givenNames: 'Erika' }, report: '{}' } as const;

test('a result is given once', () => {
  const sessions = new Sessions(new SimulatedClock());
  const session = sessions.begin(REQUEST);
  sessions.finish(session, RESULT);
  expect(sessions.take(session.id)).toEqual(RESULT);
  expect(sessions.take(session.id)).toBeUndefined();
  expect(session.result).toBeNull();
});

test('a result nobody fetches is erased', async () => {
  const clock = new SimulatedClock();
  const sessions = new Sessions(clock);
  const session = sessions.begin(REQUEST);
  sessions.finish(session, RESULT);
  await clock.advance(DELAYS.result);
  expect(session.result).toBeNull();
  expect(sessions.take(session.id)).toBeUndefined();
  expect(clock.waiting).toBe(0);
});

test('a session nobody finishes expires', async () => {
  const clock = new SimulatedClock();
  const sessions = new Sessions(clock);
  const { id } = sessions.begin(REQUEST);
  await clock.advance(DELAYS.session - 1);
  expect(sessions.get(id)).toBeDefined();
  await clock.advance(1);
  expect(sessions.get(id)).toBeUndefined();
});

test('one fetched too early is over and has no data', () => {
  const sessions = new Sessions(new SimulatedClock());
  const { id } = sessions.begin(REQUEST);
  expect(sessions.take(id)).toEqual({ status: 'failed', reason: 'not-completed' });
  expect(sessions.count).toBe(0);
});

test('a token fetched again begins anew, with another key', () => {
  const sessions = new Sessions(new SimulatedClock());
  const session = sessions.begin(REQUEST);
  const first = session.psk;
  sessions.finish(session, RESULT);
  sessions.renew(session);
  expect(session.psk.equals(first)).toBe(false);
  expect(session.result).toBeNull();
});
