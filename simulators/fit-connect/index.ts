import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import { type Clock, systemClock } from '../../foundation/clock.ts';
import { reasonOf } from '../../foundation/errors.ts';
import { Listeners } from '../../foundation/listeners.ts';
import { code, type Log, silentLog } from '../../foundation/log.ts';
import type { Problem } from '../../portals/fit-connect/contract.ts';
import { type Route, serve } from '../http/server.ts';
import { Authority } from './authority.ts';
import { DestinationDirectory, type DestinationOptions } from './destinations.ts';
import { inboxRoutes } from './inbox/routes.ts';
import { type CaseDetails, CaseReader, type CaseSummary } from './inbox/summary.ts';
import { type ApiFault, type ApiStep, InjectedFaults } from './injected-faults.ts';
import { openPortalKeys } from './keys.ts';
import type { CaseRecord } from './records.ts';
import { portalRoutes } from './routes.ts';
import { PortalStore } from './store.ts';
import { SubmissionApi } from './submission-api.ts';
import { Tokens } from './tokens.ts';

export interface DemoPortalOptions {
  /** 0: any free one. */
  readonly port: number;
  /** Keys, cases and events; made if it is not there. */
  readonly directory: string;
  /** Default `<directory>/keys`; tests share one, as 4096-bit keys take seconds. */
  readonly keyDirectory?: string;
  readonly destinations: readonly DestinationOptions[];
  readonly clientId: string;
  readonly clientSecret: string;
  readonly clock?: Clock;
  readonly log?: Log;
  /** Called once a case is accepted, e.g. to mark its bill as paid. */
  readonly onAccepted?: (accepted: CaseRecord) => void;
  /** Called once a case's fee was paid after it was sent. */
  readonly onPaid?: (reference: string) => void;
}

export interface DemoPortalState {
  readonly down: boolean;
  readonly slowMs: number;
  readonly acceptAfterMs: number;
  readonly rejectsNext: boolean;
  readonly cases: { readonly received: number; readonly accepted: number; readonly rejected: number };
}

/** FIT-Connect's receiving side and an authority behind it, on loopback. */
export interface DemoPortal {
  readonly port: number;
  readonly url: string;
  readonly inboxUrl: string;
  readonly tokenUrl: string;
  readonly destinationApi: string;
  readonly submissionApi: string;
  readonly deliveryServiceIssuer: string;
  /** PEM of the root behind all published keys. */
  readonly rootPem: string;
  /** Every call of the interface is reset; the inbox stays, it is the authority's own. */
  setDown(down: boolean): void;
  /** Every call of the interface is answered so many milliseconds later. */
  setSlow(ms: number): void;
  /** The authority's next decision is a rejection with this problem; `null` takes it back. */
  rejectNext(problem: Problem | null): void;
  /** Milliseconds between submit and decision. */
  acceptAfter(ms: number): void;
  rollKeyOver(destinationId: string): Promise<void>;
  setDestinationStatus(destinationId: string, status: string): void;
  /** Metadata that every destination reads from now on; `null`: each as it is configured. */
  setMetadataVersions(versions: readonly string[] | null): void;
  revokeTokens(): void;
  /** The next call of a step meets a fault; several wait in a row. */
  addFault(step: ApiStep, fault: ApiFault): void;
  state(): DemoPortalState;
  /** Latest first. */
  cases(): readonly CaseSummary[];
  case(caseId: string): CaseDetails | undefined;
  /** @returns how to stop listening */
  onChange(listener: () => void): () => void;
  /** Resolves once every submission received so far is decided. */
  settled(): Promise<void>;
  stop(): Promise<void>;
}

/** @throws Refusal `port-in-use` */
export async function startDemoPortal(options: DemoPortalOptions): Promise<DemoPortal> {
  const clock = options.clock ?? systemClock;
  const log = options.log ?? silentLog;
  const listeners = new Listeners();
  const changed = () => {
    listeners.tell();
  };
  const onChange = (listener: () => void) => {
    return listeners.add(listener);
  };

  const store = await PortalStore.open(options.directory);
  const keys = await openPortalKeys(options.keyDirectory ?? join(options.directory, 'keys'));
  const destinations = await DestinationDirectory.open(options.destinations, keys, options.directory);
  const onAccepted = options.onAccepted ?? (() => {});
  const onPaid = options.onPaid ?? (() => {});
  const authority = new Authority({ store, destinations, keys, clock, log, onChange: changed, onAccepted, onPaid });
  const faults = new InjectedFaults(clock);
  const tokens = new Tokens(clock, options.clientId, options.clientSecret);
  let url = '';
  const api = new SubmissionApi({
    store,
    destinations,
    keys,
    clock,
    issuer: () => url,
    onSubmitted: (submission) => authority.receive(submission),
  });
  const reader = new CaseReader(store, destinations);
  const routes: Route[] = [
    ...portalRoutes({ faults, tokens, destinations, api }),
    ...inboxRoutes(reader, store, onChange),
  ];
  const server = await serve({ port: options.port, routes, log });
  url = `http://127.0.0.1:${server.port}`;
  authority.resume();
  const warming = warm();

  /**
   * Keys are made while the citizen still reads; whoever asks earlier waits for them. One after the other and in any
   * order: simulators that start side by side and keep their keys in one place share the work.
   */
  async function warm(): Promise<void> {
    const ids = options.destinations.map(({ id }) => id);
    const makings = [
      ...ids.map((id) => () => destinations.encryptionKey(id)),
      () => keys.deliveryService(),
      ...ids.map((id) => () => keys.signing(id)),
    ];
    try {
      while (makings.length > 0) await makings.splice(randomInt(makings.length), 1)[0]?.();
    } catch (thrown) {
      log.event('error', 'demo-portal.keys.failed', { reason: code(reasonOf(thrown)) });
    }
  }

  const set = (change: () => void) => {
    change();
    changed();
  };
  return {
    port: server.port,
    url,
    inboxUrl: `${url}/inbox`,
    tokenUrl: `${url}/token`,
    destinationApi: `${url}/destination-api`,
    submissionApi: `${url}/submission-api`,
    deliveryServiceIssuer: url,
    rootPem: keys.rootPem,
    setDown: (down) =>
      set(() => {
        faults.down = down;
      }),
    setSlow: (ms) =>
      set(() => {
        faults.slowMs = ms;
      }),
    rejectNext: (problem) =>
      set(() => {
        authority.rejectNext = problem;
      }),
    acceptAfter: (ms) =>
      set(() => {
        authority.acceptAfterMs = ms;
      }),
    rollKeyOver: (id) => destinations.rollKeyOver(id),
    setDestinationStatus: (id, status) => set(() => destinations.setStatus(id, status)),
    setMetadataVersions(versions) {
      for (const { id } of options.destinations) destinations.setMetadataVersions(id, versions);
    },
    revokeTokens: () => tokens.revokeAll(),
    addFault: (step, fault) => faults.add(step, fault),
    state() {
      const count = (state: CaseSummary['state']) => store.cases().filter((c) => c.state === state).length;
      return {
        down: faults.down,
        slowMs: faults.slowMs,
        acceptAfterMs: authority.acceptAfterMs,
        rejectsNext: authority.rejectNext !== null,
        cases: { received: count('received'), accepted: count('accepted'), rejected: count('rejected') },
      };
    },
    cases: () => reader.list(),
    case: (caseId) => reader.read(caseId),
    onChange,
    settled: () => authority.settled(),
    async stop() {
      await authority.stop();
      await warming;
      await server.close();
    },
  };
}
