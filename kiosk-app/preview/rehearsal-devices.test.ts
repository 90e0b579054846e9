import { expect, test } from 'vitest';
import { SimulatedClock } from '../../foundation/clock.ts';
import { Hands } from './hands.ts';
import { type RehearsalDevicesOptions, rehearsalDevices } from './rehearsal-devices.ts';
import { rehearsalEid } from './rehearsal-eid.ts';
import { rehearsalPerson } from './rehearsal-person.ts';

test('whoever gives up the card and goes on by telephone leaves no card behind', async () => {
  const clock = new SimulatedClock();
  const hands = new Hands(clock, () => {}, { byThemselves: false, payment: 'paid', paper: 'there' });
  const cards: unknown[] = [];
  const notify: ReturnType<RehearsalDevicesOptions['session']>['notify'] = (event, told) => {
    if (event === 'eid.card') cards.push(told);
  };
  const { methods } = rehearsalDevices({
    hands,
    session: () => ({ notify }),
    eid: rehearsalEid({ provider: 'Musterstadt', person: rehearsalPerson('12345'), year: 2026 }),
    page: { jpeg: '', preview: '', widthPx: 1, heightPx: 1, resolution: 75, blank: false },
    clock,
  });
  await methods['eid.accept']({ optional: [] });
  hands.do('lay-card');
  await clock.advance(0);
  await methods['eid.cancel']({});
  expect(hands.waitsFor).toBe('take-card');
  void hands.until('scan-code');
  await clock.advance(0);
  expect(cards).toEqual([{ present: true }, { present: false }]);
  expect(hands.waitsFor).toBe('scan-code');
});
