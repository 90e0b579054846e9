import { attribute, integer, keyword } from '../codec/attributes.ts';
import type { Attribute } from '../codec/message.ts';
import type { JobTicket } from '../dialogue/client.ts';
import type { IppPrinterStatus } from '../dialogue/printer-status.ts';
import { jobName } from './own-jobs.ts';

export interface TicketOptions {
  readonly id: string;
  readonly copies: number;
  /** PWG 5101.1 name. */
  readonly media: string;
}

/** Attributes of a job. What the printer does not list is left out, because some refuse what they do not know. */
export function ticketFor({ id, copies, media }: TicketOptions, status: IppPrinterStatus): JobTicket {
  const attributes: Attribute[] = [];
  if (copies > 1) attributes.push(attribute('copies', integer(copies)));
  if (status.media.includes(media)) attributes.push(attribute('media', keyword(media)));
  // Copies of two people must never share a sheet, and backs of official documents stay empty.
  if (status.sides.includes('one-sided')) attributes.push(attribute('sides', keyword('one-sided')));
  // PWG 5100.7: the printer keeps no document for a reprint at its panel.
  if (status.retains) attributes.push(attribute('job-retain-until', keyword('none')));
  return { name: jobName(id), attributes };
}
