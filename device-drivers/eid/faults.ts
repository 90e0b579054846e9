import type { ClientFault, EidFailure } from './contract.ts';

/** Faults that waiting cannot heal: a workflow fails at once. */
export const isLasting = (fault: ClientFault): boolean => fault === 'client-missing' || fault === 'client-too-old';

export const failureFor = (fault: ClientFault): EidFailure =>
  fault === 'client-missing' || fault === 'client-too-old' ? fault : 'client-gone';
