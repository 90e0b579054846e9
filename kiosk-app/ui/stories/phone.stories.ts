import type { PhoneFailure, PhoneView, TakeAlongView } from '../../session/contract/screens/phone.ts';
import { type Story, story } from './fixture.ts';

const CODE = 'https://telefon.musterstadt.example/p#zqK3vXWmB8tY0cD5rJ1nL7sF2hPqA9eGx6uTbVwKiMo.Uvo3HtuIxuhC92rShpgqcT';
/** So far away that the time left stands still enough for pictures: 2 minutes and 30 seconds. */
const soon = () => Date.now() + 150_000;

const taking = (name: string, kind: TakeAlongView['kind'], phone: PhoneView = { kind: 'off' }): Story =>
  story(`phone-take-${name}`, {
    kind: 'receipt',
    number: '4F1A-9C03-77B2',
    delivery: { kind: 'accepted' },
    paid: { cents: 3070 },
    owed: null,
    print: { kind: 'printed' },
    copy: null,
    takeAlong: { kind, phone },
    next: ['Der Bewohnerparkausweis kommt mit der Post, meist in 5 bis 7 Werktagen.'],
    qr: null,
  });

/** A record, so that the compiler misses a reason that the contract adds. */
const FAILURES: Readonly<Record<PhoneFailure, true>> = {
  'relay-unreachable': true,
  'not-joined': true,
  'other-phone': true,
  lost: true,
  left: true,
  over: true,
};

export const phoneStories: readonly Story[] = [
  taking('offered', 'offered'),
  taking('opening', 'linking', { kind: 'opening' }),
  taking('code', 'linking', { kind: 'code', text: CODE, validUntil: soon() }),
  taking('checking', 'linking', { kind: 'checking', number: '0482', second: false }),
  taking('sending', 'sending', { kind: 'linked', second: false, receiving: null, refused: null }),
  taking('sent', 'sent', { kind: 'linked', second: false, receiving: null, refused: null }),
  taking('fault', 'fault', { kind: 'failed', reason: 'lost' }),
  ...(Object.keys(FAILURES) as PhoneFailure[]).map((reason) =>
    taking(`failed-${reason}`, 'linking', { kind: 'failed', reason }),
  ),
];
