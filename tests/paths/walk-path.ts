import type { ServiceDefinition } from '../../config/schema/service.ts';
import type { StepId } from '../../kiosk-app/session/contract/journey.ts';
import type { ProblemScreen } from '../../kiosk-app/session/contract/screens/problem.ts';
import type { Screen } from '../../kiosk-app/session/contract/snapshot.ts';
import { createFakePersonAppointments } from '../../kiosk-app/session/test-support/fake-appointments.ts';
import { createFakeWallet } from '../../kiosk-app/session/test-support/fake-wallet.ts';
import { createHarness, type Harness } from '../../kiosk-app/session/test-support/harness.ts';
import { sampleStart } from '../../kiosk-app/session/test-support/sample-start.ts';
import type { Path, Way } from './path.ts';
import { appointment } from './players/appointment.ts';
import { pay, receipt, review, submit } from './players/conclusion.ts';
import { identify, pinChange, recipient } from './players/identity.ts';
import type { Player, Walk } from './players/player.ts';
import { portal } from './players/portal.ts';
import { bill, evidence, form, reply } from './players/request.ts';
import { information, lookup, officeFor, printout } from './players/told.ts';

const PLAYERS: Readonly<Record<StepId, Player>> = {
  identify,
  'pin-change': pinChange,
  recipient,
  bill,
  form,
  evidence,
  reply,
  review,
  pay,
  submit,
  receipt,
  appointment,
  portal,
  information,
  lookup,
  printout,
};

/** Problems that no second try mends. */
const DEAD_ENDS: readonly ProblemScreen['problem'][] = ['no-eid', 'lives-elsewhere', 'card-lacks'];

/** Epoch seconds of an appointment that was booked before. */
const SLOT = 2_000_000_000;
/** More acts than the longest visit needs. */
const MOST_ACTS = 200;

export interface Walked {
  /** In the order in which they stood there, each once. */
  readonly screens: readonly Screen[];
  readonly outcome: string;
  readonly h: Harness;
}

/**
 * Walks one path with the real session machine; devices, portals and the terminal's end are played, time is simulated.
 * @throws Error if it leads elsewhere than the path says, or nowhere
 */
export async function walkPath(path: Path, service: ServiceDefinition, hasWallet: boolean): Promise<Walked> {
  const wallet = hasWallet ? createFakeWallet() : null;
  const { services, ...start } = sampleStart();
  const h = createHarness({
    wallet,
    appointments: createFakePersonAppointments(SLOT),
    documentStatus: { lookup: officeFor(path) },
    start: { ...start, services: [service], site: { ...start.site, paysOnline: true } },
  });
  void services;
  const done = new Set<string>();
  const walk: Walk = {
    ...{ h, wallet, service, path },
    once: (what) => !done.has(what) && Boolean(done.add(what)),
  };
  for (const { step, way } of path.legs) PLAYERS[step].before?.(walk, way);
  const screens: Screen[] = [];
  try {
    await h.do('start');
    await h.do('continue');
    await h.do('choose-service', { service: service.id });
    await h.do('begin');
    for (let act = 0; act < MOST_ACTS; act++) {
      const { screen } = h.snapshot();
      screens.push(screen);
      if (screen.kind === 'wiping') return { screens, outcome: await h.session.ended, h };
      await next(walk);
    }
    throw new Error(`stands still at ${JSON.stringify(h.snapshot().screen)}`);
  } finally {
    h.session.stop();
  }
}

function next(walk: Walk): unknown {
  const { h, path } = walk;
  const { screen, journey, overlay } = h.snapshot();
  if (overlay?.kind === 'idle-warning') return h.do('more-time');
  if (screen.kind === 'farewell') return h.settle(60_000);
  if (screen.kind === 'catalogue' || screen.kind === 'service-info') throw new Error(`back at ${screen.kind}`);
  // Told what is missing: the person goes.
  if (screen.kind === 'problem' && DEAD_ENDS.includes(screen.problem)) return h.do('finish');
  const at = screen.kind === 'pin-change' ? 'pin-change' : journey?.steps.find(({ state }) => state === 'current')?.id;
  const leg = path.legs.find(({ step }) => step === at) ?? usual(at);
  return PLAYERS[leg.step].act(walk, leg.way);
}

/** A step that the path has behind itself, and that was gone back to. */
function usual(at: string | undefined): { readonly step: StepId; readonly way: Way } {
  const step = (Object.keys(PLAYERS) as StepId[]).find((id) => id === at);
  if (!step) throw new Error(`nobody plays ${at}`);
  return { step, way: { id: 'usual', kind: 'choice' } };
}
