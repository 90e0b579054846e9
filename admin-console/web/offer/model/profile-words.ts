import type { ScanProfile } from '../../../../device-drivers/scanner/contract.ts';
import type { Say } from '../../texts.ts';

/** "Vorlagenglas, Farbe, 200 dpi": what people call a way of scanning. */
export const profileWords = ({ source, mode, resolution }: ScanProfile, say: Say): string =>
  [say(`offer.scan.source.${source}`), say(`offer.scan.mode.${mode}`), `${resolution} dpi`].join(', ');
