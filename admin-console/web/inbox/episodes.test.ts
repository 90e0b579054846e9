import { expect, test } from 'vitest';
import { type AlertCause, CAUSES } from '../../contract/alerting/causes.ts';
import type { EpisodeView, MuteView } from '../../contract/alerting/views.ts';
import { texts } from '../texts.ts';
import { detailOf, episodeWords, firstCommand, groupsOf, shelfOf } from './episodes.ts';

const NOW = 1_000_000;
const episode = (terminalId: string, cause: AlertCause, more: Partial<EpisodeView> = {}): EpisodeView => ({
  ...{ id: `${terminalId}/${cause}`, tenantId: 'default', terminalId, cause, subject: '', severity: 'soon' },
  terminalName: null,
  ...{ reason: null, state: 'open', since: NOW, openedAt: NOW, clearSince: null, closedAt: null },
  ...{ acknowledgedAt: null, acknowledgedBy: null, assignee: null },
  ...more,
});
const printer = (terminalId: string, reason: string) =>
  episode(terminalId, 'device', { subject: 'receipt-printer', reason });
const mute = (more: Partial<MuteView>): MuteView => ({
  ...{ id: 'm', tenantId: 'default', kind: 'snooze', scope: { kind: 'terminals', ids: ['t1'] }, cause: 'device' },
  ...{ from: 0, until: NOW + 1, reason: 'weil', createdBy: 'anna', endedAt: null },
  ...more,
});

test('the same trouble at two terminals is one group, another reason is another', () => {
  const groups = groupsOf([printer('t1', 'paper-out'), printer('t2', 'paper-out'), printer('t3', 'cover-open')]);
  expect(groups.map(({ episodes }) => episodes.map(({ terminalId }) => terminalId))).toEqual([['t1', 't2'], ['t3']]);
});

test('a group is as urgent as the worst of it, and the most urgent stands first', () => {
  const groups = groupsOf([
    printer('t1', 'paper-out'),
    episode('t2', 'offline', { severity: 'urgent' }),
    episode('t3', 'offline', { severity: 'note' }),
    episode('t4', 'payment-unclear', { severity: 'urgent' }),
  ]);
  expect(groups.map(({ key, severity }) => [key, severity])).toEqual([
    ['payment-unclear', 'urgent'],
    ['offline', 'urgent'],
    ['device.receipt-printer.paper-out', 'soon'],
  ]);
});

test.each<[string, Partial<EpisodeView>, readonly MuteView[], string]>([
  ['stands', {}, [], 'open'],
  ['has just begun', { state: 'pending' }, [], 'fresh'],
  ['is not seen any more', { clearSince: NOW }, [], 'cleared'],
  ['is muted by the hub', { state: 'muted' }, [], 'asleep'],
  ['was put off', {}, [mute({})], 'asleep'],
  ['was put off until now', {}, [mute({ until: NOW })], 'open'],
  ['was put off, and that was ended', {}, [mute({ endedAt: NOW })], 'open'],
  ['stands where another cause was put off', {}, [mute({ cause: 'offline' })], 'open'],
  ['stands at another terminal', {}, [mute({ scope: { kind: 'terminals', ids: ['t2'] } })], 'open'],
  ['stands in another tenant', {}, [mute({ tenantId: 'other', scope: { kind: 'tenant' } })], 'open'],
  ['stands during maintenance', {}, [mute({ kind: 'maintenance', cause: null, scope: { kind: 'tenant' } })], 'asleep'],
])('one that %s has its place', (_name, more, mutes, shelf) => {
  expect(shelfOf({ ...printer('t1', 'paper-out'), ...more }, mutes, NOW)).toBe(shelf);
});

test.each(Object.keys(CAUSES) as AlertCause[])('cause %s has a title in words, and says what to do', (cause) => {
  const say = texts('de');
  expect(say.has(`cause.${cause}`) && say.has(`cause.${cause}.do`) && say.has(`cause.${cause}.means`)).toBe(true);
  expect(episodeWords(episode('t1', cause, { subject: 'receipt-printer' }), say)).not.toBe(cause);
});

test('what the title does not say stands beside it', () => {
  const say = texts('de');
  expect(detailOf(episode('t1', 'paper-ends', { reason: 'days-1' }), say)).toBe('reicht noch 1 Öffnungstag');
  expect(detailOf(episode('t1', 'reconciliation-difference', { reason: 'closing-7' }), say)).toBe('Kassenabschluss 7');
  expect(detailOf(printer('t1', 'paper-out'), say)).toBeNull();
});

test('a device that does not answer is woken, one that answers is asked', () => {
  expect(firstCommand(printer('t1', 'offline'))).toEqual({ kind: 'device-reset', device: 'receipt-printer' });
  expect(firstCommand(printer('t1', 'paper-out'))).toEqual({ kind: 'device-health-check', device: 'receipt-printer' });
  expect(firstCommand(episode('t1', 'payment-unclear'))).toBeNull();
});
