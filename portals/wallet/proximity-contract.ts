/**
 * Presentation at arm's length (ISO/IEC 18013-5, sections 6.3.2 and 9.1): the wallet shows a QR code or is tapped, and
 * answers over BLE or NFC without a network. What a driver for such a reader has to give the verifier; there is none yet,
 * and relying parties need not offer this way (CIR (EU) 2024/2982).
 */
export interface ProximityEngagement {
  /** `DeviceEngagement` as the wallet sent it: CBOR, byte for byte. */
  readonly deviceEngagement: Uint8Array;
  /** The reader's ephemeral `COSE_Key` as it was sent: CBOR, byte for byte. */
  readonly readerKey: Uint8Array;
  /** How they met. For NFC the messages of the negotiation: Handover Select, and Request if there was one. */
  readonly handover:
    | { readonly kind: 'qr' }
    | { readonly kind: 'nfc'; readonly select: Uint8Array; readonly request: Uint8Array | null };
}
