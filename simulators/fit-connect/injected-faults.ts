import { type Clock, delay } from '../../foundation/clock.ts';
import { type Call, type Handler, HttpProblem, sendJson } from '../http/server.ts';

/** The steps of the interface, for faults that shall hit one of them. */
export type ApiStep =
  | 'token'
  | 'destination'
  | 'keys'
  | 'announce'
  | 'attachment'
  | 'submit'
  | 'events'
  | 'signing-keys';

export interface Reply {
  readonly status: number;
  /** Absent: an answer without a body. */
  readonly body?: unknown;
}

export type ApiHandler = (call: Call) => Promise<Reply> | Reply;

export type ApiFault =
  /** The portal does what it was asked, and the answer is lost on the line. */
  | { readonly kind: 'lose-answer' }
  /** The portal does nothing and answers with this status. */
  | { readonly kind: 'status'; readonly status: number; readonly headers?: Readonly<Record<string, string>> }
  /** Nothing is done and nothing comes back until the caller gives up. */
  | { readonly kind: 'silence' }
  /** The connection breaks before anything is done. */
  | { readonly kind: 'reset' }
  /** This instead of the right answer, with status 200. */
  | { readonly kind: 'garbage'; readonly body: string };

/** Stands before every call of the portal's interface: outage, slowness and single faults. */
export class InjectedFaults {
  down = false;
  slowMs = 0;
  readonly #faults = new Map<ApiStep, ApiFault[]>();
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** The next call of `step` meets this fault; several wait in a row. */
  add(step: ApiStep, fault: ApiFault): void {
    this.#faults.set(step, [...(this.#faults.get(step) ?? []), fault]);
  }

  wrap(step: ApiStep, handler: ApiHandler): Handler {
    return async (call) => {
      if (this.down) return reset(call);
      if (this.slowMs > 0) await delay(this.#clock, this.slowMs);
      const fault = this.#faults.get(step)?.shift();
      if (fault === undefined) return answer(call, await withAddress(handler, call));
      switch (fault.kind) {
        case 'lose-answer':
          await withAddress(handler, call);
          return reset(call);
        case 'status':
          throw new HttpProblem(fault.status, `fault-${fault.status}`, '', fault.headers);
        case 'silence':
          return;
        case 'reset':
          return reset(call);
        case 'garbage':
          call.response.end(fault.body);
          return;
      }
    };
  }
}

/** FIT-Connect's problem details name their kind by its address (RFC 9457). */
const PROBLEMS = 'https://schema.fitko.de/fit-connect/submission-api/problems/';

async function withAddress(handler: ApiHandler, call: Call): Promise<Reply> {
  try {
    return await handler(call);
  } catch (thrown) {
    if (!(thrown instanceof HttpProblem)) throw thrown;
    throw new HttpProblem(thrown.status, `${PROBLEMS}${thrown.reason}`, thrown.detail, thrown.headers);
  }
}

function answer({ response }: Call, reply: Reply): void {
  if (reply.body !== undefined) {
    sendJson(response, reply.status, reply.body);
    return;
  }
  response.statusCode = reply.status;
  response.end();
}

const reset = ({ request }: Call): void => {
  request.socket.resetAndDestroy();
};
