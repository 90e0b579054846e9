import { ALERTING_ROUTES } from '../../contract/alerting/alerting-routes.ts';
import type { EpisodeView, MuteView, StandingCount } from '../../contract/alerting/views.ts';
import { type Desk, may } from '../frame/desk.ts';
import { LOOK_AGAIN, useLook } from '../frame/look.ts';
import { episodeWords, firstCommand, shelfOf } from '../inbox/episodes.ts';
import { hrefOf } from '../router.ts';
import type { FirstStep } from './bulk.tsx';
import { type Need, needsOf } from './needs.ts';

/** Causes that are shown here; the rest stand in the inbox. */
const SHOWN = 5;
/** Alerts that the hub tells one by one. */
const MOST = 200;

interface Props {
  readonly desk: Desk;
  /** Somebody wants this done wherever that is the cause. */
  readonly onStep: (step: FirstStep, cause: string) => void;
}

/** What needs a person first, by its cause, each with its next step. */
export function NeedsPerson({ desk, onStep }: Props) {
  const { say, tenant, live } = desk;
  const options = { onRows: live.onRows, every: LOOK_AGAIN };
  const [looked] = useLook<EpisodeView[]>(`${ALERTING_ROUTES.episodes(tenant)}?limit=${MOST}`, options);
  const [mutes] = useLook<MuteView[]>(ALERTING_ROUTES.mutes(tenant), { every: LOOK_AGAIN });
  const isAll = looked.kind !== 'there' || looked.of.length < MOST;
  const [counted] = useLook<StandingCount[]>(isAll ? null : ALERTING_ROUTES.standingCounts(tenant), options);
  if (looked.kind !== 'there') return null;
  const known = mutes.kind === 'there' ? mutes.of : [];
  const standing = looked.of.filter((episode) => {
    const shelf = shelfOf(episode, known, Date.now());
    return (shelf === 'open' || shelf === 'fresh') && episode.severity !== 'note';
  });
  const needs = needsOf(standing, isAll || counted.kind !== 'there' ? null : counted.of);
  return (
    <section class={`needs ${needs.length === 0 ? 'none' : ''}`} aria-labelledby="needs" data-testid="needs-person">
      <h2 id="needs">{say('overview.needs')}</h2>
      {needs.length === 0 ? (
        <p>{say('overview.needs.none')}</p>
      ) : (
        <ul>
          {needs.slice(0, SHOWN).map((need) => (
            <li key={need.key} class={need.severity}>
              <a href={hrefOf('inbox', null, { cause: need.key })}>
                {need.count > 1 && <b>{need.count} × </b>}
                {episodeWords(need, say)}
              </a>
              <small>
                {say(`severity.${need.severity}`)}
                {need.episodes.length > 0 && ` – ${namesOf(need, desk)}`}
              </small>
              <NextStep desk={desk} need={need} onStep={onStep} />
            </li>
          ))}
        </ul>
      )}
      {needs.length > SHOWN && (
        <p>
          <a href={hrefOf('inbox')}>{say.count('overview.needs.more', needs.length - SHOWN)}</a>
        </p>
      )}
    </section>
  );
}

/** What the runbook begins with: at one terminal on its page, at several from here; else the runbook itself. */
function NextStep({ desk, need, onStep }: Props & { readonly need: Need }) {
  const { say } = desk;
  const command = may(desk, 'fleet.command') ? firstCommand(need) : null;
  if (!command) {
    return (
      <a class="step button second" href={hrefOf('inbox', null, { cause: need.key })}>
        {say('overview.step.read')}
      </a>
    );
  }
  const { kind, device = null } = command;
  const [only] = need.episodes;
  if (need.count === 1 && only) {
    return (
      <a class="step button second" href={hrefOf('terminal', only.terminalId, { act: kind, device })}>
        {say(`command.${kind}`)}
      </a>
    );
  }
  return (
    <button type="button" class="step second" onClick={() => onStep({ kind, device }, need.key)}>
      {say('overview.step.all', { act: say(`command.${kind}`), n: need.count })}
    </button>
  );
}

/** The first three; whoever wants all opens the inbox. */
function namesOf({ count, episodes }: Need, { names: { terminal } }: Desk): string {
  const names = [...new Set(episodes.map(({ terminalId: id, terminalName: name }) => terminal({ id, name })))];
  return names.slice(0, 3).join(', ') + (count > 3 ? ' …' : '');
}
