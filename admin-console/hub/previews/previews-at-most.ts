import { Refusal } from '../../../foundation/errors.ts';

const USUAL = 4;
const MOST = 64;

/** How many previews of drafts there may be at once: `HUB_PREVIEWS`, 0 for none. Refuses with `bad-previews`. */
export function previewsAtMost({ HUB_PREVIEWS }: NodeJS.ProcessEnv): number {
  if (!HUB_PREVIEWS) return USUAL;
  const count = /^\d{1,2}$/.test(HUB_PREVIEWS) ? Number(HUB_PREVIEWS) : Number.NaN;
  if (!(count <= MOST)) throw new Refusal('bad-previews', `HUB_PREVIEWS must be 0 to ${MOST}`);
  return count;
}
