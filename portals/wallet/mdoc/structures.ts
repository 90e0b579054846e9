import { z } from 'zod';
import { EncodedCbor, tryDecode } from './cbor.ts';
import { Bytes, CoseKey, Sign1 } from './cose.ts';

/** CBOR in CBOR, read on; `bytes` are those that came. */
const within = <S extends z.ZodType>(schema: S) =>
  z.instanceof(EncodedCbor).transform(({ bytes }, context) => {
    const read = schema.safeParse(tryDecode(bytes));
    if (read.success) return { bytes, value: read.data };
    context.issues.push({ code: 'custom', message: 'embedded CBOR', input: bytes });
    return z.NEVER;
  });

const IssuerSignedItem = z.looseObject({
  digestID: z.int().nonnegative(),
  random: Bytes,
  elementIdentifier: z.string(),
  elementValue: z.unknown(),
});

/** ISO/IEC 18013-5, section 8.3.2.1.2.2. */
export const DeviceResponse = z.looseObject({
  version: z.literal('1.0'),
  status: z.literal(0),
  documents: z
    .array(
      z.looseObject({
        docType: z.string(),
        issuerSigned: z.looseObject({
          nameSpaces: z.record(z.string(), z.array(within(IssuerSignedItem))).default({}),
          issuerAuth: Sign1,
        }),
        deviceSigned: z.looseObject({
          nameSpaces: within(z.record(z.string(), z.unknown())),
          deviceAuth: z.looseObject({ deviceSignature: Sign1.optional(), deviceMac: z.unknown().optional() }),
        }),
      }),
    )
    .min(1),
});
export type MdocDocument = z.infer<typeof DeviceResponse>['documents'][number];
export type SignedItem = MdocDocument['issuerSigned']['nameSpaces'][string][number];

const Instant = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text));

/** Mobile security object (ISO/IEC 18013-5, section 9.1.2.4); `status` by Token Status List, section 6.3. */
const MobileSecurityObject = z.looseObject({
  version: z.literal('1.0'),
  digestAlgorithm: z.string(),
  docType: z.string(),
  valueDigests: z.record(z.string(), z.record(z.string(), Bytes)),
  deviceKeyInfo: z.looseObject({ deviceKey: CoseKey }),
  validityInfo: z.looseObject({ validFrom: Instant, validUntil: Instant }),
  status: z.unknown().optional(),
});
export type MobileSecurityObject = z.infer<typeof MobileSecurityObject>;

/** The payload of the issuer's signature. */
export const SignedObject = within(MobileSecurityObject);
