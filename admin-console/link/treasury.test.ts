import { expect, test } from 'vitest';
import { SAMPLE } from '../../fleet-link/test-support/sample-account.ts';
import type { Account } from '../../fleet-link/treasury/account.ts';
import type { AccountPart, MoneyCase } from '../../fleet-link/treasury/told.ts';
import { silentLog } from '../../foundation/log.ts';
import { treasuryOf } from './treasury.ts';

function link({ isGreeted = true } = {}) {
  const taken: { terminalId: string; account: Account }[] = [];
  const told: { terminalId: string; cases: readonly MoneyCase[] }[] = [];
  const handlers = treasuryOf(
    SAMPLE.terminalId,
    () => isGreeted,
    {
      take: async (terminalId, account) => void taken.push({ terminalId, account }),
      told: async (terminalId, cases) => {
        told.push({ terminalId, cases });
        return null;
      },
    },
    silentLog,
  );
  const say = async (part: AccountPart) => handlers['treasury.account'](part);
  return { taken, told, say, cases: async (cases: MoneyCase[]) => handlers['treasury.cases']({ cases }) };
}
const base64 = (account: object) => Buffer.from(JSON.stringify(account)).toString('base64');
const whole = (account: object, number = SAMPLE.number): AccountPart => ({
  number,
  part: 0,
  of: 1,
  data: base64(account),
});

test('an account that came in parts is kept as it was', async () => {
  const { say, taken } = link();
  const data = base64(SAMPLE);
  await say({ number: 7, part: 0, of: 2, data: data.slice(0, 400) });
  expect(taken).toEqual([]);
  await say({ number: 7, part: 1, of: 2, data: data.slice(400) });
  expect(taken).toEqual([{ terminalId: SAMPLE.terminalId, account: SAMPLE }]);
});

test('a terminal cannot tell the money of another one', async () => {
  const { say, taken } = link();
  await expect(say(whole({ ...SAMPLE, terminalId: 'MS-RH-02' }))).rejects.toThrow('not-yours');
  expect(taken).toEqual([]);
});

test.each<[string, AccountPart]>([
  ['a part that is missing', { ...whole(SAMPLE), part: 1, of: 2 }],
  ['a part after the last', { ...whole(SAMPLE), part: 0, of: 0 }],
  ['another number than its own', whole(SAMPLE, 8)],
  ['something with a field more', whole({ ...SAMPLE, holder: 'Erika Mustermann' })],
  ['no JSON', { ...whole(SAMPLE), data: 'AAAA' }],
])('%s is no account', async (_, part) => {
  const { say, taken } = link();
  await expect(say(part)).rejects.toThrow('malformed');
  expect(taken).toEqual([]);
});

test('a text that PostgreSQL cannot keep is refused', async () => {
  const { say } = link();
  await expect(say(whole({ ...SAMPLE, timeZone: 'a\0b' }))).rejects.toThrow('unwritable');
});

test('nothing is heard of money before the hello', async () => {
  const { say, cases, told } = link({ isGreeted: false });
  await expect(say(whole(SAMPLE))).rejects.toThrow('out-of-order');
  await expect(cases([])).rejects.toThrow('out-of-order');
  expect(told).toEqual([]);
});
