import { ACCESS_ROUTES } from '../../../admin-console/contract/access/access.ts';
import { newKey, withKey } from '../../../admin-console/hub/test-support/key-header.ts';
import { createOwnerLink } from '../../../admin-console/store/access/links.ts';
import type { HubDatabase } from '../../../admin-console/store/database.ts';
import { systemClock } from '../../../foundation/clock.ts';
import { Refusal } from '../../../foundation/errors.ts';
import type { Random } from '../../../foundation/random.ts';
import type { HubProcess } from '../test-support/hub-processes.ts';
import { DELAYS } from './delays.ts';
import { pause } from './wait.ts';

/** The process that was asked has died, or was about to: nobody knows whether it did what was asked. */
class Unanswered extends Error {
  override readonly name = 'Unanswered';
}

/** A program with a key, and the person who releases what it wrote. */
type Caller = 'key' | 'person';
interface Asking {
  readonly as?: Caller;
  /** Left out: any of those that are alive. */
  readonly at?: HubProcess;
}

/** Asks the API of hub processes that may die at any instant. */
export class HubConsole {
  readonly #hubs: () => readonly HubProcess[];
  readonly #random: Random;
  #key: Readonly<Record<string, string>> = {};
  #session = '';
  /** Answers with which a process that lives says that it is broken. */
  readonly broken: string[] = [];

  constructor(hubs: () => readonly HubProcess[], random: Random) {
    this.#hubs = hubs;
    this.#random = random;
  }

  async signIn(db: HubDatabase): Promise<void> {
    const origin = `http://127.0.0.1:${this.#hubs()[0]?.consolePort}`;
    this.#key = withKey(await newKey(origin, await createOwnerLink(db, systemClock)));
    const answer = await fetch(origin + ACCESS_ROUTES.signInLink, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin },
      body: JSON.stringify({ token: await createOwnerLink(db, systemClock) }),
    });
    this.#session = /=([^;]+)/.exec(answer.headers.getSetCookie()[0] ?? '')?.[1] ?? '';
  }

  /** @throws Unanswered; Refusal with the hub's reason */
  async ask<T>(method: 'GET' | 'POST' | 'PUT', path: string, body?: object, asking: Asking = {}): Promise<T> {
    const living = this.#hubs();
    const hub = asking.at ?? living[this.#random.below(living.length)];
    if (!hub) throw new Unanswered();
    const origin = `http://127.0.0.1:${hub.consolePort}`;
    let answer: Response;
    let text: string;
    try {
      answer = await fetch(origin + path, {
        method,
        headers: {
          ...this.headersAt(hub, asking.as ?? 'key'),
          ...(body && { 'content-type': 'application/json' }),
        },
        signal: AbortSignal.timeout(DELAYS.answerWithin),
        ...(body && { body: JSON.stringify(body) }),
      });
      text = await answer.text();
    } catch {
      throw new Unanswered();
    }
    if (answer.ok) return JSON.parse(text) as T;
    if (answer.status < 500) throw new Refusal((JSON.parse(text) as { reason: string }).reason, path);
    if (hub.isAlive()) this.broken.push(`${method} ${path}: ${answer.status} ${text}`);
    throw new Unanswered();
  }

  /** Asks again, another process it may be, until one answers: for what may be asked twice. */
  async insist<T>(method: 'GET' | 'POST' | 'PUT', path: string, body?: object, asking: Asking = {}): Promise<T> {
    for (;;) {
      const answer = await unlessUnanswered(this.ask<T>(method, path, body, asking));
      if (answer !== undefined) return answer;
      await pause(DELAYS.look);
    }
  }

  /** Of what this caller sends along, to this process. */
  headersAt({ consolePort }: HubProcess, as: Caller): Readonly<Record<string, string>> {
    if (as === 'key') return this.#key;
    return { cookie: `bt-session-${consolePort}=${this.#session}`, origin: `http://127.0.0.1:${consolePort}` };
  }
}

/** @returns undefined if nobody knows whether it was done */
export async function unlessUnanswered<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked;
  } catch (thrown) {
    if (thrown instanceof Unanswered) return undefined;
    throw thrown;
  }
}
