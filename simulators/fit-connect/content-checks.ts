import { createHash } from 'node:crypto';
import { Ajv, type ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import type { Problem } from '../../portals/fit-connect/contract.ts';
import { parseJson } from '../../portals/http/request.ts';
import type { SimulatedService } from './destinations.ts';
import { type Metadata, majorVersionOf } from './metadata.ts';
import { problem } from './problems.ts';
import type { CaseFile } from './records.ts';

/** What an authority looks at once it has decrypted. Each check answers the problems it finds; none means good. */

export const sha512 = (bytes: Uint8Array): string => createHash('sha512').update(bytes).digest('hex');

export function checkHash(bytes: Uint8Array, expected: string, instance: string): Problem[] {
  return sha512(bytes) === expected ? [] : [problem('hash-mismatch', instance)];
}

/** Announced and uploaded ids against the ids in the metadata. */
export function checkAttachmentIds(announced: readonly string[], metadata: Metadata): Problem[] {
  const described = metadata.contentStructure.attachments.flatMap(uploadsOf);
  const same = described.length === announced.length && described.every((id) => announced.includes(id));
  return same ? [] : [problem('attachments-mismatch', 'metadata')];
}

/** Ids of the uploads that an attachment consists of, in order. */
export const uploadsOf = ({
  attachmentId,
  fragments,
}: Metadata['contentStructure']['attachments'][number]): readonly string[] => fragments ?? [attachmentId];

/** Metadata 2.x no longer name the service. */
export function checkService(announced: { identifier: string } | null, metadata: Metadata): Problem[] {
  if (majorVersionOf(metadata) !== 1) return [];
  const described = metadata.publicServiceType?.identifier ?? null;
  return described === (announced?.identifier ?? null) ? [] : [problem('service-mismatch', 'metadata')];
}

const MAGIC: Readonly<Record<string, readonly number[]>> = {
  'application/pdf': [0x25, 0x50, 0x44, 0x46, 0x2d],
  'image/jpeg': [0xff, 0xd8, 0xff],
  'image/png': [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
};

/** The authority opens PDF, JPEG and PNG, and only if the first bytes agree with the name of the type; JSON in reports. */
export function checkType({ mimeType, purpose }: CaseFile, bytes: Uint8Array, attachmentId: string): Problem[] {
  if (
    purpose === 'report' &&
    mimeType === 'application/json' &&
    parseJson(new TextDecoder().decode(bytes)) !== undefined
  ) {
    return [];
  }
  const magic = MAGIC[mimeType];
  const fits = magic?.every((byte, i) => bytes[i] === byte);
  return fits ? [] : [problem('attachment-type', `attachment:${attachmentId}`)];
}

/** @param usedBefore whether another case carries this transaction */
export function checkPayment(
  payment: Metadata['paymentInformation'],
  service: SimulatedService | undefined,
  usedBefore: (transactionId: string) => boolean,
): Problem[] {
  const due = service?.feeCents;
  if (payment === undefined) return due === undefined ? [] : [problem('payment-missing', 'metadata')];
  const cents = Math.round(payment.grossAmount * 100);
  const wholeCents = Math.abs(payment.grossAmount * 100 - cents) < 1e-6;
  if (!wholeCents || cents < 1 || cents > 10_000_000 || (due !== undefined && cents !== due)) {
    return [problem('payment-implausible', 'metadata')];
  }
  return usedBefore(payment.transactionId) ? [problem('payment-used-before', 'metadata')] : [];
}

/** Structured data against JSON Schema, draft 2020-12 or draft-07 by its `$schema`. @param schemas by their URI */
export function checkData(schemas: Readonly<Record<string, unknown>>, schemaUri: string, data: unknown): Problem[] {
  if (!Object.hasOwn(schemas, schemaUri)) return [problem('unsupported-schema', 'data')];
  const validate = validatorOf(schemas[schemaUri]);
  if (validate(data)) return [];
  return (validate.errors ?? [])
    .slice(0, 10)
    .map((error) => problem('data-schema-violation', 'data', `${error.instancePath || '/'} ${error.keyword}`));
}

/** By text of the schema: compiling takes longer than everything else an authority does with a case. */
const validators = new Map<string, ValidateFunction>();

function validatorOf(schema: unknown): ValidateFunction {
  const text = JSON.stringify(schema);
  const validate = validators.get(text) ?? compile(schema);
  validators.set(text, validate);
  return validate;
}

function compile(schema: unknown): ValidateFunction {
  const dialect = typeof schema === 'object' && schema !== null ? Reflect.get(schema, '$schema') : undefined;
  const options = { strict: false, allErrors: true };
  const ajv = typeof dialect === 'string' && dialect.includes('draft-07') ? new Ajv(options) : new Ajv2020(options);
  formats.default(ajv);
  return ajv.compile(schema as object);
}
