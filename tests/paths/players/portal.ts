import { Personal } from '../../../foundation/personal.ts';
import type { Player } from './player.ts';

/** A web site: it comes at once, or is asked for once more; something on it is blocked; and the person is done. */
export const portal: Player = {
  async act({ h, once }, way) {
    const { phase } = h.screen('portal');
    switch (phase.kind) {
      case 'opening':
        if (way.id === 'unreachable-once' && once('unreachable'))
          h.portalView.tell({ kind: 'failed', reason: 'unreachable' });
        else h.portalView.tell({ kind: 'loading', on: false });
        return h.settle();
      case 'failed':
        return h.do('retry');
      case 'viewing':
        if (phase.told) return h.do('portal-ok');
        if (way.id !== 'blocked' || !once('blocked')) return h.do('finish');
        h.portalView.tell({ kind: 'blocked', reason: 'host', host: new Personal('anderswo.example') });
        return h.settle();
      default:
        throw new Error(`stands at ${phase.kind}`);
    }
  },
};
