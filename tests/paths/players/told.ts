import type { DocumentLookup, DocumentStatus } from '../../../portals/document-status/contract.ts';
import type { Player, Walk } from './player.ts';

const NUMBER = 'L0PW4711X';

/** The office of a walk: says what the way through the lookup wants, once the number is right. */
export function officeFor(path: Walk['path']): (reference: string) => Promise<DocumentLookup> {
  const id = path.legs.find(({ step }) => step === 'lookup')?.way.id ?? '';
  const status = (['ready', 'in-production', 'collected'] as const).find((one) => one === id) ?? 'ready';
  const document: DocumentStatus = {
    reference: NUMBER,
    document: 'identity-card',
    status,
    since: '2026-01-02',
    counter: null,
  };
  let asked = 0;
  return async (reference) => {
    asked += 1;
    if (asked === 1 && id === 'portal-down') return { kind: 'unavailable' };
    if (asked === 1 && id === 'busy') return { kind: 'busy' };
    return reference === NUMBER ? { kind: 'found', status: document } : { kind: 'unknown' };
  };
}

/** What is told: read, or printed first. */
async function sheet({ h, once }: Walk, id: string): Promise<unknown> {
  const { print, paper } = h.screen('sheet');
  if (print === 'printing') return h.settle();
  if (id === 'gone-back' && once('sheet-back')) return h.do('back');
  const wantsPaper = id !== 'read' && paper !== null;
  return h.do(wantsPaper && once('sheet') ? 'print-sheet' : 'finish');
}

export const information: Player = {
  before({ h }, { id }) {
    if (id === 'paper-out') h.terminal.script.printSlip = () => ({ kind: 'fault', reason: 'paper-out' });
    if (id === 'no-printer') h.session.report({ type: 'devices', devices: {} });
  },
  act: (walk, { id }) => sheet(walk, id),
};

export const lookup: Player = {
  async act(walk, { id }) {
    const { h, once } = walk;
    const { screen } = h.snapshot();
    if (screen.kind === 'sheet') return sheet(walk, id);
    if (screen.kind === 'problem') return h.do(screen.options.includes('retry') ? 'retry' : 'finish');
    if (screen.kind !== 'form' || screen.isWaiting) return h.settle();
    const isWrong = id === 'guessed' || (id === 'mistyped' && once('mistyped'));
    await h.type({ number: isWrong ? 'X0000000X' : NUMBER });
    return h.do('continue');
  },
};

export const printout: Player = {
  before({ h }, { id }) {
    h.session.report({ type: 'devices', devices: { 'page-printer': { usable: true, reason: null } } });
    if (id === 'jammed') h.attended.script.page = () => ({ kind: 'fault', reason: 'media-jam', partial: false });
  },
  act: (walk, { id }) => sheet(walk, id),
};
