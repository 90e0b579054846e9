import type { Protocol } from '../format.ts';
import { codeLinesMask, hidPosMask } from './codes.ts';
import { eidMask } from './eid.ts';
import { ippMask } from './ipp.ts';
import { type Mask, plain } from './mask.ts';
import { pcscMask } from './pcsc.ts';
import { maskArguments, scanimageMask } from './scanimage.ts';
import { zvtSerialMask, zvtTcpMask } from './zvt.ts';

/** Makes the mask of one connection; `about` are a child process's arguments. */
const MASKS: Readonly<Record<Protocol, (about: readonly string[]) => Mask>> = {
  'zvt-tcp': zvtTcpMask,
  'zvt-serial': zvtSerialMask,
  // Receipts are free of names by the printer's contract.
  escpos: plain,
  'ausweisapp-sdk': eidMask,
  scanimage: scanimageMask,
  'code-reader-lines': codeLinesMask,
  'code-reader-hid-pos': hidPosMask,
  // Arrows and a headset: no text is typed on it.
  'keypad-hid': plain,
  ipp: ippMask,
  pcsc: pcscMask,
  // Whether somebody stands there; not who.
  iio: plain,
};

export const maskFor = (protocol: Protocol, about: readonly string[]): Mask => MASKS[protocol](about);
export { maskArguments };
