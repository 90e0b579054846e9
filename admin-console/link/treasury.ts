import type { hubSide } from '../../fleet-link/contract.ts';
import { Account } from '../../fleet-link/treasury/account.ts';
import type { AccountPart } from '../../fleet-link/treasury/told.ts';
import { Refusal } from '../../foundation/errors.ts';
import { code, type Log } from '../../foundation/log.ts';
import type { Handlers } from '../../foundation/rpc/contract.ts';
import { summaryOf } from '../domain/treasury/summary.ts';
import type { TreasuryStore } from '../domain/treasury/treasury-store.ts';
import { mustBeStorable } from './storable.ts';

type TreasuryHandlers = Pick<Handlers<typeof hubSide>['methods'], 'treasury.cases' | 'treasury.account'>;

/**
 * What one terminal tells of money over one link. What it says is its own: the tenant and the terminal are those of its
 * certificate, whatever stands in the account.
 * @param isGreeted false until it has said hello
 */
export function treasuryOf(
  terminalId: string,
  isGreeted: () => boolean,
  store: Pick<TreasuryStore, 'take' | 'told'>,
  log: Log,
): TreasuryHandlers {
  /** Parts of the one account that is on its way. */
  let parts: string[] = [];
  const admit = () => {
    if (!isGreeted()) throw new Refusal('out-of-order');
  };
  const gathered = ({ part, of, data }: AccountPart): string | null => {
    if (part === 0) parts = [];
    if (part !== parts.length || part >= of) throw new Refusal('malformed');
    parts.push(data);
    if (part < of - 1) return null;
    const text = Buffer.from(parts.join(''), 'base64').toString('utf8');
    parts = [];
    return text;
  };
  return {
    'treasury.cases': async ({ cases }) => {
      admit();
      mustBeStorable(cases);
      return { newest: await store.told(terminalId, cases) };
    },
    'treasury.account': async (part) => {
      admit();
      const text = gathered(part);
      if (text === null) return {};
      const account = accountOf(text);
      if (account.number !== part.number) throw new Refusal('malformed');
      if (account.terminalId !== terminalId) throw new Refusal('not-yours');
      mustBeStorable(account);
      await store.take(terminalId, account, summaryOf(account));
      log.event('info', 'hub.treasury.closing', {
        terminal: code(terminalId),
        number: account.number,
        differences: account.differences.length,
      });
      return {};
    },
  };
}

/** @throws Refusal `malformed` */
function accountOf(text: string): Account {
  try {
    return Account.parse(JSON.parse(text));
  } catch {
    throw new Refusal('malformed');
  }
}
