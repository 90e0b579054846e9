import type { SealedSubmission } from '../contract.ts';

/**
 * The GCM tags of a submission's three kinds of JWE, as signed into its events: they bind an event to exactly the
 * ciphertext that was sent (FIT-Connect, "Event log", authenticationTags).
 */
export interface AuthenticationTags {
  readonly metadata: string;
  readonly data: string;
  /** By attachment id. */
  readonly attachments: Readonly<Record<string, string>>;
}

/** Last segment of a compact JWE (RFC 7516 section 7.1), base64url. */
export const tagOf = (jwe: string): string => jwe.slice(jwe.lastIndexOf('.') + 1);

export const tagsOf = (
  sealed: Pick<SealedSubmission, 'attachments' | 'encryptedMetadata' | 'encryptedData'>,
): AuthenticationTags => ({
  metadata: tagOf(sealed.encryptedMetadata),
  data: tagOf(sealed.encryptedData),
  attachments: Object.fromEntries(sealed.attachments.map(({ id, jwe }) => [id, tagOf(jwe)])),
});

export function tagsMatch(a: AuthenticationTags, b: AuthenticationTags): boolean {
  const ids = Object.keys(a.attachments);
  return (
    a.metadata === b.metadata &&
    a.data === b.data &&
    ids.length === Object.keys(b.attachments).length &&
    ids.every((id) => Object.hasOwn(b.attachments, id) && a.attachments[id] === b.attachments[id])
  );
}
