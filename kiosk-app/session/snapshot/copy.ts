import type { CopyView } from '../contract/screens/receipt.ts';
import { isCopyOffered } from '../machine/rules.ts';
import { type SessionState, stepState } from '../machine/state.ts';

/** The copy on paper beside the receipt; what was begun stays on the screen, whatever becomes of the printer. */
export function copyView(state: SessionState): CopyView | null {
  const copy = stepState(state, 'copy');
  if (!copy) return null;
  const { done, trouble, fault, partial, package: held } = copy.context;
  if (copy.matches('printing')) {
    const { pages } = held.document;
    return { kind: 'printing', done: Math.min(done, pages), pages, trouble };
  }
  if (copy.matches('printed')) return { kind: 'printed' };
  if (copy.matches('fault')) return { kind: 'fault', reason: fault, partial };
  return isCopyOffered(state) ? { kind: 'offered' } : null;
}
