import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { err, ok } from '../../foundation/result.ts';
import { encryptedAnswer } from '../../simulators/wallet/answer.ts';
import { checkRequest } from '../../simulators/wallet/request-check.ts';
import type { PhoneRelayClient, WalletBoxEvent } from '../phone-relay/contract.ts';
import { PID_FORMATS } from './attributes.ts';
import { delays } from './delays.ts';
import { CREDENTIAL_ID } from './request/dcql.ts';
import { NAME_AND_BIRTH, type WalletWorld, walletWorld } from './test-support/wallet-world.ts';
import { createWalletVerifier } from './verifier.ts';

let world: WalletWorld;
beforeAll(async () => {
  world = await walletWorld();
});
afterAll(() => world.close());

const parametersOf = (qrText: string) => {
  const { searchParams } = new URL(qrText);
  return { clientId: searchParams.get('client_id') ?? '', requestUri: searchParams.get('request_uri') ?? '' };
};

test('a question that nobody scans ends by its time, and leaves no box and no timer', async () => {
  const question = await world.ask();
  await world.clock.advance(delays.question);
  expect(await question.answer).toEqual({ ok: false, error: 'timeout' });
  expect([world.relay.openBoxes(), world.clock.waiting]).toEqual([0, 0]);
});

test('a question that was withdrawn is forgotten by the relay, and an answer that comes then is not read', async () => {
  const question = await world.ask();
  const seen = await world.scan(question);
  question.cancel();
  expect(await seen.accept('dc+sd-jwt')).toEqual({ ok: false, error: 'status-404' });
  expect([world.relay.openBoxes(), world.clock.waiting]).toEqual([0, 0]);
});

test('a telephone that fetched the request is told of once, also to who listens later', async () => {
  const question = await world.ask();
  const early = vi.fn();
  question.onFetched(early);
  await world.scan(question);
  await world.scan(question);
  const late = vi.fn();
  question.onFetched(late);
  question.cancel();
  expect([early.mock.calls.length, late.mock.calls.length]).toEqual([1, 1]);
});

test.each([
  ['access_denied', 'declined'],
  ['vp_formats_not_supported', 'wrong-wallet'],
  ['something_new', 'wrong-wallet'],
])('a wallet that says "%s" ends it as %s', async (error, failure) => {
  const question = await world.ask();
  await (await world.scan(question)).refuse(error);
  expect(await question.answer).toEqual({ ok: false, error: failure });
});

test('a refusal of another question is not one of this', async () => {
  const question = await world.ask();
  const body = new URLSearchParams({ error: 'access_denied', state: 'of-another-question' });
  await world.relay.fetch(parametersOf(question.qrText).requestUri.replace(/request$/, 'response'), {
    method: 'POST',
    body,
  });
  expect(await question.answer).toEqual({ ok: false, error: 'wrong-state' });
});

test('a wallet without an identity says so as one whose owner refuses', async () => {
  const question = await world.ask();
  expect(await (await world.scan(question, { person: null })).accept('mso_mdoc')).toEqual({
    ok: false,
    error: 'no-pid',
  });
  expect(await question.answer).toEqual({ ok: false, error: 'declined' });
});

describe.each(PID_FORMATS)('what was presented to one terminal as %s', (format) => {
  test('is refused by another, although it is encrypted to that one', async () => {
    const first = await world.identify(format);
    if (!first.ok || first.value.evidence.kind !== 'wallet-presentation') throw new Error('no identity to replay');
    const second = await world.ask();
    const requestObject = world.relay.requestObjects().at(-1) ?? '';
    const checked = await checkRequest(requestObject, parametersOf(second.qrText), world.office, world.clock.now());
    if (!checked.ok) throw new Error(checked.error);
    const { request } = checked.value;
    const token = { [CREDENTIAL_ID[format]]: [first.value.evidence.content] };
    const response = await encryptedAnswer(request, token, new Set());
    await world.relay.fetch(request.response_uri, { method: 'POST', body: new URLSearchParams({ response }) });
    const doubt = format === 'mso_mdoc' ? 'key-binding' : 'wrong-nonce';
    expect(await second.answer).toEqual({ ok: false, error: doubt });
  });

  test('cannot be read by another when it is posted there as it was', async () => {
    const posted: string[] = [];
    const first = await world.ask();
    const seen = await world.scan(first, {
      fetch: (url, init) => {
        if (init?.method === 'POST') posted.push(String(init.body));
        return world.relay.fetch(url, init);
      },
    });
    await seen.accept(format);
    await first.answer;
    const second = await world.ask();
    const url = parametersOf(second.qrText).requestUri.replace(/request$/, 'response');
    await world.relay.fetch(url, { method: 'POST', body: posted[0] ?? '' });
    expect(await second.answer).toEqual({ ok: false, error: 'not-decryptable' });
  });
});

test('a relay that passes on two answers is not asked which one counts', async () => {
  const events: WalletBoxEvent[] = [
    { kind: 'answered', response: 'first' },
    { kind: 'answered', response: 'second' },
  ];
  const relay: PhoneRelayClient = {
    ...world.options.relay,
    open: async () =>
      ok({
        requestUrl: '',
        responseUrl: '',
        next: async () => ok(events.shift() ?? { kind: 'fetched' }),
        close: async () => {},
      }),
  };
  const created = createWalletVerifier({ ...world.options, relay });
  const asked = created.ok ? await created.value.ask(NAME_AND_BIRTH) : created;
  expect(asked.ok && (await asked.value.answer)).toEqual({ ok: false, error: 'second-answer' });
});

test('an answer that our own checks stumble over is refused, and told to developers', async () => {
  const fetchStatusList = () => Promise.reject(new TypeError('a bug'));
  const created = createWalletVerifier({ ...world.options, fetchStatusList });
  const asked = created.ok ? await created.value.ask(NAME_AND_BIRTH) : created;
  if (!asked.ok) throw new Error(asked.error);
  await (await world.scan(asked.value)).accept('dc+sd-jwt');
  expect(await asked.value.answer).toEqual({ ok: false, error: 'malformed' });
  expect(world.logged.join('')).toContain('"wallet.check-failed","reason":"TypeError"');
});

test('a relay that is not there is told at once', async () => {
  const relay: PhoneRelayClient = { ...world.options.relay, open: async () => err('relay-unreachable') };
  const created = createWalletVerifier({ ...world.options, relay });
  expect(created.ok && (await created.value.ask(NAME_AND_BIRTH))).toEqual({ ok: false, error: 'relay-unreachable' });
});

test('nothing of the person, of the keys or of the question stands in the log', async () => {
  const question = await world.ask();
  await (await world.scan(question)).accept('dc+sd-jwt');
  await question.answer;
  const { requestUri } = parametersOf(question.qrText);
  const log = world.logged.join('');
  expect(log).toContain('wallet.ended');
  for (const secret of ['MUSTERMANN', 'PRIVATE KEY', 'x509_hash', requestUri, requestUri.split('/')[4] ?? '']) {
    expect(log).not.toContain(secret);
  }
});
