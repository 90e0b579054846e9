/** What the hub may ask a terminal to do. A closed list: nothing else crosses the link, and no program text ever does. */
export const COMMAND_KINDS = [
  'restart-ui',
  'restart-terminal',
  'restart-machine',
  'device-reset',
  'device-health-check',
  'test-receipt',
  'end-of-day',
  'out-of-service',
  'back-in-service',
  'collect-logs',
  'self-test',
  'network-check',
  'screenshot',
  're-enrol',
  'settle-case',
] as const;
export type CommandKind = (typeof COMMAND_KINDS)[number];

/** What both ends know of a kind. */
export interface CommandRule {
  /** May be done while somebody is being served, if whoever gives it says so. */
  readonly mayBeUrgent: boolean;
  /**
   * What becomes of it if the terminal ended in its middle: `again` for what does no harm twice; `interrupted` for what
   * may have happened; `started-anew` for what a new start of the terminal, or of its machine, proves to be done.
   */
  readonly afterInterruption: 'again' | 'interrupted' | 'started-anew';
}

const again = { afterInterruption: 'again' } as const;
const interrupted = { afterInterruption: 'interrupted' } as const;
const startedAnew = { afterInterruption: 'started-anew', mayBeUrgent: true } as const;

/** What takes a device or the screen from whoever uses it is never urgent. */
export const COMMAND_RULES: Readonly<Record<CommandKind, CommandRule>> = {
  'restart-ui': startedAnew,
  'restart-terminal': startedAnew,
  'restart-machine': startedAnew,
  'device-reset': { ...again, mayBeUrgent: false },
  'device-health-check': { ...again, mayBeUrgent: false },
  'test-receipt': { ...interrupted, mayBeUrgent: false },
  'end-of-day': { ...interrupted, mayBeUrgent: false },
  'out-of-service': { ...again, mayBeUrgent: true },
  'back-in-service': { ...again, mayBeUrgent: true },
  'collect-logs': { ...again, mayBeUrgent: true },
  'self-test': { ...again, mayBeUrgent: false },
  'network-check': { ...again, mayBeUrgent: true },
  screenshot: { ...again, mayBeUrgent: false },
  're-enrol': { ...interrupted, mayBeUrgent: false },
  // A journal entry: it takes nothing from whoever stands there, and the journal knows which command it was.
  'settle-case': { ...again, mayBeUrgent: true },
};
