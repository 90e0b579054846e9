import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { EidChoice } from '../../demo/demo-site.ts';
import type { World } from '../../demo/simulated-world.ts';
import type { Stack } from '../../demo/stack.ts';
import { type Clock, delay, systemClock } from '../../foundation/clock.ts';
import { Refusal } from '../../foundation/errors.ts';
import { Citizen } from './citizen.ts';
import type { Person } from './people.ts';
import { openStackAndBrowser, type StackAndBrowser } from './stack-and-browser.ts';

const LOOK_EVERY = 25;
const PATIENCE = 30_000;

export const VIEWPORTS = { portrait: { width: 1080, height: 1920 }, landscape: { width: 1920, height: 1080 } } as const;

/** A town hall corner, and one person in front of it. */
export interface Stage extends Omit<StackAndBrowser, 'close'> {
  readonly stack: Stack;
  readonly citizen: Citizen;
  readonly page: Page;
  readonly person: Person;
  /** Pictures and findings for people. */
  readonly out: string;
  /** What came to the authority since the person stands there, the last one first. */
  cases(): ReturnType<World['portal']['cases']>;
  /** What the payment terminal has booked since. */
  ledger(): ReturnType<World['payment']['ledger']>;
  /** What was opened at the payment portal since. */
  online(): ReturnType<World['payments']['transactions']>;
  /** Waits for something to become true in the simulated world. @throws Refusal `never-happened` with `what` */
  until(what: string, holds: () => boolean): Promise<void>;
}

export interface Visit {
  readonly out: string;
  readonly viewport: keyof typeof VIEWPORTS;
  readonly person: Person;
}

/** The next person steps up. */
export async function enterStage(place: StackAndBrowser, visit: Visit, clock: Clock = systemClock): Promise<Stage> {
  const { stack, page, traces, isWatched } = place;
  const { out, person } = visit;
  await page.setViewportSize(VIEWPORTS[visit.viewport]);
  return {
    stack,
    page,
    traces,
    isWatched,
    person,
    out,
    citizen: new Citizen(() => page, out, isWatched),
    ...sinceNow(stack.world),
    async until(what, holds) {
      const end = clock.monotonic() + PATIENCE;
      while (!holds()) {
        if (clock.monotonic() > end) throw new Refusal('never-happened', what);
        await delay(clock, LOOK_EVERY);
      }
    },
  };
}

/** Remembers what is there already, so that one person's concerns are told from those of the people before. */
export function sinceNow({ portal, payment, payments }: World): Pick<Stage, 'cases' | 'ledger' | 'online'> {
  const earlier = new Set(portal.cases().map(({ caseId }) => caseId));
  const from = payment.ledger().length;
  const opened = payments.transactions().length;
  return {
    cases: () => portal.cases().filter(({ caseId }) => !earlier.has(caseId)),
    ledger: () => payment.ledger().slice(from),
    online: () => payments.transactions().slice(opened),
  };
}

/** A stack of its own for one person. */
export async function openStage(
  options: Visit & { readonly eid: EidChoice; readonly isWatched: boolean; readonly hasWallet?: boolean },
): Promise<Stage & { close(): Promise<void> }> {
  const place = await openStackAndBrowser({ ...options, traces: join(options.out, 'traces') });
  try {
    return { ...(await enterStage(place, options)), close: place.close };
  } catch (thrown) {
    await place.close();
    throw thrown;
  }
}
