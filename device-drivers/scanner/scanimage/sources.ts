import { choose, type OptionValues } from './capabilities.ts';

/**
 * What backends call the glass and the feeder; within a list the first that a device offers is taken. Names are those
 * of sane-backends 1.1.1 (the strings in its libraries) unless another source stands beside them.
 */
const GLASS = [
  /^flatbed$/i, // epson2, epsonds, fujitsu, canon_dr, pixma, genesys, xerox_mfp, escl, sane-airscan; Brother brscan4 "FlatBed"
  /^document ?table$/i, // Epson Scan 2; Image Scan! for Linux (wine, dlls/sane.ds/capability.c)
  /^platen$/i, // escl, WSD (ChromiumOS lorgnette, source names)
  /^normal$/i, // hp, plustek, mustek, u12
  /^fb$/i, // ChromiumOS lorgnette
  /^(document |exposure )?glass$/i,
  /flatbed/i, // avision: other spellings
] as const;

/** One-sided first: a duplex source would deliver the empty backs as pages. */
const FEEDER = [
  /^adf front$/i, // fujitsu, canon_dr, epjitsu, kodak, epsonds, avision
  /^adf simplex$/i, // network scanners (AirSane, ChromiumOS lorgnette)
  /^adf$/i, // hp, xerox_mfp, hp5590, microtek2, sane-airscan
  /^automatic document feeder$/i, // epson2, pixma, kodakaio, magicolor, mustek, test
  /^automatic document feeder ?\((left|centrally|center) aligned\)$/i, // Brother brscan3, brscan4
  /^(document )?feeder$/i, // snapscan, escl
  /^auto ?feeder$/i, // microtek
  /^dp$/i, // Kyocera "document processor" (wine, as above)
  /(adf|feeder)(?!.*(duplex|back))/i,
] as const;

/** Neither glass nor paper feeder: film, slides, the slot for cards, both sides, or whatever the device likes. */
const NEITHER = /adf|feeder|duplex|^dp$|^auto|transparen|tpu|film|slide|negative|positive|card|back|xpa/i;

/** The source a profile means, or `null` if the device has none like it. */
export function sourceFor(profile: 'flatbed' | 'feeder', sources: OptionValues): string | null {
  if (profile === 'feeder') return choose(sources, FEEDER);
  const known = choose(sources, GLASS);
  if (known !== null || sources.kind !== 'list') return known;
  // The only one that is nothing else is the glass, whatever a vendor calls it.
  const unknown = sources.values.filter((value) => !NEITHER.test(value));
  return unknown.length === 1 ? (unknown[0] ?? null) : null;
}
