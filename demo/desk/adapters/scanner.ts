import { z } from 'zod';
import { DOCUMENT_KINDS, type DocumentKind } from '../../../simulators/scanner/index.ts';
import { action, type DeskDevice } from '../contract.ts';
import { press, Switch } from './actions.ts';

/** What the desk needs of a scanner, be it the simulator's or SANE's test backend. */
export interface ScannerHands {
  layDocument(kind: DocumentKind): void;
  removeDocument(): void;
  jam(): void;
  clearJam(): void;
  openCover(): void;
  closeCover(): void;
  setBusy(busy: boolean): void;
  pullCable(): void;
  plugCable(): void;
  state(): {
    readonly connected: boolean;
    readonly cover: 'closed' | 'open';
    readonly jammed: boolean;
    readonly busy: boolean;
    readonly scanning: boolean;
    readonly glass: DocumentKind | null;
  };
  onChange(listener: () => void): () => void;
}

const Document = z.strictObject({ document: z.enum(DOCUMENT_KINDS) });

export function scannerOnDesk(hands: ScannerHands): DeskDevice {
  return {
    id: 'scanner',
    state() {
      const { connected, cover, jammed, busy, scanning, glass } = hands.state();
      const cable = connected ? 'plugged' : 'pulled';
      return { cable, cover, jammed, busy, scanning, glass, documents: DOCUMENT_KINDS };
    },
    actions: {
      layDocument: action(Document, ({ document }) => hands.layDocument(document)),
      removeDocument: press(() => hands.removeDocument()),
      jam: press(() => hands.jam()),
      clearJam: press(() => hands.clearJam()),
      openCover: press(() => hands.openCover()),
      closeCover: press(() => hands.closeCover()),
      busy: action(Switch, ({ on }) => hands.setBusy(on)),
      pullCable: press(() => hands.pullCable()),
      plugCable: press(() => hands.plugCable()),
    },
    onChange: (listener) => hands.onChange(listener),
  };
}
