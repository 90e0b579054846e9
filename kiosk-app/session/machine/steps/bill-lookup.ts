import type { z } from 'zod';
import type { ServiceDefinition } from '../../../../config/schema/service.ts';
import { billReferencesIn } from '../../../../foundation/bill/words-on-a-bill.ts';
import type { Personal } from '../../../../foundation/personal.ts';
import type { Bill, BillLookup } from '../../../../portals/bill-register/contract.ts';
import { attempt, type Ports } from '../../ports.ts';

export type LookupFailure = 'unknown' | 'unavailable' | 'paid' | 'cancelled' | 'being-paid' | 'not-payable-here';

interface Question {
  readonly ports: Ports;
  readonly service: ServiceDefinition;
  readonly typed: Personal<string>;
  readonly read: Personal<readonly string[]> | null;
}
type Found = { readonly bill: z.infer<typeof Bill> } | { readonly failure: LookupFailure };

/** Tries each reference in turn; a typed text and a scanned code are searched by the same rule. */
export async function lookUp(question: Question): Promise<Found> {
  const references = question.read?.reveal() ?? billReferencesIn(question.typed.reveal());
  for (const reference of references) {
    const answer = await lookUpOne(question, reference);
    if (!('failure' in answer) || answer.failure !== 'unknown') return answer;
  }
  return { failure: 'unknown' };
}

async function lookUpOne({ ports, service }: Question, wanted: string): Promise<Found> {
  const own = await ports.billRegister?.lookup(wanted);
  // The register does not know it. It may be anything somebody typed, so the long-lived terminal is not told of it.
  if (own?.kind === 'unknown') return { failure: 'unknown' };
  const reference = own?.kind === 'found' ? own.bill.reference : wanted;
  const answer = await attempt(ports, () => ports.terminal.call('bill.lookup', { reference }));
  if (!answer.ok) return { failure: 'unavailable' };
  const found: BillLookup = answer.value;
  if (found.kind !== 'found') return { failure: found.kind };
  if (found.bill.status !== 'open') return { failure: found.bill.status };
  return service.bill?.payees.includes(found.bill.payeeId) ? { bill: found.bill } : { failure: 'not-payable-here' };
}
