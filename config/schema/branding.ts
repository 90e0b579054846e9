import { z } from 'zod';

const Colour = z
  .string()
  .regex(/^#[0-9a-f]{6}$/, 'colour')
  .describe('Red, green and blue, two lower-case hexadecimal digits each: "#1a4480"');

/** A colour and what is written on it. The check refuses a pair of less than 4.5 : 1 (WCAG 2.2, 1.4.3). */
export const ColourPair = z.strictObject({ background: Colour, text: Colour });
export type ColourPair = z.infer<typeof ColourPair>;

/** The municipality's look on the citizen's screen. High contrast keeps its own colours. */
export const Branding = z
  .strictObject({
    logo: z
      .string()
      .regex(/^[a-z][a-z0-9-]{0,39}$/, 'id')
      .nullable()
      .default(null)
      .describe('Name of a picture: the file config/pictures/<name>.json. null: the arms of the sample'),
    bar: ColourPair.nullable().default(null).describe('The bar with logo and name; null: white with dark text'),
    accent: ColourPair.nullable()
      .default(null)
      .describe(
        'Buttons, icons and what is chosen; its background is also written with on white. null: the blue of KERN',
      ),
  })
  .prefault({});
export type Branding = z.infer<typeof Branding>;

/** Characters of base64 of at most 96 KiB: a session carries the logo to every screen. */
const MOST_BASE64 = 131_072;

/** A picture as a file of the configuration. An SVG is shown as an image only, and refused if it could do or fetch anything. */
export const PictureFile = z.strictObject({
  type: z.enum(['image/png', 'image/svg+xml']),
  data: z.base64().min(1).max(MOST_BASE64).describe('The bytes of the file, at most 96 KiB'),
});
export type PictureFile = z.infer<typeof PictureFile>;
