import type { HelpRequest, HelpStage, Sections, StatusReport } from '../../fleet-link/contract.ts';

/** A terminal that has said hello. */
export interface OpenedLink {
  readonly terminalId: string;
  /** Of this link among all there ever were. */
  readonly linkId: string;
  /** SHA-256 of the certificate in use (DER), lower-case hex. */
  readonly fingerprint: string;
  /** When that certificate, or its authority's, ends: epoch milliseconds. */
  readonly certificateExpiresAt: number;
  readonly site: string;
  readonly state: StatusReport;
}

/** What a hub process has to do with a link that it holds. */
export interface LinkOrder {
  readonly terminalId: string;
  readonly linkId: string;
  readonly kind: 'close' | 'help-taken' | 'wanted' | 'read-log';
  /** Why; the id of the call; of what another version may be wanted, `configuration` or `software`; until when. */
  readonly detail: string | null;
}

/** What the links ask of whatever keeps what is told over them. What several terminals tell is written together. */
export interface LinkStore {
  /** The terminal whose certificate that is and which may link; `undefined`: none. */
  admitted(fingerprint: string): Promise<string | undefined>;
  /** Written when it answers. @returns false if the terminal may not link (any more) */
  opened(link: OpenedLink): Promise<boolean>;
  /** Takes over sections, if that link is still the terminal's newest wherever. Written soon, and not lost meanwhile. */
  changed(terminalId: string, linkId: string, at: number, sections: Sections): void;
  closed(terminalId: string, linkId: string): Promise<void>;
  /** @returns how far that call has come here */
  help(terminalId: string, request: HelpRequest | null): Promise<HelpStage | null>;
  /** Told when there may be orders for this process. @returns ends that */
  onOrders(listener: () => void): () => void;
  /** Each order is given once. */
  takeOrders(): Promise<readonly LinkOrder[]>;
  /** Told when the other processes took this one for dead and its links for ended. @returns ends that */
  onTakenForDead(listener: () => void): () => void;
  /** Told when what a terminal told could not be written for a fault of its own. @returns ends that */
  onUnwritable(listener: (terminalId: string) => void): () => void;
}
