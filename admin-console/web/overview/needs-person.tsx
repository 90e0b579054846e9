import { ALERTING_ROUTES } from '../../contract/alerting/alerting-routes.ts';
import type { EpisodeView, MuteView } from '../../contract/alerting/views.ts';
import type { Desk } from '../frame/desk.ts';
import { LOOK_AGAIN, useLook } from '../frame/look.ts';
import { episodeWords, groupsOf, shelfOf } from '../inbox/episodes.ts';
import { hrefOf } from '../router.ts';

/** Causes that are shown here; the rest stand in the inbox. */
const SHOWN = 5;

/** What needs a person first, by its cause, each the way into the inbox. */
export function NeedsPerson({ desk }: { readonly desk: Desk }) {
  const { say, tenant, live } = desk;
  const options = { onRows: live.onRows, every: LOOK_AGAIN };
  const [looked] = useLook<EpisodeView[]>(`${ALERTING_ROUTES.episodes(tenant)}?limit=200`, options);
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
                {say(`severity.${group.severity}`)} – {namesOf(group.episodes)}
              </small>
            </li>
          ))}
        </ul>
      )}
      {groups.length > SHOWN && (
        <p>
          <a href={hrefOf('inbox')}>{say.count('overview.needs.more', groups.length - SHOWN)}</a>
        </p>
      )}
    </section>
  );
}

/** The first three; whoever wants all opens the inbox. */
function namesOf(episodes: readonly EpisodeView[]): string {
  const names = [...new Set(episodes.map(({ terminalId }) => terminalId))];
  return names.slice(0, 3).join(', ') + (names.length > 3 ? ' …' : '');
}
