import { expect, test } from 'vitest';
import { atPin, cardOn, ended, reader, Script } from '../../../simulators/eid/test-support/script.ts';

const pin = { from: 'person', answer: 'secret', secret: 'pin', value: '123456' } as const;
const newPin = { from: 'person', answer: 'secret', secret: 'new-pin', value: '654321' } as const;
const changing = () => new Script({ kind: 'change-pin', tcTokenUrl: null }).app({ msg: 'CHANGE_PIN' });

test('trap 1: CHANGE_PIN success is not believed while no new PIN was sent', () => {
  const script = changing()
    .app(cardOn(3), { msg: 'ENTER_PIN', reader: reader(3) })
    .input(pin);
  script.app({ msg: 'CHANGE_PIN', success: true });
  expect(script.last).toEqual({ kind: 'failed', reason: 'other', detail: 'success-without-new-pin' });
});

test('trap 1: a new PIN refused for its form was never sent to the card', () => {
  const script = changing()
    .app(cardOn(3), { msg: 'ENTER_PIN', reader: reader(3) })
    .input(pin);
  script.app({ msg: 'ENTER_NEW_PIN', reader: reader(3) }).input(newPin);
  script.app({ msg: 'ENTER_NEW_PIN', reader: reader(3), error: 'You must provide 6 digits' });
  script.app({ msg: 'CHANGE_PIN', success: true });
  expect(script.last).toMatchObject({ kind: 'failed', detail: 'success-without-new-pin' });
});

test('trap 1: after our own SET_NEW_PIN success is success', () => {
  const script = changing()
    .app(cardOn(3), { msg: 'ENTER_PIN', reader: reader(3) })
    .input(pin);
  script
    .app({ msg: 'ENTER_NEW_PIN', reader: reader(3) })
    .input(newPin)
    .app({ msg: 'CHANGE_PIN', success: true });
  expect(script.last).toEqual({ kind: 'pin-changed' });
});

test('trap 2: a card taken off at the PIN cancels at once, before another card can be tried', () => {
  const script = atPin().app(cardOn(null));
  expect(script.sent.at(-1)).toBe('CANCEL');
  expect(() => script.input(pin)).toThrow('out-of-order');
  script.app(ended('sal#cancellationByUser'));
  expect(script.last).toMatchObject({ kind: 'failed', reason: 'card-removed' });
});

test('trap 2: a card taken off while the PIN was on its way is given up after the verdict delay', () => {
  const script = atPin().input(pin).app(cardOn(null));
  expect(script.timer).toBe('removalVerdict');
  script.timeout();
  expect(script.sent.at(-1)).toBe('CANCEL');
  expect(script.app(ended('sal#cancellationByUser')).last).toMatchObject({ kind: 'failed', reason: 'card-removed' });
});

test('trap 2: another card laid while the PIN waits is never tried with it', () => {
  const script = atPin().input(pin).app(cardOn(null), cardOn(3));
  expect(script.sent.at(-1)).toBe('CANCEL');
});

test('trap 2: the app asking for a card while a PIN waits is cancelled', () => {
  expect(atPin().input(pin).app(cardOn(null), { msg: 'INSERT_CARD' }).sent.at(-1)).toBe('CANCEL');
});

test('trap 2: once the PIN was right the app may lose the card by itself', () => {
  const script = atPin().input(pin);
  script.app({ msg: 'STATUS', workflow: 'AUTH', progress: 20, state: null }, cardOn(null));
  expect(script.sent).not.toContain('CANCEL');
  expect(script.app(ended(null)).last).toMatchObject({ kind: 'authenticated' });
});

test('trap 4: cancelled by the person and lost by the card are told apart', () => {
  expect(atPin().input(pin).app(ended('sal#cancellationByUser')).last).toMatchObject({ reason: 'cancelled' });
  expect(atPin().input(pin).app(ended('ifdl#cancellationByUser')).last).toMatchObject({ reason: 'card-removed' });
});

test('trap 4: level 3 tells a card without eID, levels 1 and 2 show it as none', () => {
  const waiting = () => atPin({ level: 3 }).app({ msg: 'INSERT_CARD' });
  const unknown = waiting().app({ msg: 'READER', ...reader(null, { name: 'other' }), card: {} });
  expect(unknown.app(ended('sal#cancellationByUser')).last).toMatchObject({ reason: 'not-an-eid-card' });
  expect(waiting().app(cardOn(null, { name: 'other' })).sent).not.toContain('CANCEL');
});

test('trap 5: AUTH without an address means that the portal was not reached, even if it says ok', () => {
  expect(atPin().input(pin).app(ended(null, null)).last).toMatchObject({ reason: 'portal-unreachable' });
  const unreached = new Script().app({ msg: 'AUTH' }, ended('dp#trustedChannelEstablishmentFailed', null));
  expect(unreached.last).toMatchObject({ kind: 'failed', reason: 'portal-unreachable' });
});

test('an event of another reader does not disturb an identification that has its card', () => {
  const other = { name: 'Technician 01' };
  const script = atPin({ level: 3 });
  script.app({ msg: 'READER', ...reader(null, other), card: {} }, cardOn(3, { ...other, deactivated: true }));
  script.app(cardOn(null, other), cardOn(null, { ...other, attached: false }));
  expect(script.sent).not.toContain('CANCEL');
  expect(script.input(pin).sent.at(-1)).toBe('SET_PIN');
});

test('a PIN is asked for again when the tries are unknown, and was wrong before', () => {
  const unknown = { ...reader(3), card: { retryCounter: null, deactivated: false, inoperative: false } };
  const script = atPin().input(pin).app({ msg: 'ENTER_PIN', reader: unknown });
  expect(script.last).toMatchObject({ kind: 'enter-secret', triesLeft: null, wrongBefore: true });
});

test('a PUK that can no longer help, and a PIN that is switched off, are asked of nobody', () => {
  const asked = (change: { inoperative?: boolean; deactivated?: boolean }) =>
    atPin()
      .input(pin)
      .app({ msg: 'ENTER_PUK', reader: reader(0, change) }, ended('sal#cancellationByUser'));
  expect(asked({ inoperative: true }).last).toMatchObject({ reason: 'card-blocked' });
  expect(asked({ deactivated: true }).last).toMatchObject({ reason: 'card-deactivated' });
});

test('an app that fails while a workflow is given up keeps the reason why it was', () => {
  const script = atPin().app(cardOn(null), { msg: 'INTERNAL_ERROR' });
  expect(script.last).toMatchObject({ kind: 'failed', reason: 'card-removed' });
  expect(script.isDropped).toBe(true);
});

test('a late answer to the CANCEL of the workflow before ends nothing', () => {
  const script = atPin().app({ msg: 'BAD_STATE', error: 'CANCEL' });
  expect(script.input(pin).sent.at(-1)).toBe('SET_PIN');
});
