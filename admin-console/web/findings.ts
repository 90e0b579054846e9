import type { TerminalFinding } from '../contract/terminals/judgement.ts';
import type { Say } from './texts.ts';

/** "Belegdrucker: Papier leer". */
export function findingWords({ kind, subject, reason }: TerminalFinding, say: Say): string {
  switch (kind) {
    case 'mode':
      return say(`mode-reason.${reason}`);
    case 'card':
      return say('card.left');
    case 'device':
      return `${say(`device.${subject}`)}: ${deviceReason(reason, say)}`;
    case 'portal':
      return `${portalName(subject, say)}: ${say('portal.down')}`;
    case 'service':
      return `${subject}: ${say(`service-reason.${reason}`)}`;
  }
}

/** A portal of its own name, or the one a service is delivered to. */
export const portalName = (name: string, say: Say): string =>
  name.startsWith('portal:')
    ? say(`portal-name.${name.slice('portal:'.length)}`)
    : say('portal-name.of', { service: name });

/** The device's own reason, or its state where it gave none. */
function deviceReason(reason: string, say: Say): string {
  const words = say(`reason.${reason}`);
  return words === reason ? say(`state.${reason}`) : words;
}
