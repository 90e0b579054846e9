import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { z } from 'zod';
import { Hash, PaymentInformation, type Problem } from '../../portals/fit-connect/contract.ts';
import { Metadata1 } from '../../portals/fit-connect/sealing/metadata/metadata-1.ts';
import schema2 from '../../portals/fit-connect/sealing/metadata/metadata-2.1.0.schema.json' with { type: 'json' };
import { problem } from './problems.ts';

/** What an authority reads of metadata of either version; the rest is kept as it came. */
export const Metadata = z.looseObject({
  $schema: z.string(),
  contentStructure: z.looseObject({
    data: z.looseObject({
      hash: Hash,
      submissionSchema: z.looseObject({ schemaUri: z.string(), mimeType: z.string() }),
    }),
    attachments: z.array(
      z.looseObject({
        attachmentId: z.uuid(),
        purpose: z.enum(['form', 'attachment', 'report', 'data']),
        mimeType: z.string(),
        filename: z.string().default(''),
        hash: Hash,
        fragments: z.array(z.uuid()).optional(),
      }),
    ),
  }),
  paymentInformation: PaymentInformation.optional(),
  additionalReferenceInfo: z
    .looseObject({
      senderReference: z.string().optional(),
      applicationDate: z.string().optional(),
      zustimmungZumDigitalenBescheid: z.boolean().optional(),
    })
    .optional(),
  replyChannel: z.looseObject({}).optional(),
  /** 1.x only. */
  publicServiceType: z.looseObject({ identifier: z.string() }).optional(),
  /** 1.x only. */
  authenticationInformation: z.array(z.looseObject({ content: z.string() })).optional(),
  /** 2.x only. */
  dataSets: z
    .array(
      z.looseObject({
        dataSetId: z.string(),
        schema: z.looseObject({ schemaUri: z.string(), mimeType: z.string() }),
        hash: Hash,
        content: z.unknown(),
      }),
    )
    .optional(),
});
export type Metadata = z.infer<typeof Metadata>;

const ADDRESS = /^https:\/\/schema\.fitko\.de\/fit-connect\/metadata\/(\d+\.\d+\.\d+)\/metadata\.schema\.json$/;

/** As their schema's address says, e.g. "2.1.0". */
export const versionOf = (metadata: Pick<Metadata, '$schema'> | null): string | null =>
  ADDRESS.exec(metadata?.$schema ?? '')?.[1] ?? null;

/** Major version of metadata by the address of their schema; those of 1.0.0 need not name it. */
export function majorVersionOf(metadata: unknown): number | null {
  const address: unknown = typeof metadata === 'object' && metadata !== null ? Reflect.get(metadata, '$schema') : null;
  if (address === undefined) return 1;
  const version = typeof address === 'string' ? versionOf({ $schema: address }) : null;
  return version === null ? null : Number(version.split('.')[0]);
}

/**
 * Judges metadata as the destination reads them: 2.x by FITKO's schema, 1.x by what is known of theirs here.
 * @param accepted `metadataVersions` of the destination
 */
export function readMetadata(
  json: unknown,
  accepted: readonly string[],
): { readonly metadata: Metadata | null; readonly problems: readonly Problem[] } {
  const major = majorVersionOf(json);
  if (major === null || !accepted.some((version) => version.startsWith(`${major}.`))) {
    return { metadata: null, problems: [problem('unsupported-schema', 'metadata')] };
  }
  const where = violationsOf(json);
  const metadata = Metadata.safeParse(json);
  if (where.length === 0 && metadata.success) return { metadata: metadata.data, problems: [] };
  const unread = metadata.success ? [] : metadata.error.issues.map(({ path }) => `/${path.join('/')}`);
  const detail = [...new Set([...where, ...unread])].slice(0, 10).join(', ');
  return { metadata: null, problems: [problem('schema-violation', 'metadata', detail)] };
}

let compiled: ValidateFunction | undefined;

/** Places and rules, never values; empty if metadata are valid in the version that they name. */
export function violationsOf(json: unknown): readonly string[] {
  const major = majorVersionOf(json);
  return major === 2 ? violations2(json) : major === 1 ? violations1(json) : ['/$schema'];
}

function violations2(json: unknown): readonly string[] {
  compiled ??= compile();
  if (compiled(json)) return [];
  return (compiled.errors ?? []).map(({ instancePath, keyword }) => `${instancePath || '/'} ${keyword}`);
}

function compile(): ValidateFunction {
  // Amounts are multiples of 0.01, and 19.99 / 0.01 is no whole number in binary: compare to the sixth place after the point.
  const ajv = new Ajv2020({ strict: false, allErrors: true, multipleOfPrecision: 6 });
  formats.default(ajv);
  return ajv.compile(schema2);
}

function violations1(json: unknown): readonly string[] {
  const read = Metadata1.safeParse(json);
  return read.success ? [] : read.error.issues.map(({ path }) => `/${path.join('/')}`);
}
