import { z } from 'zod';

/**
 * "Is my document ready?", by the number on the slip that the registration office gives when a document is ordered. The
 * municipality's own interface: there is no federal standard for it.
 * POST {base}/document-status {reference} → DocumentStatus, 404 → unknown, 429 → too many questions. GET {base}/ → it is
 * up. The number travels in the body, because addresses end up in logs. Free of names by contract.
 */
export const DocumentStatus = z.strictObject({
  /** As it was asked for. */
  reference: z.string().regex(/^[A-Z0-9]{6,16}$/),
  document: z.enum(['identity-card', 'passport', 'residence-permit', 'driving-licence']),
  status: z.enum(['in-production', 'ready', 'collected']),
  /** Day since which that is so. */
  since: z.iso.date().nullable(),
  /** Where it is handed out, with the room; `null`: not said. */
  counter: z.string().min(1).max(80).nullable(),
});
export type DocumentStatus = z.infer<typeof DocumentStatus>;

export type DocumentLookup =
  | { readonly kind: 'found'; readonly status: DocumentStatus }
  | { readonly kind: 'unknown' }
  /** It is asked too often: later again. */
  | { readonly kind: 'busy' }
  | { readonly kind: 'unavailable' };

/** The number as it is asked for: capitals without blanks, dots and dashes; `null`: it cannot be one. */
export function documentReference(typed: string): string | null {
  const bare = typed.replace(/[\s./-]/g, '').toUpperCase();
  return /^[A-Z0-9]{6,16}$/.test(bare) ? bare : null;
}
