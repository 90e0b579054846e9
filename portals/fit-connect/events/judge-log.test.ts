import { expect, test } from 'vitest';
import type { SubmissionEvent } from '../contract.ts';
import { delays } from '../delays.ts';
import { judgeLog } from './judge-log.ts';

const NOON = Date.UTC(2026, 10, 30, 12);
const event = (name: SubmissionEvent['name'], change: Partial<SubmissionEvent> = {}): SubmissionEvent => ({
  name,
  eventId: '0b2c7f44-0c1e-4c5e-9a51-52d2f0a1b0aa',
  issuer: 'x',
  issuedAt: NOON,
  submissionId: 's',
  caseId: 'c',
  problems: [],
  namesContent: true,
  ...change,
});
const BEGUN = [event('create'), event('submit'), event('notify')];
const PROBLEM = { type: 'urn:x', title: 'Titel', detail: '', instance: 'data' };

const verdictOn = (...decisions: SubmissionEvent[]) => judgeLog({ events: [...BEGUN, ...decisions], refused: [] });
const contradictory = (why: string) => ({ kind: 'contradictory', why });

test('submitted and forwarded: nothing is decided', () =>
  expect(verdictOn(event('forward'))).toEqual({ kind: 'pending' }));
test('accepted', () => expect(verdictOn(event('accept'))).toEqual({ kind: 'accepted' }));
test('rejected, which needs no tags', () =>
  expect(verdictOn(event('reject', { namesContent: false, problems: [PROBLEM] }))).toEqual({
    kind: 'rejected',
    problems: [PROBLEM],
  }));

test('accepted without authentication tags', () =>
  expect(verdictOn(event('accept', { namesContent: false }))).toEqual(contradictory('accepted-without-tags')));
test('accepted in a log without a submit event', () =>
  expect(judgeLog({ events: [event('create'), event('accept')], refused: [] })).toEqual(
    contradictory('decided-without-submit'),
  ));
test('rejected in a log without a submit event', () =>
  expect(judgeLog({ events: [event('create'), event('reject')], refused: [] })).toEqual(
    contradictory('decided-without-submit'),
  ));
test('accepted long before it was submitted', () =>
  expect(verdictOn(event('accept', { issuedAt: NOON - delays.clockSkew - 1 }))).toEqual(
    contradictory('decided-before-submit'),
  ));
test('accepted by a clock that is a little behind', () =>
  expect(verdictOn(event('accept', { issuedAt: NOON - delays.clockSkew }))).toEqual({ kind: 'accepted' }));
test('accepted, then rejected', () =>
  expect(verdictOn(event('accept'), event('reject'))).toEqual(contradictory('accepted-and-rejected')));
test('rejected, then accepted', () =>
  expect(verdictOn(event('reject'), event('accept'))).toEqual(contradictory('accepted-and-rejected')));
test('accepted twice is accepted', () =>
  expect(verdictOn(event('accept'), event('accept'))).toEqual({ kind: 'accepted' }));
test('accepted twice, once with what was sent', () =>
  expect(verdictOn(event('accept', { namesContent: false }), event('accept'))).toEqual({ kind: 'accepted' }));
test('rejected twice: the later problems are told', () =>
  expect(verdictOn(event('reject'), event('reject', { problems: [PROBLEM] }))).toMatchObject({ problems: [PROBLEM] }));
test('an event about other content than was sent', () =>
  expect(judgeLog({ events: BEGUN, refused: ['tags-differ'] })).toEqual(contradictory('other-content')));
test('what nobody entitled has signed contradicts nothing', () =>
  expect(judgeLog({ events: [...BEGUN, event('accept')], refused: ['bad-signature'] })).toEqual({ kind: 'accepted' }));
