import { createHash, randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { IdentityEvidence } from '../../../identity/contract.ts';
import { Hash } from '../../contract.ts';

/** A structured addition with a schema of its own (metadata 2.1.0, `dataSets`). */
export const DataSet = z.strictObject({
  dataSetId: z.uuid(),
  schema: z.strictObject({
    schemaUri: z.string(),
    mimeType: z.enum(['application/json', 'application/xml', 'application/jose']),
  }),
  hash: Hash,
  description: z.string().optional(),
  content: z.unknown(),
});

/** `$id` of Governikus' schema (github.com/Governikus/IdentificationReport, SchemaIds). */
export const IDENTIFICATION_REPORT_SCHEMA =
  'https://raw.githubusercontent.com/Governikus/IdentificationReport/2.0.0/schema/identification-report.json';

/**
 * No schema of a wallet's presentation is published for FIT-Connect yet, so this one has to be agreed on (metadata 2.1.0,
 * `dataSets.schema`); it stands beside, in `wallet-nachweis.schema.json`.
 */
export const WALLET_PRESENTATION_SCHEMA = 'urn:buerger-terminal:wallet-nachweis:1';

/**
 * Evidence of who applied. The content is text, also of JSON: the hash goes over exactly these characters, and over
 * nothing that a parser writes anew.
 */
export function dataSetsOf(evidence: IdentityEvidence): z.infer<typeof DataSet>[] {
  const isReport = evidence.kind === 'identification-report';
  const content = isReport ? evidence.content : walletEvidence(evidence);
  return [
    {
      dataSetId: randomUUID(),
      schema: {
        schemaUri: isReport ? IDENTIFICATION_REPORT_SCHEMA : WALLET_PRESENTATION_SCHEMA,
        mimeType: 'application/json',
      },
      hash: { type: 'sha512', content: createHash('sha512').update(content).digest('hex') },
      description: isReport ? 'Identifikationsnachweis (Personalausweis)' : 'Identifikationsnachweis (Wallet)',
      content,
    },
  ];
}

/** JSON text of what a wallet presented and of what was checked: the same as data set and as attachment. */
export function walletEvidence({
  format,
  content,
  report,
}: Extract<IdentityEvidence, { kind: 'wallet-presentation' }>) {
  return JSON.stringify({ format, presentation: content, report: JSON.parse(report) });
}
