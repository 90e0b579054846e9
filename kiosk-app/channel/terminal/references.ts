import { z } from 'zod';

/** A Kassenzeichen. */
export const Reference = z.string().regex(/^[A-Z0-9./-]{6,25}$/);
/** Kebab-case, without anything of a person. */
export const Reason = z.string().max(80);
