/** Faults a test or the simulator desk can switch on, each as a broken service shows it. */
export const FAULTS = [
  'server-error', // answers 503 to everything
  'wrong-psk', // the channel's key is not the token's
  'wrong-certificate-hash', // the description lists another TLS certificate
] as const;
export type FaultName = (typeof FAULTS)[number];
