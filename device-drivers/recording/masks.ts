import { codeLinesMask, hidPosMask } from '../code-reader/recording.ts';
import { eidMask } from '../eid/recording.ts';
import { ippMask } from '../page-printer/recording.ts';
import { zvtSerialMask, zvtTcpMask } from '../payment/recording.ts';
import { maskArguments, scanimageMask } from '../scanner/recording.ts';
import { pcscMask } from '../smart-card/recording.ts';
import type { Protocol } from './format.ts';
import { type Mask, plain } from './mask.ts';

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
