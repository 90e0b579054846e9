import { expect, test } from 'vitest';
import { SimulatedClock } from '../../../foundation/clock.ts';
import { silentLog } from '../../../foundation/log.ts';
import { EVENT_PAGE, EVENT_PAGES } from '../limits.ts';
import { createFitConnectSender } from '../sender.ts';
import { eventNameOf, wasDeleted, wasSubmitted } from './event-log.ts';

const ids = { submissionId: crypto.randomUUID(), caseId: crypto.randomUUID() };

/** A sender whose portal answers every question for events with `page(offset)`. */
function sender(page: (offset: number) => readonly string[]) {
  let calls = 0;
  const made = createFitConnectSender({
    tokenUrl: 'https://portal.example/token',
    destinationApi: 'https://portal.example/destination-api',
    submissionApi: 'https://portal.example/submission-api',
    clientId: 'c',
    clientSecret: 's',
    clock: new SimulatedClock(),
    log: silentLog,
    fetch: async (input) => {
      const url = new URL(String(input));
      if (url.pathname === '/token') {
        return Response.json({ access_token: 't', token_type: 'Bearer', expires_in: 1800 });
      }
      calls++;
      return Response.json({ eventLog: page(Number(url.searchParams.get('offset'))) });
    },
  });
  return { made, calls: () => calls };
}

const token = (...uris: string[]) => {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'PS512' })}.${part({ events: Object.fromEntries(uris.map((uri) => [uri, {}])) })}.AAAA`;
};
const event = (name: string) => token(`https://schema.fitko.de/fit-connect/events/${name}-submission`);

test('a long log is read page by page, in order', async () => {
  const all = Array.from({ length: 2 * EVENT_PAGE + 3 }, (_, i) => String(i));
  const { made } = sender((offset) => all.slice(offset, offset + EVENT_PAGE));
  expect(await made.events({ metadataVersion: '2.1.0' }, ids)).toEqual({ ok: true, value: all });
});

test('a portal that ignores the offset does not keep us for ever', async () => {
  const { made, calls } = sender(() => Array(EVENT_PAGE).fill('x'));
  expect(await made.events({ metadataVersion: '2.1.0' }, ids)).toEqual({
    ok: false,
    error: { reason: 'bad-answer', detail: 'endless-log' },
  });
  expect(calls()).toBe(EVENT_PAGES);
});

test('a created submission is not yet submitted', () => expect(wasSubmitted([event('create')])).toBe(false));
test.each(['submit', 'notify', 'forward', 'accept', 'reject'])('the event %s proves that it was submitted', (name) =>
  expect(wasSubmitted([event('create'), event(name)])).toBe(true),
);
test('a deleted draft was not submitted', () => {
  const log = [event('create'), event('delete')];
  expect([wasSubmitted(log), wasDeleted(log)]).toEqual([false, true]);
});
test('what cannot be read proves nothing', () => expect(wasSubmitted(['nonsense', token(), ''])).toBe(false));

test('the name of an event that is only similar', () => {
  expect(eventNameOf({ 'https://schema.fitko.de/fit-connect/events/accept-submission-later': {} })).toBeNull();
});
