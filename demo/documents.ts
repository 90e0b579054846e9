import type { DocumentStatus } from '../portals/document-status/contract.ts';

/** Documents that were ordered in the demo municipality, one for every answer a citizen can get. */
export const DEMO_DOCUMENTS: readonly DocumentStatus[] = [
  { reference: 'L0PW4711X', document: 'identity-card', status: 'ready', since: '2026-11-24', counter: 'Zimmer 12' },
  { reference: 'C1KM0815T', document: 'passport', status: 'in-production', since: '2026-11-16', counter: null },
  { reference: 'L0RZ2042K', document: 'identity-card', status: 'collected', since: '2026-10-05', counter: null },
];
