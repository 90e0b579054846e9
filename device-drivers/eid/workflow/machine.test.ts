import { describe, expect, test } from 'vitest';
import {
  atPin,
  cardOn,
  certificate,
  ended,
  reader,
  rights,
  Script,
} from '../../../simulators/eid/test-support/script.ts';
import { MAX_RACES } from './card.ts';

const accept = { from: 'person', answer: 'accept', optional: [] } as const;
const cancel = { from: 'person', answer: 'cancel' } as const;
const secret = (kind: 'pin' | 'can' | 'puk' | 'transport-pin') =>
  ({ from: 'person', answer: 'secret', secret: kind, value: '123456' }) as const;

describe('data request', () => {
  test('is shown with the certificate, before anything is accepted', () => {
    const script = new Script().app({ msg: 'AUTH' }, rights, certificate);
    expect(script.sent).toEqual(['RUN_AUTH', 'GET_CERTIFICATE']);
    expect(script.last).toMatchObject({ kind: 'access-rights', certificate: { subjectName: 'Stadt' } });
  });

  test('optional rights not ticked are switched off before ACCEPT', () => {
    const script = new Script().app({ msg: 'AUTH' }, rights, certificate).input(accept);
    expect(script.sent.at(-1)).toBe('SET_ACCESS_RIGHTS');
    const granted = {
      required: ['GivenNames', 'FamilyName'],
      optional: ['DoctoralDegree'],
      effective: ['GivenNames', 'FamilyName'],
    };
    script.app({ msg: 'ACCESS_RIGHTS', chat: granted });
    expect(script.sent.at(-1)).toBe('ACCEPT');
  });

  test('an app that reads more than was agreed to is cancelled', () => {
    const script = new Script().app({ msg: 'AUTH' }, rights, certificate).input(accept).app(rights);
    expect(script.sent.at(-1)).toBe('CANCEL');
  });

  test('a right we cannot show is not granted', () => {
    const writing = { required: ['WriteAddress'], optional: [], effective: ['WriteAddress'] };
    const script = new Script().app({ msg: 'AUTH' }, { msg: 'ACCESS_RIGHTS', chat: writing });
    expect(script.app(ended('sal#cancellationByUser')).last).toMatchObject({ reason: 'portal-refused' });
  });

  test('an optional right we cannot show is switched off, and costs nobody the identification', () => {
    const readable = { required: ['FamilyName'], optional: ['DoctoralDegree', 'CanAllowed'] };
    const all = { ...readable, effective: ['FamilyName', 'DoctoralDegree', 'CanAllowed'] };
    const script = new Script().app({ msg: 'AUTH' }, { msg: 'ACCESS_RIGHTS', chat: all }, certificate);
    expect(script.last).toMatchObject({ kind: 'access-rights', optional: ['DoctoralDegree'] });
    script.input({ ...accept, optional: ['DoctoralDegree'] });
    expect(script.sent.at(-1)).toBe('SET_ACCESS_RIGHTS');
    const stillSet = new Script().app({ msg: 'AUTH' }, { msg: 'ACCESS_RIGHTS', chat: all }, certificate);
    expect(stillSet.input(accept).app({ msg: 'ACCESS_RIGHTS', chat: all }).sent.at(-1)).toBe('CANCEL');
    script.app({ msg: 'ACCESS_RIGHTS', chat: { ...readable, effective: ['FamilyName', 'DoctoralDegree'] } });
    expect(script.sent.at(-1)).toBe('ACCEPT');
  });

  test('what the card only compares is shown: age and community under their rights, the date of expiry under any', () => {
    const aux = { requiredAge: 18, validityDate: '2026-12-01', communityId: '02760512' };
    const asked = (right: string) => ({
      required: ['FamilyName', right],
      optional: [],
      effective: ['FamilyName', right],
    });
    const shown = (right: string) =>
      new Script().app({ msg: 'AUTH' }, { msg: 'ACCESS_RIGHTS', chat: asked(right), aux }, certificate).last;
    const nothing = { minimumAge: null, validOn: '2026-12-01', community: null };
    expect(shown('GivenNames')).toMatchObject({ checks: nothing });
    expect(shown('AgeVerification')).toMatchObject({ checks: { ...nothing, minimumAge: 18 } });
    expect(shown('AddressVerification')).toMatchObject({ checks: { ...nothing, community: '02760512' } });
  });

  test('only optional rights can be ticked', () => {
    const script = new Script().app({ msg: 'AUTH' }, rights, certificate);
    expect(() => script.input({ from: 'person', answer: 'accept', optional: ['Address'] })).toThrow('not-optional');
  });
});

describe('secrets', () => {
  const ask = (tries: number, msg: 'ENTER_PIN' | 'ENTER_CAN' | 'ENTER_PUK', error?: string) =>
    ({ msg, reader: reader(tries), ...(error === undefined ? {} : { error }) }) as const;

  test('a wrong PIN shows by the tries left', () => {
    const script = atPin().input(secret('pin')).app(cardOn(2), ask(2, 'ENTER_PIN'));
    expect(script.last).toMatchObject({ secret: 'pin', triesLeft: 2, wrongBefore: true, formatError: false });
  });

  test('the PIN asked for again at the same tries was not wrong', () => {
    expect(atPin().input(secret('pin')).app(ask(3, 'ENTER_PIN')).last).toMatchObject({ wrongBefore: false });
  });

  test('an ill-formed PIN is no wrong one', () => {
    const script = atPin()
      .input(secret('pin'))
      .app(ask(3, 'ENTER_PIN', 'You must provide 6 digits'));
    expect(script.last).toMatchObject({ formatError: true, wrongBefore: false });
  });

  test('the ladder: PIN wrong twice, CAN, PIN wrong, PUK, PIN', () => {
    const script = atPin().input(secret('pin')).app(ask(2, 'ENTER_PIN')).input(secret('pin'));
    expect(script.app(ask(1, 'ENTER_CAN')).last).toMatchObject({ secret: 'can', triesLeft: 1, wrongBefore: true });
    expect(script.input(secret('can')).app(ask(1, 'ENTER_PIN')).last).toMatchObject({
      secret: 'pin',
      wrongBefore: false,
    });
    expect(script.input(secret('pin')).app(ask(0, 'ENTER_PUK')).last).toMatchObject({
      secret: 'puk',
      wrongBefore: true,
    });
    expect(script.input(secret('puk')).app(ask(3, 'ENTER_PIN')).last).toMatchObject({
      secret: 'pin',
      triesLeft: 3,
      wrongBefore: false,
    });
  });

  test('cancelling at the PUK leaves the PIN blocked', () => {
    const script = new Script({ kind: 'change-pin', tcTokenUrl: null }).app(
      { msg: 'CHANGE_PIN' },
      cardOn(0),
      ask(0, 'ENTER_PUK'),
    );
    script.input(cancel).app({ msg: 'CHANGE_PIN', success: false });
    expect(script.last).toMatchObject({ kind: 'failed', reason: 'pin-blocked' });
  });

  test('the transport PIN is refused when identifying, taken when changing the PIN', () => {
    expect(() => atPin().input(secret('transport-pin'))).toThrow('out-of-order');
    const changing = new Script({ kind: 'change-pin', tcTokenUrl: null }).app(
      { msg: 'CHANGE_PIN' },
      cardOn(3),
      ask(3, 'ENTER_PIN'),
    );
    expect(changing.input(secret('transport-pin')).sent.at(-1)).toBe('SET_PIN');
  });

  test('answers nobody asked for are refused and change nothing', () => {
    const script = atPin();
    const before = script.state;
    expect(() => script.input(secret('can'))).toThrow('out-of-order');
    expect(() => script.input(accept)).toThrow('out-of-order');
    expect(() => script.input({ from: 'person', answer: 'continue' })).toThrow('out-of-order');
    expect(script.state).toBe(before);
  });

  test('a keypad reader gets no value, a plain one needs it', () => {
    const keypad = atPin().app({ msg: 'ENTER_PIN', reader: reader(3, { keypad: true }) });
    expect(() => keypad.input(secret('pin'))).toThrow('value-unwanted');
    expect(() => atPin().input({ ...secret('pin'), value: null })).toThrow('value-missing');
  });
});

describe('card', () => {
  test.each([
    ['deactivated', 'card-deactivated'],
    ['inoperative', 'card-blocked'],
  ])('%s ends with %s', (flag, reason) => {
    const script = new Script({ kind: 'change-pin', tcTokenUrl: null }).app(
      { msg: 'CHANGE_PIN' },
      { msg: 'INSERT_CARD' },
    );
    script.app(cardOn(3, { [flag]: true })).app({ msg: 'CHANGE_PIN', success: false });
    expect(script.last).toMatchObject({ kind: 'failed', reason });
  });

  test('the reader pulled out at the PIN is told apart from the card', () => {
    const script = atPin()
      .app(cardOn(null, { attached: false }))
      .app(ended('sal#cancellationByUser'));
    expect(script.last).toMatchObject({ reason: 'reader-gone' });
  });

  test('a card on another reader does not disturb', () => {
    expect(atPin().app(cardOn(null, { name: 'second' }), cardOn(3, { name: 'second' })).sent).not.toContain('CANCEL');
  });

  test('level 3 pauses and goes on', () => {
    const script = atPin({ level: 3 }).input(secret('pin'));
    script.app(
      { msg: 'STATUS', workflow: 'AUTH', progress: 20, state: null },
      { msg: 'PAUSE', cause: 'BadCardPosition' },
    );
    expect(script.last).toEqual({ kind: 'paused', cause: 'BadCardPosition' });
    expect(script.input({ from: 'person', answer: 'continue' }).sent.at(-1)).toBe('CONTINUE');
  });
});

describe('built-in simulator', () => {
  const race = (script: Script) =>
    script.app({ msg: 'INSERT_CARD' }, cardOn(3, { name: 'Simulator' }), ended('al/common#unknownError'));
  const start = () =>
    new Script({ builtInSimulatorCard: true })
      .app({ msg: 'AUTH' }, rights, certificate)
      .input({ ...accept, optional: ['DoctoralDegree'] });

  test('its race is tried again without asking the person again', () => {
    const script = race(start()).timeout().app({ msg: 'AUTH' }, rights);
    expect(script.sent.filter((cmd) => cmd === 'ACCEPT')).toHaveLength(2);
    expect(script.told.filter((event) => event.kind === 'access-rights')).toHaveLength(1);
  });

  test('its race is given up in the end', () => {
    let script = start();
    for (let i = 0; i < MAX_RACES; i++) script = race(script).timeout().app({ msg: 'AUTH' }, rights);
    expect(race(script).last).toMatchObject({ kind: 'failed', detail: 'simulator-race-lost-too-often' });
  });

  test('any other failure is not retried', () => {
    const script = start().app(
      { msg: 'INSERT_CARD' },
      cardOn(3, { name: 'Simulator' }),
      ended('al/common#internalError'),
    );
    expect(script.last).toMatchObject({ kind: 'failed', reason: 'other' });
  });

  test('a changed data request after the race is shown again', () => {
    const more = { ...rights, transactionInfo: 'something else' };
    const script = race(start()).timeout().app({ msg: 'AUTH' }, more, certificate);
    expect(script.told.filter((event) => event.kind === 'access-rights')).toHaveLength(2);
  });
});

describe('silence', () => {
  test('after RUN drops the link', () => {
    const script = new Script().timeout();
    expect(script.isDropped).toBe(true);
    expect(script.last).toMatchObject({ reason: 'client-gone' });
  });

  test('of the portal cancels with timeout', () => {
    const script = new Script().app({ msg: 'AUTH' }).timeout().app(ended('sal#cancellationByUser'));
    expect(script.last).toMatchObject({ reason: 'timeout' });
  });

  test('after CANCEL drops the link and keeps the reason', () => {
    const script = atPin().input(cancel).timeout();
    expect(script.isDropped).toBe(true);
    expect(script.last).toMatchObject({ reason: 'cancelled' });
  });

  test('of a reader with keys cancels with timeout', () => {
    const script = atPin().app({ msg: 'ENTER_PIN', reader: reader(3, { keypad: true }) });
    script.input({ ...secret('pin'), value: null });
    expect(script.timer).toBe('keypadWithin');
    expect(script.timeout().app(ended('sal#cancellationByUser')).last).toMatchObject({ reason: 'timeout' });
  });

  test('never ends what a person decides', () => {
    expect(new Script().app({ msg: 'AUTH' }, rights, certificate).timer).toBeNull();
    expect(atPin().timer).toBeNull();
  });
});

test('a cancelled identification is not reported as done, even if the portal got the data', () => {
  expect(atPin().input(secret('pin')).input(cancel).app(ended(null)).last).toMatchObject({ reason: 'cancelled' });
});

test('the link lost in the middle ends with client-gone', () => {
  expect(atPin().input({ from: 'driver', event: 'client-gone' }).last).toMatchObject({ reason: 'client-gone' });
});
