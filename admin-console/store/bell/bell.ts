/**
 * Tells hub processes that rows wait for them, and which kind of rows. What is told is never lost for good: whoever
 * listens is also called at every sweep (`DELAYS.bellSweep`), because a notification may be.
 */
export interface Bell {
  /**
   * Calls made within `DELAYS.bellGather` become one for each process and subject. Call it after the transaction that
   * wrote the rows has ended.
   */
  ring(processId: string, subject: BellSubject): void;
  /** @returns ends that */
  onRing(subject: BellSubject, listener: () => void): () => void;
  close(): Promise<void>;
}

/** What to look at: commands for terminals linked here, links to be closed, what open pages show, what terminals should run. */
export type BellSubject = 'commands' | 'links' | 'pages' | 'configuration';
export const BELL_SUBJECTS: readonly BellSubject[] = ['commands', 'links', 'pages', 'configuration'];
