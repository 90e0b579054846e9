import { type Clock, delay } from '../../foundation/clock.ts';
import { Refusal } from '../../foundation/errors.ts';
import { code, type Log } from '../../foundation/log.ts';
import type { Transport } from '../../foundation/rpc/contract.ts';
import { createPeer } from '../../foundation/rpc/peer.ts';
import { Turns } from '../../foundation/turns.ts';
import type { ShownConfiguration } from '../terminal/sessions/start-params.ts';
import { type PreviewAct, previewingSide, previewSide } from './contract.ts';
import { DELAYS } from './delays.ts';
import { Hands } from './hands.ts';
import { type RehearsalSession, startRehearsal } from './rehearsal-session.ts';
import { rehearsalConfiguration } from './rehearsal-site.ts';
import { screenOf } from './screen.ts';
import { type Goal, goalOf, START } from './walk.ts';

export interface PreviewSurroundings {
  /** To the hub: the IPC pipe of the process. */
  readonly transport: Transport;
  readonly clock: Clock;
  readonly log: Log;
}

interface Running {
  readonly number: number;
  readonly hands: Hands;
  readonly session: RehearsalSession;
}

/** One citizen's screen after the other, of whatever files came last. @returns resolves when the hub is gone */
export async function runPreview({ transport, clock, log }: PreviewSurroundings): Promise<void> {
  const turns = new Turns();
  let loaded: { readonly configuration: ShownConfiguration; readonly uiDirectory: string } | null = null;
  let running: Running | null = null;
  let moment: number | null = null;
  let count = 0;
  let told = '';

  const hub = createPeer({
    transport,
    local: previewSide,
    remote: previewingSide,
    handlers: {
      methods: {
        load: ({ files, uiDirectory }) =>
          turns.take(async () => {
            const goal = here();
            loaded = { configuration: rehearsalConfiguration(files), uiDirectory };
            await begin(goal);
            return {};
          }),
        token: () =>
          turns.take(async () => {
            const { number, session } = mustRun();
            return { session: number, token: await session.token() };
          }),
        act: async ({ act: asked }) => {
          await act(asked);
          return {};
        },
      },
      notifications: {},
    },
    log,
    clock,
  });

  function mustRun(): Running {
    if (!running) throw new Refusal('not-started');
    return running;
  }

  /** Where the person is, to be taken there again. */
  function here(): Goal {
    const snapshot = running?.session.page.snapshot;
    return snapshot ? goalOf(snapshot) : START;
  }

  async function begin(goal: Goal): Promise<void> {
    if (!loaded) throw new Refusal('not-started');
    const number = ++count;
    const before = running;
    const hands = new Hands(clock, () => tellScreen(number), before?.hands.choices);
    const session = await startRehearsal({
      ...loaded,
      hands,
      goal,
      moment,
      onSnapshot: () => tellScreen(number),
      clock,
      log,
    });
    running = { number, hands, session };
    hub.notify('session', { session: number, port: session.port });
    tellScreen(number);
    // The page that people see goes over to the new one first.
    if (before) clock.setTimeout(() => void before.session.end(), DELAYS.handOver);
    void session.gone.then(async () => {
      await delay(clock, DELAYS.nextSession);
      await turns.take(() => (running?.number === number ? begin(START) : undefined));
    });
  }

  function tellScreen(number: number): void {
    const snapshot = running?.number === number ? running.session.page.snapshot : null;
    if (!running || !snapshot || !loaded) return;
    const screen = screenOf(number, snapshot, loaded.configuration, { ...running.hands.now, moment });
    const text = JSON.stringify(screen);
    if (text === told) return;
    told = text;
    hub.notify('screen', screen);
  }

  async function act(asked: PreviewAct): Promise<void> {
    const { hands, session } = mustRun();
    const { page } = session;
    switch (asked.kind) {
      case 'begin': {
        const { serviceId } = asked;
        // Whoever wants to try a service does not stand before a closed door.
        if (serviceId !== null) moment = null;
        return turns.take(() => begin(serviceId === null ? START : { ...here(), place: 'service', serviceId }));
      }
      case 'display': {
        const { kind: _, language, ...display } = asked;
        if (language !== undefined) page.touch({ name: 'choose-language', language });
        if (Object.keys(display).length > 0) page.touch({ name: 'set-display', ...display });
        return;
      }
      case 'moment':
        moment = asked.at;
        return turns.take(() => begin({ ...here(), place: 'start', serviceId: null }));
      case 'devices':
        return hands.choose(asked.choices);
      case 'hand':
        if (!hands.do(asked.act)) throw new Refusal('not-possible-now');
    }
  }

  log.event('info', 'preview.started');
  log.event('info', 'preview.ended', { reason: code(await hub.closed) });
}
