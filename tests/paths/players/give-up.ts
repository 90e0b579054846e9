import type { Walk } from './player.ts';

/** Leaves in the middle of it, and is sure. */
export async function giveUp(h: Walk['h']): Promise<void> {
  await h.do('cancel');
  await h.do('confirm-cancel', { sure: true });
}
