import type { Cause } from '../../../contract/terminals/terminal-view.ts';
import { findingWords } from '../../findings.ts';
import type { Say } from '../../texts.ts';

/** "Belegdrucker: Papier leer". */
export const causeWords = ({ kind, subject, reason }: Cause, say: Say): string =>
  kind === 'alert'
    ? say(`cause.${subject}`)
    : findingWords({ kind, subject, reason: reason ?? 'faulty', severity: 'soon' }, say);
