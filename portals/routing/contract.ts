import { z } from 'zod';

/** Interfaces of the FIT-Connect Routing API, version 2.0.0 (routing-api.yaml of FITKO). */

/** A political area: `id` is what routes are asked for, `type` is "Gemeinde", "Gemeindeteil", "kreisfreie Stadt", … */
export const Area = z.object({
  id: z.string().regex(/^\d{1,20}$/),
  name: z.string().min(1).max(200),
  type: z.string().max(100),
});
export type Area = z.infer<typeof Area>;

export const AreaResult = z.looseObject({ areas: z.array(Area).max(500) });

/** What is only shown: a part that is missing or malformed is left out, the route stays. */
const shown = <T extends z.ZodType>(schema: T) => schema.optional().catch(undefined);
const Word = shown(z.string().max(500));

const Address = shown(z.looseObject({ street: Word, houseNumber: Word, additional: Word, zip: Word, city: Word }));

export const AuthorityRoute = z.looseObject({
  destinationId: z.uuid(),
  destinationSignature: z
    .string()
    .max(20_000)
    .describe('JWS of the self-service portal over the addressing information'),
  destinationName: Word.describe('Full name of the authority, with its place in the administration'),
  destinationShortName: Word,
  contactPersons: shown(z.array(z.looseObject({ tel: Word, email: Word })).max(500)),
  address: Address,
  postalAddress: Address,
});
export type AuthorityRoute = z.infer<typeof AuthorityRoute>;

export const RouteResult = z.looseObject({ totalCount: z.int().min(0), routes: z.array(AuthorityRoute).max(500) });

/** The authority that is responsible for one service in one area, as people read it, and where its requests go. */
export const CompetentAuthority = z.strictObject({
  destinationId: z.uuid(),
  name: z.string().min(1).max(200),
  /** Lines of its address; empty where the service names none. */
  address: z.array(z.string().min(1).max(200)).max(3),
  phone: z.string().min(1).max(40).nullable(),
  email: z.string().min(1).max(120).nullable(),
});
export type CompetentAuthority = z.infer<typeof CompetentAuthority>;
