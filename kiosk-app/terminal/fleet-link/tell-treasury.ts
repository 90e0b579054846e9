import { MAX_PART_CHARACTERS } from '../../../fleet-link/commands.ts';
import type { hubSide } from '../../../fleet-link/contract.ts';
import type { Account } from '../../../fleet-link/treasury/account.ts';
import {
  type AccountMark,
  type AccountPart,
  MAX_ACCOUNT_PARTS,
  type MoneyCase,
} from '../../../fleet-link/treasury/told.ts';
import { type Clock, delay, type Timer } from '../../../foundation/clock.ts';
import { Refusal, reasonOf } from '../../../foundation/errors.ts';
import { code, type Log } from '../../../foundation/log.ts';
import type { Peer } from '../../../foundation/rpc/peer.ts';
import type { TerminalDelays } from '../configuration/delays.ts';

/** What is told of money: closings, and the cases that a person has to decide. */
export interface ToldTreasury {
  cases(): readonly MoneyCase[];
  /** Number of the last closing; 0 before the first. */
  newest(): number;
  /** `null` if it is erased. */
  account(number: number): Account | null;
}

/** An account that the hub does not take, however often it is told. */
const NEVER_TAKEN: ReadonlySet<string> = new Set(['malformed', 'not-yours', 'changed', 'too-large', 'invalid-params']);

/**
 * Tells the hub over one link which cases stand, whenever they are others than before, and each closing that it has not
 * got. @returns to be called when something may have changed
 */
export function tellTreasury(
  hub: Pick<Peer<typeof hubSide>, 'call' | 'closed'>,
  treasury: ToldTreasury,
  { delays, clock, log }: { readonly delays: TerminalDelays; readonly clock: Clock; readonly log: Log },
): () => void {
  let isOpen = true;
  let isTelling = false;
  let timer: Timer | undefined;
  let toldCases: string | null = null;
  /** Accounts up to this one are there, or are not taken. */
  let toldUpTo: number | null = null;

  async function tell(): Promise<void> {
    if (isTelling || !isOpen) return;
    isTelling = true;
    clock.clearTimeout(timer);
    let again = delays.hubLookEvery;
    try {
      await tellCases();
      await tellAccounts();
    } catch (thrown) {
      const reason = reasonOf(thrown);
      // A hub of before that knows no money is not asked again over this link.
      if (reason === 'unknown-method') isOpen = false;
      log.event(isOpen ? 'warn' : 'debug', 'hub.treasury.not-told', { reason: code(reason) });
      again = delays.hubTreasuryAgain;
    }
    isTelling = false;
    if (isOpen) timer = clock.setTimeout(() => void tell(), again);
  }

  async function tellCases(): Promise<void> {
    const cases = treasury.cases();
    const text = JSON.stringify(cases);
    if (text === toldCases) return;
    const { newest } = await hub.call('treasury.cases', { cases: [...cases] }, delays.hubTreasuryWithin);
    toldCases = text;
    toldUpTo ??= isOurs(newest) ? newest.number : 0;
  }

  /** After a disk was replaced the hub has accounts that this database never made: all of this one are told then. */
  const isOurs = (mark: AccountMark | null): mark is AccountMark =>
    mark !== null && treasury.account(mark.number)?.head === mark.head;

  async function tellAccounts(): Promise<void> {
    for (let number = (toldUpTo ?? 0) + 1; number <= treasury.newest() && isOpen; number++) {
      const account = treasury.account(number);
      if (account) await tellAccount(account);
      toldUpTo = number;
    }
  }

  async function tellAccount(account: Account): Promise<void> {
    try {
      for (const part of partsOf(account)) {
        await hub.call('treasury.account', part, delays.hubTreasuryWithin);
        await delay(clock, delays.commandPartEvery);
      }
    } catch (thrown) {
      if (!NEVER_TAKEN.has(reasonOf(thrown))) throw thrown;
      log.event('error', 'hub.treasury.refused', { number: account.number, reason: code(reasonOf(thrown)) });
    }
  }

  void tell();
  void hub.closed.then(() => {
    isOpen = false;
    clock.clearTimeout(timer);
  });
  return () => {
    if (isTelling || !isOpen) return;
    clock.clearTimeout(timer);
    timer = clock.setTimeout(() => void tell(), delays.hubReportGather);
  };
}

/** @throws Refusal `too-large` */
function partsOf(account: Account): readonly AccountPart[] {
  const text = Buffer.from(JSON.stringify(account)).toString('base64');
  const of = Math.ceil(text.length / MAX_PART_CHARACTERS);
  if (of > MAX_ACCOUNT_PARTS) throw new Refusal('too-large');
  return Array.from({ length: of }, (_, part) => ({
    number: account.number,
    part,
    of,
    data: text.slice(part * MAX_PART_CHARACTERS, (part + 1) * MAX_PART_CHARACTERS),
  }));
}
