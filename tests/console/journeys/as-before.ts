import { ACCESS_ROUTES, type KeyView, type PersonView } from '../../../admin-console/contract/access/access.ts';
import { ALERTING_ROUTES } from '../../../admin-console/contract/alerting/alerting-routes.ts';
import type { EpisodeView, MuteView } from '../../../admin-console/contract/alerting/views.ts';
import type { CommandView } from '../../../admin-console/contract/commands/commands.ts';
import type {
  ConfigurationDraft,
  ConfigurationRelease,
  LayerFiles,
  TerminalConfiguration,
} from '../../../admin-console/contract/configuration/configuration.ts';
import { ROLLOUT_ROUTES } from '../../../admin-console/contract/rollouts/rollout-routes.ts';
import type { RolloutState, RolloutView } from '../../../admin-console/contract/rollouts/rollouts.ts';
import { ALL, ROUTES } from '../../../admin-console/contract/routes.ts';
import type { TerminalPage } from '../../../admin-console/contract/terminals/terminal-view.ts';
import { type CaseView, TREASURY_ROUTES } from '../../../admin-console/contract/treasury/treasury.ts';
import { FINAL_STATES } from '../../../admin-console/domain/commands/command-state.ts';
import type { JourneyStage } from './journey.ts';

type Ask = Pick<JourneyStage, 'ask'>['ask'];

const STANDING: readonly RolloutState[] = [
  'draft',
  'running',
  'soaking',
  'awaiting-approval',
  'paused',
  'rolling-back',
];

/** What somebody finds who looks through the whole hub: a line for each thing that a journey may leave behind. */
export async function whatIsThere(ask: Ask): Promise<readonly string[]> {
  const lines = async <T>(path: string, line: (one: T) => string | null) =>
    (await ask<readonly T[]>('GET', path)).map(line);
  const found = await Promise.all([
    ask<TerminalPage>('GET', ROUTES.terminals(ALL)).then(({ terminals }) =>
      terminals.map((of) => `terminal ${of.id}: ${of.condition}, ${of.locationId}, ${of.software}, help ${of.help}`),
    ),
    lines<{ id: string; name: string }>(ROUTES.locations(ALL), ({ id, name }) => `location ${id}: ${name}`),
    lines<TerminalConfiguration>(ROUTES.configuration.terminals(ALL), (of) =>
      // Its trial takes minutes where nobody comes.
      of.isUpToDate ? null : `configuration of ${of.terminalId}: on its way`,
    ),
    lines<ConfigurationDraft>(ROUTES.configuration.drafts(ALL), ({ state, title }) =>
      state === 'open' || state === 'submitted' ? `draft ${title}: ${state}` : null,
    ),
    releasedLayers(ask),
    lines<CommandView>(ROUTES.commands(ALL), ({ order, state }) =>
      FINAL_STATES.includes(state) ? null : `command ${order.kind}: ${state}`,
    ),
    lines<EpisodeView>(
      `${ALERTING_ROUTES.episodes(ALL)}?state=open`,
      (of) => `alert of ${of.terminalId}: ${of.cause} ${of.subject}`,
    ),
    lines<CaseView>(TREASURY_ROUTES.cases(ALL), ({ terminalId, kind }) => `case of money of ${terminalId}: ${kind}`),
    lines<MuteView>(ALERTING_ROUTES.mutes(ALL), ({ endedAt, until, kind, reason }) =>
      endedAt === null && until > Date.now() ? `${kind}: ${reason}` : null,
    ),
    lines<RolloutView>(ROLLOUT_ROUTES.rollouts(ALL), ({ title, state }) =>
      STANDING.includes(state) ? `rollout ${title}: ${state}` : null,
    ),
    lines<PersonView>(
      ACCESS_ROUTES.users(ALL),
      ({ name, isLocked, roles }) => `person ${name}: ${roles.map(({ role }) => role)}${isLocked ? ', locked' : ''}`,
    ),
    lines<KeyView>(ACCESS_ROUTES.keys(ALL), ({ name }) => `key ${name}`),
  ]);
  return found
    .flat()
    .filter((line) => line !== null)
    .sort();
}

/** What is released for each layer; a file that changes nothing is as good as none. */
async function releasedLayers(ask: Ask): Promise<readonly string[]> {
  const newest = new Map<string, ConfigurationRelease>();
  for (const release of await ask<readonly ConfigurationRelease[]>('GET', ROUTES.configuration.releases(ALL))) {
    const layer = `${release.scope} ${release.scopeId}`;
    if (release.withdrawnAt === null && !newest.has(layer)) newest.set(layer, release);
  }
  const layers = [...newest].map(async ([layer, { tenantId, id }]) => {
    const files = await ask<LayerFiles>('GET', ROUTES.configuration.releasedFiles(tenantId, id));
    return Object.entries(files)
      .filter(([, text]) => text === null || !/^\s*\{\s*\}\s*$/.test(text))
      .map(([path, text]) => `configuration of ${layer}: ${path} ${text}`);
  });
  return (await Promise.all(layers)).flat();
}
