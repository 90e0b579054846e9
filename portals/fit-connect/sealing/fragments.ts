import { randomUUID } from 'node:crypto';
import type { MetadataVersion } from '../contract.ts';
import { limits } from '../limits.ts';

/** One upload: a whole attachment, or a part of one. */
export interface Fragment {
  readonly id: string;
  readonly bytes: Uint8Array;
}

/**
 * Cuts an attachment into uploads of at most `limits.fragmentBytes`, in order. Only 2.x can describe fragments
 * (`attachments[].fragments`); in 1.x an attachment is one upload, however large.
 */
export function fragmentsOf(version: MetadataVersion, id: string, bytes: Uint8Array): readonly Fragment[] {
  if (version === '1.0.0' || bytes.byteLength <= limits.fragmentBytes) return [{ id, bytes }];
  const count = Math.ceil(bytes.byteLength / limits.fragmentBytes);
  return Array.from({ length: count }, (_, i) => ({
    id: randomUUID(),
    bytes: bytes.subarray(i * limits.fragmentBytes, (i + 1) * limits.fragmentBytes),
  }));
}
