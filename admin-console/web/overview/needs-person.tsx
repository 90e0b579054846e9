import { ALERTING_ROUTES } from '../../contract/alerting/alerting-routes.ts';
import type { EpisodeView, MuteView } from '../../contract/alerting/views.ts';
import { type Desk, may } from '../frame/desk.ts';
import { LOOK_AGAIN, useLook } from '../frame/look.ts';
import { type EpisodeGroup, episodeWords, firstCommand, groupsOf, shelfOf } from '../inbox/episodes.ts';
import { hrefOf } from '../router.ts';
import type { FirstStep } from './bulk.tsx';

/** Causes that are shown here; the rest stand in the inbox. */
const SHOWN = 5;
/** Alerts that the hub tells at once. */
const MOST = 200;

interface Props {
  readonly desk: Desk;
  /** Somebody wants this done at these terminals (id → tenant). */
  readonly onStep: (step: FirstStep, ids: ReadonlyMap<string, string>) => void;
}

/** What needs a person first, by its cause, each with its next step. */
export function NeedsPerson({ desk, onStep }: Props) {
  const { say, tenant, live } = desk;
  const options = { onRows: live.onRows, every: LOOK_AGAIN };
  const [looked] = useLook<EpisodeView[]>(`${ALERTING_ROUTES.episodes(tenant)}?limit=${MOST}`, options);
  const [mutes] = useLook<MuteView[]>(ALERTING_ROUTES.mutes(tenant), { every: LOOK_AGAIN });
  if (looked.kind !== 'there') return null;
  const known = mutes.kind === 'there' ? mutes.of : [];
  const standing = looked.of.filter((episode) => {
    const shelf = shelfOf(episode, known, Date.now());
    return (shelf === 'open' || shelf === 'fresh') && episode.severity !== 'note';
  });
  const groups = groupsOf(standing);
  return (
    <section class={`needs ${groups.length === 0 ? 'none' : ''}`} aria-labelledby="needs" data-testid="needs-person">
      <h2 id="needs">{say('overview.needs')}</h2>
      {groups.length === 0 ? (
        <p>{say('overview.needs.none')}</p>
      ) : (
        <ul>
          {groups.slice(0, SHOWN).map((group) => (
            <li key={group.key} class={group.severity}>
              <a href={hrefOf('inbox', null, { cause: group.key })}>
                {group.episodes.length > 1 && <b>{group.episodes.length} × </b>}
                {episodeWords(group.episodes[0], say)}
              </a>
              <small>
                {say(`severity.${group.severity}`)} – {namesOf(group.episodes, desk)}
              </small>
              <NextStep desk={desk} group={group} onStep={onStep} />
            </li>
          ))}
        </ul>
      )}
      {looked.of.length === MOST && (
        <p>
          <a href={hrefOf('inbox')}>{say('overview.needs.newest', { n: MOST })}</a>
        </p>
      )}
      {groups.length > SHOWN && (
        <p>
          <a href={hrefOf('inbox')}>{say.count('overview.needs.more', groups.length - SHOWN)}</a>
        </p>
      )}
    </section>
  );
}

/** What the runbook begins with: at one terminal on its page, at several from here; else the runbook itself. */
function NextStep({ desk, group: { key, episodes }, onStep }: Props & { readonly group: EpisodeGroup }) {
  const { say } = desk;
  const [first] = episodes;
  const command = episodes.every(({ tenantId }) => may(desk, 'fleet.command', tenantId)) ? firstCommand(first) : null;
  if (!command) {
    return (
      <a class="step button second" href={hrefOf('inbox', null, { cause: key })}>
        {say('overview.step.read')}
      </a>
    );
  }
  const { kind, device = null } = command;
  if (episodes.length === 1) {
    return (
      <a class="step button second" href={hrefOf('terminal', first.terminalId, { act: kind, device })}>
        {say(`command.${kind}`)}
      </a>
    );
  }
  const ids = new Map(episodes.map(({ terminalId, tenantId }) => [terminalId, tenantId]));
  return (
    <button type="button" class="step second" onClick={() => onStep({ kind, device }, ids)}>
      {say('overview.step.all', { act: say(`command.${kind}`), n: ids.size })}
    </button>
  );
}

/** The first three; whoever wants all opens the inbox. */
function namesOf(episodes: readonly EpisodeView[], { names: { terminal } }: Desk): string {
  const names = [...new Set(episodes.map(({ terminalId: id, terminalName: name }) => terminal({ id, name })))];
  return names.slice(0, 3).join(', ') + (names.length > 3 ? ' …' : '');
}
