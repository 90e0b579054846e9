import type { IntentName } from '../../session/contract/intents.ts';

/** What cannot be taken back: it sends, pays, agrees, deletes, or ends the visit with all that stands there. */
const CONFIRMING: ReadonlySet<IntentName> = new Set([
  'consent',
  'confirm',
  'pay',
  'confirm-cancel',
  'finish',
  'not-mine',
  'someone-else',
]);

export const isConfirming = (name: IntentName): boolean => CONFIRMING.has(name);
