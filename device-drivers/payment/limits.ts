/** What the driver keeps or accepts at most, so that a faulty device cannot fill the memory. The wire's own limits: codec. */
export const LIMITS = {
  /** Connections that the device may have open to our own port. */
  callbackConnections: 2,
  /** Printed parts kept of one receipt that nobody asked for; no device prints more. */
  unsolicitedParts: 500,
  /** Bytes of noise on a serial line that are reported at once. */
  serialNoise: 256,
  /** TLV objects within one another. */
  tlvDepth: 8,
  /** Empty lines of one paper feed. */
  paperFeed: 20,
} as const;
