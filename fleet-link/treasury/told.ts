import { z } from 'zod';
import { MAX_PART_CHARACTERS } from '../commands.ts';
import { CASE_KINDS } from './ways.ts';

/**
 * Money over the fleet link: closings, which never change, and the cases that a person has to decide. Amounts, times,
 * Kassenzeichen and case numbers; never a name, and of a card only its kind.
 */

/** Parts of one account: some eight thousand payments between two closings. */
export const MAX_ACCOUNT_PARTS = 32;
/** As many as a terminal tells alerts. */
export const MAX_CASES = 200;

/** Something about money that waits for a person. `null`: there is no request, or it is erased. */
export const MoneyCase = z.strictObject({
  /** Of the alert it is. */
  id: z.string().max(80),
  kind: z.enum(CASE_KINDS),
  /** Epoch milliseconds on the terminal's clock. */
  since: z.int().min(0).max(8.64e15),
  /** Vorgangsnummer, as the citizen holds it. */
  number: z.string().max(80).nullable(),
  /** Kassenzeichen. */
  reference: z.string().max(80).nullable(),
  cents: z.int().min(0).max(1_000_000_000).nullable(),
  /** Key of the site's `payees`. */
  payee: z.string().max(80).nullable(),
  reason: z.string().max(80).nullable(),
});
export type MoneyCase = z.infer<typeof MoneyCase>;

/** One part of an account, which is too large for a frame: base64 of its JSON, in order. */
export const AccountPart = z.strictObject({
  number: z.int().min(1),
  part: z
    .int()
    .min(0)
    .max(MAX_ACCOUNT_PARTS - 1),
  of: z.int().min(1).max(MAX_ACCOUNT_PARTS),
  data: z.base64().min(1).max(MAX_PART_CHARACTERS),
});
export type AccountPart = z.infer<typeof AccountPart>;

/** Number of an account, and the hash of the journal entry with which it ends. */
export const AccountMark = z.strictObject({ number: z.int().min(1), head: z.string().regex(/^[0-9a-f]{64}$/) });
export type AccountMark = z.infer<typeof AccountMark>;
/** Answered by the hub. */
export const treasuryAtHub = {
  /**
   * All cases that stand now: what is not among them any more is settled.
   * @returns the last account of this terminal that the hub has; `null`: none
   */
  'treasury.cases': {
    params: z.strictObject({ cases: z.array(MoneyCase).max(MAX_CASES) }),
    result: z.strictObject({ newest: AccountMark.nullable() }),
  },
  /**
   * The answer to the last part: the account is kept there durably. Repeating it changes nothing. Refused with
   * `malformed`; `not-yours` if it is another terminal's; `changed` where another account has its number already.
   */
  'treasury.account': { params: AccountPart, result: z.strictObject({}) },
} as const;
