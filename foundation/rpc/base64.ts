import { z } from 'zod';

/** Bytes in JSON (RFC 4648 section 4). Only its letters are checked: a message may hold 20 MiB of them. */
export const Base64 = z.string().regex(/^[A-Za-z0-9+/]*={0,2}$/);
