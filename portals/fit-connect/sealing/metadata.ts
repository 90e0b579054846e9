import { Bug } from '../../../foundation/errors.ts';
import { Metadata } from '../contract.ts';

/**
 * Metadata versions we can write. 2.x moves the eID evidence into `dataSets`; when a destination asks for it, its
 * builder belongs here beside this one, and nothing else has to change.
 */
export const METADATA_VERSIONS = ['1.0.0'] as const;
export type MetadataVersion = (typeof METADATA_VERSIONS)[number];

export const METADATA_SCHEMA: Record<MetadataVersion, string> = {
  '1.0.0': 'https://schema.fitko.de/fit-connect/metadata/1.0.0/metadata.schema.json',
};

/** Governikus IdentificationReport, the only one sent so far. */
const IDENTIFICATION_REPORT_VERSION = '2.0.0';

/** The newest version both sides know, or `null`. A destination that names none is taken to read 1.0.0. */
export function metadataVersionFor(accepted: readonly string[] | undefined): MetadataVersion | null {
  if (accepted === undefined || accepted.length === 0) return '1.0.0';
  return METADATA_VERSIONS.findLast((version) => accepted.includes(version)) ?? null;
}

export interface MetadataParts {
  readonly dataHash: string;
  readonly schemaUri: string;
  readonly dataMimeType: 'application/json' | 'application/xml';
  readonly attachments: Metadata['contentStructure']['attachments'];
  readonly publicService: { readonly name: string; readonly identifier: string } | null;
  /** Identification report as JSON text. */
  readonly report: string | undefined;
  readonly payment: Metadata['paymentInformation'];
  /** The number people name when they ask (`caseNumber`). */
  readonly senderReference: string;
  readonly replyChannel: Metadata['replyChannel'];
}

/** Metadata 1.0.0 as UTF-8 JSON. @throws Bug if the parts do not make valid metadata */
export function buildMetadata(parts: MetadataParts): Uint8Array {
  const metadata: Metadata = {
    $schema: METADATA_SCHEMA['1.0.0'],
    contentStructure: {
      data: {
        hash: { type: 'sha512', content: parts.dataHash },
        submissionSchema: { schemaUri: parts.schemaUri, mimeType: parts.dataMimeType },
      },
      attachments: parts.attachments,
    },
    ...(parts.publicService && { publicServiceType: parts.publicService }),
    ...(parts.report !== undefined && {
      authenticationInformation: [
        {
          type: 'identificationReport' as const,
          version: IDENTIFICATION_REPORT_VERSION,
          content: Buffer.from(parts.report, 'utf8').toString('base64url'),
        },
      ],
    }),
    ...(parts.payment && { paymentInformation: parts.payment }),
    additionalReferenceInfo: { senderReference: parts.senderReference },
    ...(parts.replyChannel && { replyChannel: parts.replyChannel }),
  };
  const checked = Metadata.safeParse(metadata);
  // Only the paths: the issues of zod may quote what a person typed.
  if (!checked.success) throw new Bug(`metadata: ${checked.error.issues.map((i) => i.path.join('.')).join(', ')}`);
  return new TextEncoder().encode(JSON.stringify(checked.data));
}
