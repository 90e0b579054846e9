import { type Capabilities, offersNumber } from './capabilities.ts';

/**
 * Options of backends that change the image behind the driver's back, with the value that leaves it as it lies there:
 * what a device is set to when it comes from the factory, or from the office next door, is no part of a profile.
 * Names are those of sane-backends 1.1.1. An option is set only where the device lists it, can take it now, and stands
 * differently.
 */
const PLAIN: readonly (readonly [name: string, wanted: readonly string[]])[] = [
  ['preview', ['no']], // nearly all: a coarse picture of the whole glass
  ['compression', ['None']], // fujitsu, canon_dr, kvs, pie: JPEG frames are no PNM
  ['adf-mode', ['Simplex']], // epson, epson2, kodakaio, magicolor
  ['duplex', ['no']], // bh, hs2p, kvs, sharp
  ['button-controlled', ['no']], // pixma: the scan waits for somebody to press a button
  ['hand-scanner', ['no']],
  ['three-pass', ['no']],
  ['negative', ['no']], // sane-airscan, mustek, artec
  ['invert', ['no']],
  ['rotate', ['0', '0 degrees', 'none', 'no']], // Epson Scan 2
  ['mirror', ['no']], // snapscan, hp
  ['flip', ['no']],
  // The driver straightens and crops itself, and only where the profile says so.
  ['swdeskew', ['no']], // fujitsu, canon_dr, genesys, epjitsu
  ['swcrop', ['no']],
  ['swderotate', ['no']],
  ['swdespeck', ['0', 'no']],
  ['swskip', ['0']], // drops pages that it takes for blank
  ['hwdeskewcrop', ['no']], // fujitsu
  ['ald', ['no']], // fujitsu: cuts the page at the paper's lower edge
  ['adf-crp', ['no']], // epsonds
  ['adf-skew', ['no']], // epsonds
  ['auto-crop', ['no']],
  ['autocrop', ['no']],
  ['deskew', ['no', 'off', 'none']],
  ['blank-page-skip', ['off', 'no', 'none']], // Epson Scan 2
] as const;

/** Bits a sample that PNM is asked for: 16 doubles the transfer and shows nothing more. */
const DEPTH = 8;

/** Arguments that make a device deliver the image as it lies there, one byte a sample. */
export function plainImageArguments({ options, current }: Capabilities): readonly string[] {
  const args = offersNumber(options.get('depth'), DEPTH) ? [`--depth=${DEPTH}`] : [];
  for (const [name, wanted] of PLAIN) {
    const values = options.get(name);
    const is = current.get(name);
    if (values === undefined || is === undefined || wanted.some((value) => isSame(value, is))) continue;
    const value =
      values.kind === 'list'
        ? values.values.find((candidate) => wanted.some((one) => isSame(one, candidate)))
        : wanted.find((one) => /^\d+$/.test(one) && offersNumber(values, Number(one)));
    if (value !== undefined) args.push(`--${name}=${value}`);
  }
  return args;
}

const isSame = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();
