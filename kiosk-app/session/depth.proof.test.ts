import { expect, test } from 'vitest';
import type { ServiceDefinition } from '../../config/schema/service.ts';
import { Refusal } from '../../foundation/errors.ts';
import type { Delivery } from '../channel/terminal/delivery.ts';
import type { Intent, IntentName } from './contract/intents.ts';
import { stepState } from './machine/state.ts';
import { canRetry } from './machine/steps/pay-rules.ts';
import { MoneyWorld, type Question } from './test-support/money-world.ts';

/**
 * Every order of what citizen, payment terminal, authority, printer, clock and terminal can do around the money, from
 * the review to the wipe, breadth first: each state of the real session machine is visited once, and everything
 * possible there is done once. States are the same if machine, package, what was told and what is being asked are the
 * same; seconds on a running countdown do not tell states apart.
 *
 * `DEPTH=30 npx vitest run kiosk-app/session/depth.proof.test.ts` goes deeper.
 */
const DEPTH = Number(process.env.DEPTH ?? 7);
/** Timers of one-second ticks until the longest countdown of the part is over. */
const PATIENCE = 400;

type Order = ServiceDefinition['order'];

interface Move {
  readonly name: string;
  /** @returns false if it is not possible in this state */
  readonly make: (world: MoneyWorld) => Promise<boolean>;
}

const intents: readonly Intent[] = [
  ...(['confirm', 'pay', 'abort-payment', 'retry', 'back', 'continue', 'finish', 'print-again'] as const),
  // Asked for, a cover is the one of absence with another cause: left to the presence tests.
  ...(['cancel', 'more-time', 'uncover'] as const),
].map((name: IntentName) => ({ name }) as Intent);

const intend = (intent: Intent): Move => ({
  name: intent.name === 'confirm-cancel' ? `confirm-cancel:${intent.sure}` : intent.name,
  make: (world) => world.intend(intent),
});

const ANSWERS: Readonly<Record<Question, Readonly<Record<string, unknown>>>> = {
  'submission.hold': { held: { held: true }, 'storage-full': new Refusal('storage-full') },
  'submission.release': { ok: {}, refused: new Refusal('no-answer') },
  'payment.pay': {
    paid: { kind: 'paid', cardName: null },
    declined: { kind: 'not-paid', reason: 'declined', text: null },
    'end-of-day': { kind: 'not-paid', reason: 'end-of-day-required', text: null },
    unclear: { kind: 'unclear', reference: 'BT-00000001' },
    'already-paid': new Refusal('already-paid'),
    'not-now': new Refusal('portal-unreachable'),
    lost: new Refusal('link-closed'),
  },
  'receipt.print': {
    printed: { kind: 'printed' },
    fault: { kind: 'fault', reason: 'paper-out' },
    'no-printer': { kind: 'no-printer' },
  },
};

const DELIVERIES: Readonly<Record<string, Delivery>> = {
  submitted: { kind: 'submitted' },
  accepted: { kind: 'accepted' },
  rejected: { kind: 'rejected', problems: [], refund: 'none' },
  undeliverable: { kind: 'undeliverable', reason: 'key-refused', refund: 'staff' },
  deferred: { kind: 'deferred', reason: 'portal-down' },
};

const answers = (Object.keys(ANSWERS) as Question[]).flatMap((question) =>
  Object.entries(ANSWERS[question]).map(
    ([name, answer]): Move => ({
      name: `${question}:${name}`,
      async make(world) {
        if (!world.pending.includes(question)) return false;
        await world.answer(question, answer);
        return true;
      },
    }),
  ),
);

/** The authority speaks of what was released here, or by the terminal once it was paid. */
const isUnderWay = (world: MoneyWorld): boolean => {
  const state = world.state.context.application.package?.state;
  return state === 'released' || state === 'paid' || (state === 'paying' && wasReleased(world));
};
const deliveries = Object.entries(DELIVERIES).map(
  ([name, delivery]): Move => ({
    name: `delivery:${name}`,
    async make(world) {
      if (!isUnderWay(world) || world.state.context.delivery?.kind === delivery.kind) return false;
      await world.happen({ type: 'delivery', packageId: world.packageId, delivery });
      return true;
    },
  }),
);

const TIME: Move = {
  name: 'time',
  make: (world) => {
    const before = keyOf(world);
    return world.pass(() => keyOf(world) !== before, PATIENCE);
  },
};
const LEAVE: Move = {
  name: 'forced',
  async make(world) {
    await world.leave();
    return true;
  },
};

const MOVES: readonly Move[] = [
  ...intents.map(intend),
  intend({ name: 'confirm-cancel', sure: true }),
  intend({ name: 'confirm-cancel', sure: false }),
  ...answers,
  ...deliveries,
  TIME,
  {
    name: 'away',
    async make(world) {
      await world.happen({ type: 'presence', present: false });
      return true;
    },
  },
  LEAVE,
];

/** What neither clock nor money depends on: whatever it does, the state must stay as it is. */
const IRRELEVANT: readonly Move[] = [
  {
    name: 'device lost',
    async make(world) {
      const devices = { ...world.state.context.devices, payment: { usable: false, reason: 'offline' } };
      await world.happen({ type: 'devices', devices });
      return true;
    },
  },
  {
    name: 'portal down',
    async make(world) {
      await world.happen({ type: 'portals', portals: { meldebescheinigung: 'down' } });
      return true;
    },
  },
  {
    name: 'maintenance',
    async make(world) {
      await world.happen({ type: 'maintenance', on: true });
      return true;
    },
  },
  {
    name: 'delivery of another package',
    async make(world) {
      const packageId = '99999999-2222-4333-8444-555555555555';
      await world.happen({ type: 'delivery', packageId, delivery: { kind: 'accepted' } });
      return true;
    },
  },
];

/** The part that is walked; back out of the review is another story, told by other tests. */
const PART: readonly string[] = ['review', 'pay', 'submit', 'receipt', 'farewell'];

const isWiped = (world: MoneyWorld): boolean => world.state.value.flow === 'wiping';

const OUTSIDE = 'before the review';

/** Everything that decides what may happen next. */
function keyOf(world: MoneyWorld): string {
  const { state } = world;
  if (isWiped(world)) return 'wiping';
  const { context, value } = state;
  if (!PART.includes(value.flow)) return OUTSIDE;
  const steps = ['review', 'pay', 'submit', 'receipt', 'farewell'] as const;
  const presence = stepState(state, 'presence');
  const pay = stepState(state, 'pay')?.context;
  return JSON.stringify([
    value,
    steps.map((name) => stepState(state, name)?.value ?? null),
    presence?.value,
    presence?.context.cause,
    pay && [canRetry(pay.failure), pay.isRefused],
    stepState(state, 'receipt')?.context.delivery?.kind ?? null,
    stepState(state, 'receipt')?.context.printed ?? null,
    context.application.package?.state ?? null,
    context.delivery?.kind ?? null,
    context.settled?.kind ?? null,
    world.pending,
  ]);
}

/** What was told of the package that is held now: a new one begins anew. */
function ofThisPackage(world: MoneyWorld): MoneyWorld['told'] {
  const from = world.told.findLastIndex(({ name }) => name === 'submission.hold');
  return world.told.slice(Math.max(from, 0));
}
const wasReleased = (world: MoneyWorld): boolean =>
  ofThisPackage(world).some(({ name, answer }) => name === 'submission.release:answered' && !isRefusal(answer));
const isRefusal = (answer: unknown): boolean => answer instanceof Refusal;

const NOT_PAID: readonly unknown[] = [
  ANSWERS['payment.pay'].declined,
  ANSWERS['payment.pay']['end-of-day'],
  ANSWERS['payment.pay']['not-now'],
];

/** Replays what the terminal heard and checks each word against what it had answered before. */
function judgeMoney(order: Order, told: MoneyWorld['told']): void {
  let held = false;
  let released = false;
  let paying = false;
  /** Money moved, or may have. */
  let isMoved = false;
  for (const { name, answer } of told) {
    switch (name) {
      case 'submission.hold':
        [held, released, paying, isMoved] = [false, false, false, false];
        break;
      case 'submission.hold:answered':
        held = !isRefusal(answer);
        break;
      case 'submission.release':
        expect([order, held]).toEqual(['submit-then-pay', true]);
        break;
      case 'submission.release:answered':
        released = !isRefusal(answer);
        break;
      case 'payment.pay':
        expect({ held, paying, isMoved, released }).toEqual({
          held: true,
          paying: false,
          isMoved: false,
          released: order === 'submit-then-pay',
        });
        paying = true;
        break;
      case 'payment.pay:answered':
        paying = false;
        isMoved = !NOT_PAID.includes(answer);
        break;
      case 'submission.drop':
        expect({ paying, isMoved, released }).toEqual({ paying: false, isMoved: false, released: false });
        held = false;
        break;
    }
  }
}

/** The end of a session that nobody forced: nothing is left at the terminal, and what is owed is on paper. */
function judgeEnd(world: MoneyWorld): void {
  const told = ofThisPackage(world).map(({ name }) => name);
  const wasHeld = ofThisPackage(world).some(
    ({ name, answer }) => name === 'submission.hold:answered' && !isRefusal(answer),
  );
  const paid = ofThisPackage(world).findLast(({ name }) => name === 'payment.pay:answered')?.answer;
  const isPaid = paid !== undefined && !NOT_PAID.includes(paid);
  if (wasHeld && !wasReleased(world) && !isPaid) expect(told).toContain('submission.drop');
  if (wasReleased(world) || isPaid) expect(told).toContain('receipt.print');
}

function judgeScreen(world: MoneyWorld): void {
  const snapshot = world.screen();
  expect(snapshot.screen.kind === 'wiping').toBe(isWiped(world));
  expect(JSON.parse(JSON.stringify(snapshot))).toEqual(snapshot);
}

interface Found {
  readonly path: readonly Move[];
  readonly from: string | null;
  readonly by: string;
}

async function replay(order: Order, path: readonly Move[]): Promise<MoneyWorld> {
  const world = await MoneyWorld.atReview(order);
  for (const move of path) await move.make(world);
  return world;
}

interface Explored {
  readonly depth: number;
  readonly states: ReadonlyMap<string, Found>;
  readonly edges: ReadonlyMap<string, ReadonlySet<string>>;
  readonly transitions: number;
  readonly isWhole: boolean;
}

async function explore(order: Order): Promise<Explored> {
  const root = await replay(order, []);
  const states = new Map<string, Found>([[keyOf(root), { path: [], from: null, by: '' }]]);
  const edges = new Map<string, Set<string>>();
  let frontier = [...states.keys()];
  let transitions = 0;
  let depth = 0;
  for (; depth < DEPTH && frontier.length > 0; depth++) {
    const next: string[] = [];
    for (const key of frontier) {
      const path = states.get(key)?.path ?? [];
      const to = new Set<string>();
      edges.set(key, to);
      let world = await replay(order, path);
      for (const move of IRRELEVANT) {
        await move.make(world);
        expect([move.name, keyOf(world)]).toEqual([move.name, key]);
      }
      world.stop();
      world = await replay(order, path);
      for (const move of MOVES) {
        const before = world.told.length;
        const wasPaying = world.pending.includes('payment.pay');
        const isPossible = await move.make(world);
        const reached = keyOf(world);
        // Not possible, and nothing happened: the same world serves the next move.
        if (reached === key && world.told.length === before && (!isPossible || move !== TIME)) continue;
        transitions += 1;
        judgeMoney(order, world.told);
        judgeScreen(world);
        if (wasPaying && move === TIME) expect(world.pending).toContain('payment.pay');
        if (isWiped(world) && move !== LEAVE) judgeEnd(world);
        if (move !== LEAVE) to.add(reached);
        if (!states.has(reached)) {
          states.set(reached, { path: [...path, move], from: key, by: move.name });
          if (reached !== 'wiping' && reached !== OUTSIDE) next.push(reached);
        }
        world.stop();
        world = await replay(order, path);
      }
      world.stop();
    }
    frontier = next;
    if (process.env.DEPTH)
      process.stdout.write(`${order} depth ${depth + 1}: ${states.size} states, ${transitions} transitions\n`);
  }
  return { depth, states, edges, transitions, isWhole: frontier.length === 0 };
}

/** From every state that was explored, something leads to the wipe that is not force. */
function deadEnds({ states, edges }: Explored): readonly string[] {
  const leads = new Set(['wiping', ...[...states.keys()].filter((key) => !edges.has(key))]);
  for (let grew = true; grew; ) {
    grew = false;
    for (const [key, to] of edges) {
      if (leads.has(key) || ![...to].some((next) => leads.has(next))) continue;
      leads.add(key);
      grew = true;
    }
  }
  return [...edges.keys()].filter((key) => !leads.has(key));
}

test.each<Order>(['pay-then-submit', 'submit-then-pay'])(
  '%s: whatever happens, in whatever order: paid at most once, never dropped once paid, always a screen and a way out',
  async (order) => {
    const explored = await explore(order);
    const { states, transitions, depth, isWhole } = explored;
    process.stdout.write(
      `${order}: depth ${depth}${isWhole ? ' (nothing new beyond)' : ''}, ${states.size} states, ${transitions} transitions\n`,
    );
    expect(deadEnds(explored)).toEqual([]);
    // A walk that never gets anywhere proves nothing.
    for (const flow of ['review', 'pay', 'submit', 'receipt', 'farewell']) {
      expect([flow, [...states.keys()].some((key) => key.includes(`"flow":"${flow}"`))]).toEqual([flow, true]);
    }
    expect(states.has('wiping')).toBe(true);
  },
  30 * 60_000,
);
