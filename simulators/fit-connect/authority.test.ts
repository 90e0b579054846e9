import { createPublicKey, randomUUID } from 'node:crypto';
import { CompactEncrypt, compactDecrypt } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SealedSubmission } from '../../portals/fit-connect/contract.ts';
import { paymentInformation } from '../../portals/fit-connect/sealing/payment-information.ts';
import { openPortalKeys } from './keys.ts';
import {
  DESTINATION,
  DOG_TAX,
  json,
  KEY_DIRECTORY,
  PDF,
  PERMIT,
  SCHEMA_URI,
  type SealChanges,
  startTestPortal,
  type TestPortal,
} from './test-support/portal.ts';

let t: TestPortal;

beforeAll(async () => {
  t = await startTestPortal();
}, 60_000);
afterAll(() => t.stop());

/** Delivers and answers what the authority said in its signed event. */
async function decisionOn(sealed: SealedSubmission) {
  const delivered = await t.sender.deliver(sealed);
  if (!delivered.ok) throw delivered.error;
  await t.portal.settled();
  const events = await t.sender.verifiedEvents(sealed, delivered.value);
  const last = events.ok ? events.value.events.at(-1) : undefined;
  return { name: last?.name, problems: last?.problems.map((p) => `${p.type.split('/').at(-1)} ${p.instance}`) };
}

const decision = async (changes: SealChanges) => decisionOn(await t.seal(changes));
const rejected = (...problems: string[]) => ({ name: 'reject', problems });

const privateKey = async () => (await (await openPortalKeys(KEY_DIRECTORY)).encryption(DESTINATION, 0)).privateKey;

const encrypt = async (bytes: Uint8Array) => {
  const { kid, n, e } = await t.key();
  return new CompactEncrypt(bytes)
    .setProtectedHeader({ alg: 'RSA-OAEP-256', enc: 'A256GCM', kid, cty: 'application/json' })
    .encrypt(createPublicKey({ key: { kty: 'RSA', n, e }, format: 'jwk' }));
};

test('a good submission', async () => expect(await decision({})).toEqual({ name: 'accept', problems: [] }));

test('a service without fee needs no payment', async () => {
  expect((await decision({ publicService: DOG_TAX, payment: undefined })).name).toBe('accept');
});

test('a service with a fee needs one', async () =>
  expect(await decision({ payment: undefined })).toEqual(rejected('payment-missing metadata')));

test('data of an unknown schema', async () =>
  expect(await decision({ data: { bytes: json({}), schemaUri: 'urn:other' } })).toEqual(
    rejected('unsupported-schema data'),
  ));

test('data that do not follow their schema', async () =>
  expect(await decision({ data: { bytes: json({ name: '', since: 'today' }), schemaUri: SCHEMA_URI } })).toEqual(
    rejected('data-schema-violation data', 'data-schema-violation data'),
  ));

test('data that are no JSON', async () =>
  expect(await decision({ data: { bytes: PDF, schemaUri: SCHEMA_URI } })).toEqual(rejected('syntax-violation data')));

test('a picture that is none', async () => {
  const id = randomUUID();
  const picture = { id, filename: 'x.jpg', mimeType: 'image/jpeg', purpose: 'attachment', bytes: PDF } as const;
  expect(await decision({ attachments: [picture] })).toEqual(rejected(`attachment-type attachment:${id}`));
});

test('a program as attachment', async () => {
  const id = randomUUID();
  const program = { id, filename: 'x.exe', mimeType: 'application/x-msdownload', purpose: 'attachment' } as const;
  expect(await decision({ attachments: [{ ...program, bytes: PDF }] })).toEqual(
    rejected(`attachment-type attachment:${id}`),
  );
});

test('another amount than the fee', async () =>
  expect(await decision({ payment: paymentInformation('MS123456', randomUUID(), 30, 'girocard') })).toEqual(
    rejected('payment-implausible metadata'),
  ));

test('a fraction of a cent', async () => {
  const payment = { ...paymentInformation('MS123456', randomUUID(), 3070, 'girocard'), grossAmount: 30.705 };
  expect(await decision({ payment })).toEqual(rejected('schema-violation metadata'));
  expect(await decision({ payment, metadataVersion: '1.0.0' })).toEqual(rejected('payment-implausible metadata'));
});

test('metadata of a version that the destination does not read', async () => {
  const sealed = await t.seal();
  t.portal.setMetadataVersions(['1.0.0']);
  expect(await decisionOn({ ...sealed, metadataVersion: '1.0.0' })).toEqual(rejected('unsupported-schema metadata'));
  t.portal.setMetadataVersions(null);
});

test.each([
  ['no author’s name', { author: { product: {} } }],
  ['two reply channels', { replyChannel: { eMail: { address: 'a@b.de' }, elster: { accountId: '1' } } }],
  ['a field that the additional information does not have', { additionalReferenceInfo: { consent: true } }],
  ['a data set without hash', { dataSets: [{ dataSetId: randomUUID(), schema: {}, content: '' }] }],
])('metadata 2.1.0 with %s', async (_, changes) => {
  const sealed = await t.seal();
  const metadata = {
    $schema: 'https://schema.fitko.de/fit-connect/metadata/2.1.0/metadata.schema.json',
    contentStructure: {
      data: {
        hash: { type: 'sha512', content: '0'.repeat(128) },
        submissionSchema: { schemaUri: SCHEMA_URI, mimeType: 'application/json' },
      },
      attachments: [],
    },
    ...changes,
  };
  const encryptedMetadata = await encrypt(json(metadata));
  expect(await decisionOn({ ...sealed, encryptedMetadata })).toEqual(rejected('schema-violation metadata'));
});

test('evidence that was changed after it was hashed', async () => {
  const evidence = { kind: 'identification-report', content: '{"reportId":"1"}' } as const;
  const sealed = await t.seal({ evidence });
  const { plaintext } = await compactDecrypt(sealed.encryptedMetadata, await privateKey());
  const changed = new TextDecoder().decode(plaintext).replaceAll('reportId', 'reportIx');
  const encryptedMetadata = await encrypt(new TextEncoder().encode(changed));
  const { problems } = await decisionOn({ ...sealed, encryptedMetadata });
  expect(problems).toEqual([expect.stringMatching(/^hash-mismatch dataSet:/)]);
});

test('one payment for two cases', async () => {
  const payment = paymentInformation('MS123456', randomUUID(), 3070, 'girocard');
  expect((await decision({ payment })).name).toBe('accept');
  expect(await decision({ payment })).toEqual(rejected('payment-used-before metadata'));
});

test('an identification report that cannot be read', async () =>
  expect(await decision({ evidence: { kind: 'identification-report', content: 'not JSON' } })).toEqual(
    rejected('identity-unreadable metadata'),
  ));

test('a service in the metadata that was not announced', async () => {
  const sealed = await t.seal({ metadataVersion: '1.0.0' });
  expect(await decisionOn({ ...sealed, publicService: DOG_TAX })).toEqual(rejected('service-mismatch metadata'));
});

test('data changed after they were hashed', async () => {
  const sealed = await t.seal();
  const encryptedData = await encrypt(json({ name: 'Mallory' }));
  expect(await decisionOn({ ...sealed, encryptedData })).toEqual(rejected('hash-mismatch data'));
});

test('an attachment that was not in the metadata', async () => {
  const sealed = await t.seal();
  const extra = { id: randomUUID(), jwe: await encrypt(PDF) };
  const more = { ...sealed, attachments: [...sealed.attachments, extra] };
  expect(await decisionOn(more)).toEqual(rejected('attachments-mismatch metadata'));
});

test('metadata that are no JSON', async () => {
  const sealed = await t.seal();
  expect(await decisionOn({ ...sealed, encryptedMetadata: await encrypt(PDF) })).toEqual(
    rejected('syntax-violation metadata'),
  );
});

test('metadata of another form', async () => {
  const sealed = await t.seal();
  expect(await decisionOn({ ...sealed, encryptedMetadata: await encrypt(json({ contentStructure: 1 })) })).toEqual(
    rejected('schema-violation metadata'),
  );
});

test('ciphertext that cannot be opened', async () => {
  const sealed = await t.seal();
  const [header, key, iv, , tag] = sealed.encryptedMetadata.split('.');
  expect(await decisionOn({ ...sealed, encryptedMetadata: [header, key, iv, 'AAAA', tag].join('.') })).toEqual(
    rejected('encryption-issue metadata'),
  );
});

test('the authority rejects of its own will', async () => {
  const problem = { type: 'urn:own/not-entitled', title: 'Kein Anspruch', detail: '', instance: 'submission' };
  t.portal.rejectNext(problem);
  expect(await decision({})).toEqual(rejected('not-entitled submission'));
  expect((await decision({})).name).toBe('accept');
});

test('a restart forgets nothing and decides what was waiting', async () => {
  t.portal.acceptAfter(60_000);
  const sealed = await t.seal();
  const delivered = await t.sender.deliver(sealed);
  await t.portal.stop();
  const again = await startTestPortal({ directory: t.directory });
  try {
    await again.portal.settled();
    const caseId = delivered.ok ? delivered.value.caseId : '';
    expect(again.portal.case(caseId)).toMatchObject({ state: 'accepted', publicService: PERMIT });
    expect(again.portal.case(caseId)?.events.map(({ name }) => name)).toEqual(['create', 'submit', 'notify', 'accept']);
  } finally {
    await t.stop();
    t = again;
  }
});
