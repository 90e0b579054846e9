import type { EidFailure } from './contract.ts';

/** Why the client cannot be used just now; also the health's reason. */
export type ClientFault =
  | 'client-missing' // no such program, or not allowed to run
  | 'client-gone' // was there and ended or dropped the link; it is being reached for again
  | 'client-not-answering' // listens or runs, but does not say what an AusweisApp says
  | 'client-in-use' // another program is connected (the app serves one at a time)
  | 'client-too-old';

/** Faults that waiting cannot heal: a workflow fails at once. */
export const isLasting = (fault: ClientFault): boolean => fault === 'client-missing' || fault === 'client-too-old';

export const failureFor = (fault: ClientFault): EidFailure =>
  fault === 'client-missing' || fault === 'client-too-old' ? fault : 'client-gone';
