import { createHash } from 'node:crypto';

/** SHA-256 in hex: enough for 256 random bits, which nobody finds by trying. */
export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');
