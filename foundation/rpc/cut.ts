import type { z } from 'zod';

/**
 * Text cut to the length that a contract allows, so that the limit stands in the contract alone. What a device or a
 * portal says may be longer, and must not make the whole message invalid.
 */
export function cut(to: z.ZodString, text: string): string;
export function cut(to: z.ZodNullable<z.ZodString>, text: string): string;
export function cut(to: z.ZodNullable<z.ZodString>, text: string | null | undefined): string | null;
export function cut(to: z.ZodString | z.ZodNullable<z.ZodString>, text: string | null | undefined): string | null {
  if (text === null || text === undefined) return null;
  const { maxLength } = 'unwrap' in to ? to.unwrap() : to;
  return maxLength === null ? text : text.slice(0, maxLength);
}
