import type { Permission } from '../../contract/access/permissions.ts';
import type { EpisodeView } from '../../contract/alerting/views.ts';
import { hrefOf } from '../router.ts';

/** Reasons of printers that somebody on site mends by opening the flap. */
const JAMS: readonly (string | null)[] = ['jammed', 'media-jam', 'cutter-error', 'recoverable-error'];

/** Where this alert is mended step by step; `null` where there is no such way, or not for this person. */
export function flowFor(
  { cause, subject, reason, terminalId: terminal }: Pick<EpisodeView, 'cause' | 'subject' | 'reason' | 'terminalId'>,
  may: (permission: Permission) => boolean,
): string | null {
  const isPrinter = subject === 'receipt-printer' || subject === 'page-printer';
  if (cause === 'device' && isPrinter && JAMS.includes(reason) && may('fleet.command'))
    return hrefOf('flow', 'papierstau', { terminal, device: subject });
  if (cause === 'paper-ends') return hrefOf('paper');
  if ((cause === 'offline' || cause === 'certificate-expires') && may('fleet.enrol'))
    return hrefOf('flow', 'geraet-tauschen', { terminal });
  return null;
}
