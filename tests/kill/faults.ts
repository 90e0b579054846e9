import type { World } from '../../demo/simulated-world.ts';
import type { Random } from '../../foundation/random.ts';
import { childrenOf } from '../headless/terminal-process.ts';
import type { Link } from './cuttable-link.ts';
import type { Ground } from './kill-stack.ts';
import type { SmallDisk } from './small-disk.ts';

export interface Surroundings {
  readonly ground: Ground;
  readonly links: Readonly<Record<'payment' | 'printer' | 'portal' | 'bills' | 'payments', Link>>;
  /** `null` where it cannot be mounted. */
  readonly disk: SmallDisk | null;
}

export interface Fault {
  readonly name: string;
  /** @returns how it is lifted */
  strike(surroundings: Surroundings, random: Random): () => void;
}

type PortalFault = Parameters<World['portal']['addFault']>[1];

const HOUR = 3_600_000;
const NOTHING = () => {};
const API_STEPS = ['token', 'destination', 'keys', 'announce', 'attachment', 'submit', 'events'] as const;
const API_FAULTS: readonly [PortalFault, ...PortalFault[]] = [
  { kind: 'status', status: 500 },
  { kind: 'status', status: 429, headers: { 'retry-after': '1' } },
  { kind: 'silence' },
  { kind: 'lose-answer' },
  { kind: 'reset' },
];
const ZVT_FRAMES = ['status-information', 'completion', 'intermediate-status'] as const;

/** Everything besides the terminal's own death that may go wrong around it. */
export const FAULTS: readonly [Fault, ...Fault[]] = [
  {
    name: 'network cut',
    strike({ links }, random) {
      const link =
        links[random.pick<keyof Surroundings['links']>(['payment', 'printer', 'portal', 'bills', 'payments'])];
      link.cut();
      return () => link.mend();
    },
  },
  {
    name: 'chunk of the payment dialogue lost',
    strike({ links }, random) {
      links.payment.loseNext(random.pick(['to-device', 'from-device']));
      return () => links.payment.mend();
    },
  },
  {
    name: 'frame of the payment terminal lost',
    strike: ({ ground }, random) =>
      ground.stack.world.payment.behave({ kind: 'drop-next', frame: random.pick(ZVT_FRAMES), times: 1 }),
  },
  {
    name: 'payment terminal goes away at the worst moment',
    strike: ({ ground }, random) =>
      ground.stack.world.payment.behave({
        kind: random.pick(['cut-before-status', 'cut-after-status', 'cut-before-completion']),
        times: 1,
      }),
  },
  {
    name: 'disk full',
    strike({ disk }) {
      disk?.fill();
      return () => disk?.free();
    },
  },
  {
    name: 'clock moved',
    strike({ ground }, random) {
      const clockShift = random.pick([-26 * HOUR, -2 * HOUR, 2 * HOUR, 26 * HOUR, 400 * 24 * HOUR, -400 * 24 * HOUR]);
      ground.plan({ clockShift });
      return () => ground.plan({});
    },
  },
  {
    name: 'session killed',
    strike: ({ ground }, random) => killChild(ground, 'session/main.ts', random),
  },
  {
    name: 'driver killed',
    strike: ({ ground }, random) => killChild(ground, 'driver/main.ts', random),
  },
  {
    name: 'device host killed',
    strike: ({ ground }, random) => killChild(ground, 'attended/main.ts', random),
  },
  {
    name: 'portal answers wrongly',
    strike({ ground }, random) {
      ground.stack.world.portal.addFault(random.pick(API_STEPS), random.pick(API_FAULTS));
      return NOTHING;
    },
  },
  {
    name: 'portal down',
    strike({ ground }) {
      ground.stack.world.portal.setDown(true);
      return () => ground.stack.world.portal.setDown(false);
    },
  },
  {
    name: 'answer of the payment portal lost',
    strike({ ground }) {
      ground.stack.world.payments.loseNextAnswer();
      return NOTHING;
    },
  },
  {
    name: 'payment portal down',
    strike({ ground }) {
      ground.stack.world.payments.setDown(true);
      return () => ground.stack.world.payments.setDown(false);
    },
  },
  {
    name: 'paper out',
    strike({ ground }) {
      ground.stack.world.printer.leaveOnRoll(20);
      return () => ground.stack.world.printer.loadPaper();
    },
  },
];

/** Whatever was struck, and whatever single faults still wait: gone. */
export function liftAll({ ground, links, disk }: Surroundings): void {
  for (const link of Object.values(links)) link.mend();
  disk?.free();
  ground.plan({});
  restore(ground.stack.world);
}

function restore({ portal, printer, payment, payments }: World): void {
  portal.setDown(false);
  payments.setDown(false);
  portal.rejectNext(null);
  printer.loadPaper();
  for (const { id } of printer.papers()) printer.takePaper(id);
  if (payment.state().waitingFor !== null) payment.pressStop();
}

function killChild(ground: Ground, script: string, random: Random): () => void {
  const [first, ...rest] = childrenOf(ground.stack.terminalDirectory).filter(({ command }) => command.includes(script));
  if (!first) return NOTHING;
  try {
    process.kill(random.pick([first, ...rest]).pid, 'SIGKILL');
  } catch {
    // ESRCH: it was about to end anyway.
  }
  return NOTHING;
}
