import { expect, test } from 'vitest';
import { err, ok } from '../../foundation/result.ts';
import { encodeApdu, exchange } from './apdu.ts';
import type { Transmit } from './contract.ts';

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

/** A card that gives these answers one after the other, and notes what it was sent. */
function card(...answers: string[]) {
  const sent: string[] = [];
  const transmit: Transmit = async (command) => {
    sent.push(hex(command));
    const answer = answers.shift();
    return answer === undefined ? err('card-removed') : ok(Uint8Array.from(Buffer.from(answer, 'hex')));
  };
  return { sent, transmit };
}
const COMMAND = { ins: 0xca, p1: 0x7f, p2: 0x49 } as const;

test('a command with data carries its length, one without does not', () => {
  expect(hex(encodeApdu({ ...COMMAND, data: Uint8Array.from([1, 2]) }))).toBe('00ca7f4902010200');
  expect(hex(encodeApdu(COMMAND))).toBe('00ca7f4900');
});

test('an answer at once', async () => {
  const { transmit } = card('aabb9000');
  expect(await exchange(transmit, COMMAND)).toEqual(ok({ data: Uint8Array.from([0xaa, 0xbb]), sw: 0x9000 }));
});

test('T=0: the rest is fetched in as many parts as the card likes', async () => {
  const { transmit, sent } = card('6102', 'aa6101', 'bb9000');
  expect(await exchange(transmit, COMMAND)).toEqual(ok({ data: Uint8Array.from([0xaa, 0xbb]), sw: 0x9000 }));
  expect(sent).toEqual(['00ca7f4900', '00c0000002', '00c0000001']);
});

test('T=0: the command is repeated with the length the card wants, once', async () => {
  const { transmit, sent } = card('6c02', '6c02');
  expect(await exchange(transmit, COMMAND)).toEqual(ok({ data: new Uint8Array(), sw: 0x6c02 }));
  expect(sent).toEqual(['00ca7f4900', '00ca7f4902']);
});

test('a card that never stops announcing more is cut off', async () => {
  const endless: Transmit = async () => ok(Uint8Array.from([...new Uint8Array(200), 0x61, 0xc8]));
  expect(await exchange(endless, COMMAND)).toEqual(err('card-failed'));
});

test('a card that announces more and then gives nothing is cut off', async () => {
  const empty: Transmit = async () => ok(Uint8Array.from([0x61, 0x10]));
  expect(await exchange(empty, COMMAND)).toEqual(ok({ data: new Uint8Array(), sw: 0x6110 }));
});

test('an answer without a status word', async () => {
  expect(await exchange(card('90').transmit, COMMAND)).toEqual(err('card-failed'));
});

test('the card goes away between two parts', async () => {
  expect(await exchange(card('6102').transmit, COMMAND)).toEqual(err('card-removed'));
});
