import { z } from 'zod';
import { LocationId } from '../terminals/selection-request.ts';
import { LARGEST_PICTURE, PICTURE_TYPES } from './arrange.ts';

/** What the API takes about views and the plan. Only the hub reads these schemas: a page that imports them carries zod. */
export const NewView = z.strictObject({
  name: z.string().trim().min(1).max(60),
  query: z
    .string()
    .max(600)
    .regex(/^[^\s#?]*$/),
});
export const OfView = z.strictObject({ id: z.uuid() });
export const OfPlace = z.strictObject({ id: LocationId });
const Share = z.number().min(0).max(1);
/** `null`: it stands nowhere any more. */
export const PlanPosition = z.strictObject({ point: z.strictObject({ x: Share, y: Share }).nullable() });
export const NewPicture = z
  .strictObject({
    type: z.enum(PICTURE_TYPES),
    data: z.base64().max(Math.ceil(LARGEST_PICTURE / 3) * 4),
  })
  .refine(({ type, data }) => isOfType(type, Buffer.from(data, 'base64')), 'not what it says it is');

/** By its first bytes (PNG, section 5.2; JPEG, ITU-T T.81, B.1.1.3); of SVG that it is a document of that kind. */
function isOfType(type: (typeof PICTURE_TYPES)[number], bytes: Buffer): boolean {
  if (type === 'image/png') return bytes.subarray(0, 8).equals(Buffer.from('89504e470d0a1a0a', 'hex'));
  if (type === 'image/jpeg') return bytes.subarray(0, 3).equals(Buffer.from('ffd8ff', 'hex'));
  return /<svg[\s>]/.test(bytes.subarray(0, 4_096).toString('utf8'));
}
