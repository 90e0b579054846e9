import { Ajv2020 } from 'ajv/dist/2020.js';
import type { Problem } from '../../portals/fit-connect/contract.ts';
import {
  IDENTIFICATION_REPORT_SCHEMA,
  WALLET_PRESENTATION_SCHEMA,
} from '../../portals/fit-connect/sealing/metadata/data-sets.ts';
import walletSchema from '../../portals/fit-connect/sealing/metadata/wallet-nachweis.schema.json' with { type: 'json' };
import { parseJson } from '../../portals/http/request.ts';
import { checkHash } from './content-checks.ts';
import type { Metadata } from './metadata.ts';
import { problem } from './problems.ts';

/** The report of who applied, whichever way the metadata carry it; `value` is null where none came along. */
export interface ReadIdentity {
  readonly value: unknown;
  readonly problems: readonly Problem[];
}

const isWalletEvidence = new Ajv2020().compile<{ report: unknown }>(walletSchema);

export function readIdentity(metadata: Metadata): ReadIdentity {
  const [report] = metadata.authenticationInformation ?? [];
  if (report) return read(Buffer.from(report.content, 'base64url').toString('utf8'), (value) => value);
  for (const { dataSetId, schema, hash, content } of metadata.dataSets ?? []) {
    const reportIn = REPORT_IN[schema.schemaUri];
    if (!reportIn || typeof content !== 'string') continue;
    const { value, problems } = read(content, reportIn);
    return { value, problems: [...checkHash(Buffer.from(content), hash.content, `dataSet:${dataSetId}`), ...problems] };
  }
  return { value: null, problems: [] };
}

/** Where the report stands, by the schema of its data set; undefined where the content is something else. */
const REPORT_IN: Readonly<Record<string, (content: unknown) => unknown>> = {
  [IDENTIFICATION_REPORT_SCHEMA]: (content) => content,
  [WALLET_PRESENTATION_SCHEMA]: (content) => (isWalletEvidence(content) ? content.report : undefined),
};

function read(text: string, reportIn: (content: unknown) => unknown): ReadIdentity {
  const value = reportIn(parseJson(text));
  if (value !== undefined) return { value, problems: [] };
  return { value: null, problems: [problem('identity-unreadable', 'metadata')] };
}
