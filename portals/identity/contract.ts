import { z } from 'zod';

/**
 * A person as whoever vouches for them says it: the identity card by way of the eID service, or a wallet. What they do
 * not carry is left out; what a newer service says beside is not read.
 */
export const Identity = z.object({
  familyName: z.string().optional(),
  givenNames: z.string().optional(),
  doctoralDegree: z.string().optional(),
  birthName: z.string().optional(),
  /** ISO date; days or months unknown to the register are "00". */
  dateOfBirth: z.string().optional(),
  placeOfBirth: z.string().optional(),
  nationality: z.string().optional(),
  /** Places without street names, and places abroad, lack parts of it or have them in another form. */
  address: z
    .object({
      street: z.string().optional(),
      city: z.string().optional(),
      postalCode: z.string().optional(),
      country: z.string().optional(),
    })
    .optional(),
  /** In words, where the card has no address in parts: "keine Wohnung in Deutschland" (BSI TR-03110-4, NoPlaceInfo). */
  residence: z.string().optional(),
});
export type Identity = z.infer<typeof Identity>;

/** Who vouches for an identity; where nobody does, the person typed it. */
export const IdentitySource = z.enum(['card', 'wallet']);
export type IdentitySource = z.infer<typeof IdentitySource>;

/** How sure it is, as Regulation (EU) 910/2014, Article 8, grades it: "low" is what nobody vouches for. */
export const LevelOfAssurance = z.enum(['low', 'substantial', 'high']);
export type LevelOfAssurance = z.infer<typeof LevelOfAssurance>;

/** Proof for the authority that receives the request: goes with it, sealed. */
export const IdentityEvidence = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('identification-report'),
    /** Governikus IdentificationReport 2.0.0, JSON text. */
    content: z.string(),
  }),
  z.strictObject({
    kind: z.literal('wallet-presentation'),
    format: z.enum(['dc+sd-jwt', 'mso_mdoc']),
    /** What the wallet presented, as it came: the SD-JWT with its key binding, or the DeviceResponse in base64url. */
    content: z.string(),
    /** What was checked and when: JSON text, by `portals/wallet`. */
    report: z.string(),
  }),
]);
export type IdentityEvidence = z.infer<typeof IdentityEvidence>;
