import { z } from 'zod';
import { Refusal } from '../../../foundation/errors.ts';
import { Listeners } from '../../../foundation/listeners.ts';
import { action } from '../contract.ts';

const Paper = z.strictObject({ id: z.string().max(40) });

/** Where paper comes out of a device. */
interface Tray<P> {
  takePaper(id: string): P | null | undefined;
  papers(): readonly P[];
  onChange(listener: () => void): () => void;
}

/** What a person has taken out of a device's tray and keeps on the desk: at most `most`, the oldest goes to the bin. */
export function keptPaper<P extends { readonly id: string }>(tray: Tray<P>, most: number) {
  const kept: P[] = [];
  const listeners = new Listeners();
  const changed = () => {
    listeners.tell();
  };
  return {
    kept: (): readonly P[] => kept,
    take: action(Paper, ({ id }) => {
      const paper = tray.takePaper(id);
      if (!paper) throw new Refusal('no-such-paper');
      kept.push(paper);
      kept.splice(0, Math.max(0, kept.length - most));
      changed();
    }),
    throwAway: action(Paper, ({ id }) => {
      const at = kept.findIndex((paper) => paper.id === id);
      if (at === -1) throw new Refusal('no-such-paper');
      kept.splice(at, 1);
      changed();
    }),
    onChange(listener: () => void): () => void {
      const leave = listeners.add(listener);
      const stop = tray.onChange(listener);
      return () => {
        leave();
        stop();
      };
    },
    /** On the desk or still in the tray. */
    find: (id: string): P | undefined => [...kept, ...tray.papers()].find((paper) => paper.id === id),
  };
}
