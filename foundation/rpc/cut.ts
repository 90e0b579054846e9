import { z } from 'zod';

/**
 * Somebody else's text on a link of ours, cut where it is read: what a device says may be longer, and must not make the
 * whole message invalid.
 */
export const cutTo = (length: number) => z.string().overwrite((text) => text.slice(0, length));

/** The same for what is told at once, within the limit that a contract sets. */
export function cut(to: z.ZodString, text: string): string;
export function cut(to: z.ZodNullable<z.ZodString>, text: string): string;
export function cut(to: z.ZodNullable<z.ZodString>, text: string | null | undefined): string | null;
export function cut(to: z.ZodString | z.ZodNullable<z.ZodString>, text: string | null | undefined): string | null {
  if (text === null || text === undefined) return null;
  const { maxLength } = 'unwrap' in to ? to.unwrap() : to;
  return maxLength === null ? text : text.slice(0, maxLength);
}
