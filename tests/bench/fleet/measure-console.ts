import type { CommandView } from '../../../admin-console/contract/commands/commands.ts';
import type { ConfigurationDraft } from '../../../admin-console/contract/configuration/configuration.ts';
import { ROUTES } from '../../../admin-console/contract/routes.ts';
import { FINAL_STATES } from '../../../admin-console/domain/commands/command-state.ts';
import { sampleFiles } from '../../../config/sample-files.ts';
import { textsSaying } from '../../../config/test-support/texts-saying.ts';
import { delay, systemClock } from '../../../foundation/clock.ts';
import { Refusal } from '../../../foundation/errors.ts';
import type { HubConsole } from '../../fleet/hub-proof/hub-console.ts';
import { COMMAND_SECONDS, REPORT_EVERY_SECONDS, RESULT_EVERY_MS, RESULT_WITHIN_MS } from './delays.ts';
import type { Subject } from './subject-row.ts';

const TENANT = 'default';
const AT = ROUTES.configuration;

export interface ConsoleFigures {
  readonly commands: number;
  /** From the answer that a command was taken until its result stands there for whoever asks, in milliseconds. */
  readonly commandP50Ms: number;
  readonly commandP99Ms: number;
  /** From the release until every terminal has fetched the version and said so. */
  readonly configuredSeconds: number;
}

/** What a technician waits for while the terminals report. @param idOf of the terminal with this index */
export async function measureConsole(
  hub: Subject,
  console: HubConsole,
  idOf: (index: number) => string,
): Promise<ConsoleFigures> {
  const latencies = await commandLatencies(hub, console, idOf);
  return {
    commands: latencies.length,
    commandP50Ms: percentile(latencies, 50),
    commandP99Ms: percentile(latencies, 99),
    configuredSeconds: await configurationToAll(hub, console),
  };
}

async function commandLatencies(
  hub: Subject,
  console: HubConsole,
  idOf: (index: number) => string,
): Promise<readonly number[]> {
  const perSecond = hub.terminals / REPORT_EVERY_SECONDS;
  const reporting = hub.act({ act: 'report', perSecond, seconds: COMMAND_SECONDS });
  const until = performance.now() + COMMAND_SECONDS * 1_000;
  const latencies: number[] = [];
  for (let given = 0; performance.now() < until; given++) {
    const path = ROUTES.terminalCommands(TENANT, idOf(given % hub.terminals));
    const { id } = await console.ask<CommandView>('POST', path, { order: { kind: 'network-check' } });
    const taken = performance.now();
    for (let state = 'queued'; state !== 'succeeded'; ) {
      ({ state } = await console.ask<CommandView>('GET', ROUTES.command(TENANT, id)));
      const hasFailed = state !== 'succeeded' && FINAL_STATES.some((final) => final === state);
      if (hasFailed || performance.now() - taken > RESULT_WITHIN_MS) throw new Refusal('no-result', state);
      if (state !== 'succeeded') await delay(systemClock, RESULT_EVERY_MS);
    }
    latencies.push(performance.now() - taken);
  }
  await reporting;
  return latencies;
}

/** Written and submitted with a key, released by a person. */
async function configurationToAll(hub: Subject, console: HubConsole): Promise<number> {
  const layer = { scope: 'tenant', scopeId: TENANT, title: 'bench' };
  const { id } = await console.ask<ConfigurationDraft>('POST', AT.drafts(TENANT), layer);
  const files = { ...sampleFiles(), ...textsSaying('bench') };
  const written = await console.ask<ConfigurationDraft>('PUT', AT.draft(TENANT, id), { revision: 1, files });
  const submission = { revision: written.revision };
  const { revision } = await console.ask<ConfigurationDraft>('POST', AT.submit(TENANT, id), submission);
  const begun = performance.now();
  const how = { revision, activeFrom: null, isForAll: true };
  await console.ask('POST', AT.release(TENANT, id), how, { as: 'person' });
  await hub.act({ act: 'be-configured', times: hub.terminals });
  return (performance.now() - begun) / 1_000;
}

/** Nearest rank; 0 of none. */
function percentile(values: readonly number[], per: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil((per / 100) * sorted.length) - 1)] ?? 0;
}
