import type { ServiceDefinition } from '../../../config/schema/service.ts';
import { billPurpose } from '../application/bill-purpose.ts';
import type { SessionContext } from '../machine/session-context.ts';

/** What is paid for, in a few words. */
export function purposeOf(
  { fee }: ServiceDefinition,
  bills: SessionContext['application']['bills'],
  texts: SessionContext['ports']['texts'],
  language: string,
): string {
  const [bill, ...others] = bills;
  if (fee.kind === 'none') return '';
  if (!bill) return texts.text(language, fee.purpose);
  if (others.length === 0) return billPurpose(texts, language, bill.purpose);
  return texts.text(language, 'session.bill.several', { count: bills.length });
}
