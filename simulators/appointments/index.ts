import type { Clock } from '../../foundation/clock.ts';
import { Listeners } from '../../foundation/listeners.ts';
import { type Log, silentLog } from '../../foundation/log.ts';
import { type Call, readBody, sendJson, serve } from '../http/server.ts';
import { type AppointmentCalls, appointmentCalls } from './calls.ts';
import { Diary, type DiaryEntry } from './diary.ts';
import { ApiError, type ErrorCode, sendError } from './errors.ts';
import { SAMPLE_TOWN, type SimulatedTown } from './sample-town.ts';

/** What goes wrong with calls of one kind. `silent-after` and `broken-after`: done, and nobody hears of it. */
export type AppointmentTrouble =
  | { readonly kind: 'error'; readonly errorCode: ErrorCode }
  | { readonly kind: 'silent-after' }
  | { readonly kind: 'broken-after' };

/** The appointment system of the demo town: the open citizen API of "ZMS" (github.com/it-at-m/eappointment), on loopback. */
export interface AppointmentSystem {
  readonly port: number;
  readonly url: string;
  entries(): readonly DiaryEntry[];
  take(officeId: number, at: number): void;
  expire(): void;
  /** Resets every connection. */
  setDown(down: boolean): void;
  /** For calls of one kind (`confirm-appointment`, …), so many times. */
  setTrouble(call: keyof AppointmentCalls, trouble: AppointmentTrouble | null, times?: number): void;
  /** Calls a minute and address; the real system's own setting is 60. */
  setLimit(perMinute: number): void;
  calls(): readonly string[];
  state(): { readonly down: boolean; readonly entries: readonly DiaryEntry[] };
  onChange(listener: () => void): () => void;
  reset(): void;
  stop(): Promise<void>;
}

const MINUTE = 60_000;
const RATE_LIMIT = 60;
const MOST_BYTES = 100_000;

/** @throws Refusal `port-in-use` */
export async function startAppointmentSystem(options: {
  /** 0: any free one. */
  readonly port: number;
  readonly clock: Clock;
  readonly town?: SimulatedTown;
  readonly log?: Log;
}): Promise<AppointmentSystem> {
  const { clock, town = SAMPLE_TOWN } = options;
  const diary = new Diary(town, clock);
  const listeners = new Listeners();
  const troubles = new Map<string, { readonly trouble: AppointmentTrouble; left: number }>();
  let down = false;
  let limit = RATE_LIMIT;
  let calls: string[] = [];
  let window = { since: clock.now(), count: 0 };

  const isLimited = (): boolean => {
    if (clock.now() - window.since >= MINUTE) window = { since: clock.now(), count: 0 };
    window.count++;
    return window.count > limit;
  };
  const troubleOf = (name: string): AppointmentTrouble | null => {
    const found = troubles.get(name);
    if (!found || found.left === 0) return null;
    found.left--;
    return found.trouble;
  };

  const handlers = appointmentCalls(town, diary);
  const answer = async (name: keyof AppointmentCalls, { request, response, url }: Call) => {
    calls.push(name);
    if (isLimited()) return sendError(response, 'rateLimitExceeded');
    const trouble = troubleOf(name);
    try {
      if (trouble?.kind === 'error') throw new ApiError(trouble.errorCode);
      const told = request.method === 'POST' ? parsed(await readBody(request, MOST_BYTES)) : {};
      const result = handlers[name](told, url.searchParams);
      listeners.tell();
      if (trouble?.kind === 'broken-after') return void request.socket.resetAndDestroy();
      // Whoever asked waits until their own patience ends.
      if (trouble?.kind === 'silent-after') return;
      response.setHeader('X-RateLimit-Limit', String(limit));
      sendJson(response, 200, result);
    } catch (thrown) {
      if (!(thrown instanceof ApiError)) throw thrown;
      sendError(response, thrown.errorCode);
    }
  };
  const GETS: readonly (keyof AppointmentCalls)[] = ['offices-and-services', 'available-calendar', 'appointment'];
  const server = await serve({
    port: options.port,
    log: options.log ?? silentLog,
    before: ({ request }) => {
      if (down) request.socket.resetAndDestroy();
    },
    routes: (Object.keys(handlers) as (keyof AppointmentCalls)[]).map((name) => ({
      method: GETS.includes(name) ? 'GET' : 'POST',
      path: `/api/citizen/${name}/`,
      handle: (call) => answer(name, call),
    })),
  });

  return {
    port: server.port,
    url: `http://127.0.0.1:${server.port}/api/citizen`,
    entries: () => diary.entries(),
    take: (officeId, at) => diary.take(officeId, at),
    expire: () => diary.expire(),
    setDown(value) {
      down = value;
      listeners.tell();
    },
    setTrouble(call, trouble, times = 1) {
      if (trouble) troubles.set(call, { trouble, left: times });
      else troubles.delete(call);
    },
    setLimit(perMinute) {
      limit = perMinute;
      window = { since: clock.now(), count: 0 };
    },
    calls: () => calls,
    state: () => ({ down, entries: diary.entries() }),
    onChange: (listener) => listeners.add(listener),
    reset() {
      diary.clear();
      troubles.clear();
      down = false;
      limit = RATE_LIMIT;
      calls = [];
      window = { since: clock.now(), count: 0 };
      listeners.tell();
    },
    stop: () => server.close(),
  };
}

function parsed(body: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(body);
    if (typeof value === 'object' && value !== null) return { ...value };
  } catch {
    // Answered like any other wrong request.
  }
  throw new ApiError('invalidRequest');
}
