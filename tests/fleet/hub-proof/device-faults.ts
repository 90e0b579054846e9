import { ALERTING_ROUTES } from '../../../admin-console/contract/alerting/alerting-routes.ts';
import { DEFAULT_RULES } from '../../../admin-console/contract/alerting/rules.ts';
import type { HubDatabase } from '../../../admin-console/store/database.ts';
import type { Random } from '../../../foundation/random.ts';
import { DELAYS } from './delays.ts';
import type { HubConsole } from './hub-console.ts';
import { DEVICES, type ProofTerminal } from './proof-terminal.ts';
import { comesTrue, pauseUpTo } from './wait.ts';
import { type ReceivedAlert, WebhookReceiver } from './webhook-receiver.ts';

const TENANT = 'default';

/** A device that failed, or works again; both must be told. */
export interface Happening {
  readonly terminalId: string;
  readonly subject: string;
  readonly kind: 'opened' | 'recovered';
}

export interface AlertFigures {
  readonly happened: number;
  /** Messages, and how many of them had come before. */
  readonly messages: number;
  readonly repeated: number;
  readonly missing: readonly string[];
  readonly doubled: readonly string[];
  readonly forged: number;
}

/** Lets devices fail and recover, each time until somebody was told, and keeps both what happened and what was told. */
export class DeviceFaults {
  readonly #receiver: WebhookReceiver;
  readonly #console: HubConsole;
  readonly #db: HubDatabase;
  readonly #terminals: readonly ProofTerminal[];
  readonly #random: Random;
  readonly #happened: Happening[] = [];

  constructor(console: HubConsole, db: HubDatabase, terminals: readonly ProofTerminal[], random: Random) {
    this.#console = console;
    this.#db = db;
    this.#terminals = terminals;
    this.#random = random;
    this.#receiver = new WebhookReceiver(random);
  }

  /** A channel, and rules by which a device is told at once. Nobody must be killed meanwhile. */
  async prepare(): Promise<void> {
    const to = [await this.#receiver.start()];
    const channel = { kind: 'webhook', name: 'proof', language: 'de', to };
    const { secret } = await this.#console.ask<{ secret: string }>('POST', ALERTING_ROUTES.channels(TENANT), channel);
    this.#receiver.believes(secret);
    const steps = [{ afterMinutes: 0, minSeverity: 'note', causes: null, to: [{ kind: 'all' }] }];
    const causes = { device: { graceMinutes: 0, recoveryMinutes: 0 } };
    const body = { ...DEFAULT_RULES, causes, steps, gatherSeconds: 1 };
    await this.#console.ask('PUT', ALERTING_ROUTES.rules(TENANT), { version: 0, body, reason: 'proof' });
  }

  async run(over: AbortSignal): Promise<void> {
    await Promise.all(this.#terminals.map((terminal) => this.#runAt(terminal, over)));
  }

  async #runAt(terminal: ProofTerminal, over: AbortSignal): Promise<void> {
    while (!over.aborted) {
      const subject = this.#random.pick(DEVICES);
      for (const kind of ['opened', 'recovered'] as const) {
        await pauseUpTo(DELAYS.faultEvery, this.#random, over);
        // A fault that has begun recovers; none begins when it is over.
        if (kind === 'opened' && over.aborted) return;
        const happening = { terminalId: terminal.id, subject, kind };
        this.#happened.push(happening);
        terminal.setDown(subject, kind === 'opened');
        // What is not told stays as it is: the verdict finds it.
        if (!(await comesTrue(() => this.#isTold(happening), DELAYS.toldWithin, DELAYS.lookSlowly))) return;
      }
    }
  }

  #isTold(happening: Happening): boolean {
    const episodes = this.#receiver.received.filter((one) => isSame(one, happening)).map(({ episodeId }) => episodeId);
    return new Set(episodes).size >= this.#happened.filter((one) => isSame(one, happening)).length;
  }

  /** Waits until no message is under way any more: one may still come again. */
  async settle(): Promise<AlertFigures> {
    const isUnderWay = this.#db.selectFrom('alertNotice').select('id').where('state', 'in', ['waiting', 'sending']);
    await comesTrue(
      async () => (await isUnderWay.executeTakeFirst()) === undefined,
      DELAYS.toldWithin,
      DELAYS.lookSlowly,
    );
    const { received, messages, forged } = this.#receiver;
    const repeated = messages - new Set(received.map(({ webhookId }) => webhookId)).size - forged;
    return { ...judgeAlerts(this.#happened, received), messages, repeated, forged };
  }

  stop(): void {
    this.#receiver.stop();
  }
}

const isSame = (a: Happening, b: Happening): boolean =>
  a.terminalId === b.terminalId && a.subject === b.subject && a.kind === b.kind;

/** Each happening is one episode's, told with one id, however often that came. */
export function judgeAlerts(
  happened: readonly Happening[],
  received: readonly ReceivedAlert[],
): Pick<AlertFigures, 'happened' | 'missing' | 'doubled'> {
  const missing: string[] = [];
  const doubled: string[] = [];
  const nameOf = ({ terminalId, subject, kind }: Happening) => `${terminalId} ${subject} ${kind}`;
  const told = Map.groupBy(received, nameOf);
  const due = Map.groupBy(happened, nameOf);
  for (const name of new Set([...told.keys(), ...due.keys()])) {
    const wanted = due.get(name)?.length ?? 0;
    const byEpisode = Map.groupBy(told.get(name) ?? [], ({ episodeId }) => episodeId);
    if (byEpisode.size < wanted) missing.push(`${name}: ${byEpisode.size} of ${wanted}`);
    if (byEpisode.size > wanted) doubled.push(`${name}: ${byEpisode.size} episodes instead of ${wanted}`);
    for (const [episodeId, all] of byEpisode) {
      const ids = new Set(all.map(({ webhookId }) => webhookId));
      if (ids.size > 1) doubled.push(`${name}: ${episodeId} in ${ids.size} messages`);
    }
  }
  return { happened: happened.length, missing, doubled };
}
