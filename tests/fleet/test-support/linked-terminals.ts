import { join } from 'node:path';
import { expect } from 'vitest';
import type { Hub } from '../../../admin-console/hub/hub.ts';
import type { ConfigurationState } from '../../../fleet-link/configuration.ts';
import { systemClock } from '../../../foundation/clock.ts';
import { silentLog } from '../../../foundation/log.ts';
import type { ConfigurationHub } from '../../../kiosk-app/terminal/configuration/bundles/configuration-keeper.ts';
import { DELAYS } from '../../../kiosk-app/terminal/configuration/delays.ts';
import { HelpDesk } from '../../../kiosk-app/terminal/fleet-link/help-desk.ts';
import { connectHub } from '../../../kiosk-app/terminal/fleet-link/hub-link.ts';
import { enrolTerminal } from '../../../kiosk-app/terminal/fleet-link/identity/enrol.ts';
import { RecentLines } from '../../../kiosk-app/terminal/fleet-link/recent-lines.ts';
import { idleBoard } from '../../../kiosk-app/terminal/test-support/idle-board.ts';

const delays = { ...DELAYS, hubRedialFirst: 50, hubRedialAtMost: 100 };

/** A terminal with the real link of one, and nothing behind it but what it says of its configuration. */
export interface LinkedTerminal {
  readonly id: string;
  /** Digest of what runs; `null`: what lies on the machine. */
  running(): string | null;
  close(): void;
}

/**
 * @param code of its enrolment
 * @param goesBackFrom digests of contents that it takes, and goes back from by itself
 */
export async function linkedTerminal(
  hub: Hub,
  id: string,
  { code, directory, goesBackFrom }: { code: string; directory: string; goesBackFrom: (digest: string) => boolean },
): Promise<LinkedTerminal> {
  const url = `https://localhost:${hub.linkPort}`;
  const identity = join(directory, `identity-${id}`);
  const common = { url, directory: identity, terminalId: id, clock: systemClock, log: silentLog };
  const enrolled = await enrolTerminal({ ...common, code, caFingerprint: hub.caFingerprint });
  expect(enrolled.ok).toBe(true);
  let link: ConfigurationHub | null = null;
  let state: ConfigurationState = { running: null, staged: null, trusted: 0, isOnTrial: false, refused: null };

  async function ask(): Promise<void> {
    const wanted = (await link?.tell(state))?.wanted;
    if (!wanted || !link || wanted.version <= state.trusted) return;
    const before = state.running;
    await link.offer(wanted.version);
    const taken = { running: wanted, trusted: wanted.version };
    await link.tell({ ...state, ...taken, isOnTrial: true });
    const refused = { version: wanted.version, reason: 'session-failed', detail: '' };
    state = goesBackFrom(wanted.digest)
      ? { ...state, running: before, trusted: wanted.version, refused }
      : { ...state, ...taken };
    await link.tell(state);
  }
  const asks = () => void ask().catch(() => {});
  const connected = connectHub({
    ...common,
    site: 'musterstadt-rathaus',
    board: idleBoard().board,
    help: new HelpDesk(systemClock),
    commands: { take() {}, untold: () => null, told() {}, onUntold: () => () => {} },
    treasury: { cases: () => [], newest: () => 0, account: () => null },
    usage: { unsent: () => [], settled: () => {} },
    configuration: {
      linked(hubSide) {
        link = hubSide;
        if (hubSide) asks();
      },
      ask: asks,
    },
    lines: new RecentLines(),
    dialling: { by: 'terminal' },
    delays,
    random: () => 0.5,
  });
  return { id, running: () => state.running?.digest ?? null, close: () => connected.close() };
}
