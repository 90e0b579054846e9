const GS = 0x1d;
/** cn = 49 of GS ( k: QR code. */
const QR = 49;
const LEVEL_M = 49;

/** GS ( k pL pH cn fn …: the length counts what follows it, low byte first. */
const symbol = (fn: number, ...parameters: readonly number[]): readonly number[] => {
  const length = parameters.length + 2;
  return [GS, 0x28, 0x6b, length & 0xff, length >> 8, QR, fn, ...parameters];
};

/**
 * A QR code of model 2, level M (Epson ESC/POS reference, GS ( k functions 165, 167, 169, 180, 181). The bytes go out
 * as they are: the encoder library writes Latin-1 and turns the rest into "?".
 * @param module dots per module, 1–16
 */
export const qrCode = (data: Uint8Array, module: number): readonly number[] => [
  ...symbol(65, 50, 0),
  ...symbol(67, module),
  ...symbol(69, LEVEL_M),
  ...symbol(80, 48, ...data),
  ...symbol(81, 48),
];
