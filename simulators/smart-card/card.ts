/** A chip card as its reader meets it. */
export interface VirtualCard {
  /** Answer to reset; empty for a card that does not answer. */
  readonly atr: Uint8Array;
  /** Power on, power off, reset: whatever was selected is forgotten. */
  reset(): void;
  /** Answers one command APDU with data and status word. `null`: does not answer any more. */
  respond(command: Uint8Array): Uint8Array | null;
}

/** T=1 only, no historical bytes (ISO 7816-3, 8.2): 3B 80 80 01 01. */
export const PLAIN_ATR = Uint8Array.from([0x3b, 0x80, 0x80, 0x01, 0x01]);

/** A card of some other kind: knows no application (ISO 7816-4: 6A 82). */
export const plainCard = (): VirtualCard => ({
  atr: PLAIN_ATR,
  reset() {},
  respond: () => Uint8Array.from([0x6a, 0x82]),
});
