import { ALERTING_ROUTES } from '../../contract/alerting/alerting-routes.ts';
import type { MuteView } from '../../contract/alerting/views.ts';
import type { Desk } from '../frame/desk.ts';
import { LOOK_AGAIN, useLook } from '../frame/look.ts';
import { Empty, LookedAt, Page } from '../frame/page.tsx';
import { hrefOf } from '../router.ts';
import { useArrows } from './arrows.ts';
import { Closed } from './closed.tsx';
import { type EpisodeShelf, episodeWords, groupsOf, shelfOf } from './episodes.ts';
import { Filters, filterOf } from './filters.tsx';
import { Group } from './group.tsx';
import { useEpisodes } from './use-episodes.ts';
import './inbox.css';
import './inbox-texts.ts';

interface Props {
  readonly desk: Desk;
  readonly query: URLSearchParams;
}

const SHELVES: readonly EpisodeShelf[] = ['open', 'fresh', 'cleared', 'asleep'];

/** Alerts as they stand, by what means the same. `?cause=`, `?terminal=`, `?severity=` and `?assignee=` show some of them. */
export function InboxPage({ desk, query }: Props) {
  const { say, tenant } = desk;
  const { looked, again: look, more } = useEpisodes(desk, filterOf(query));
  useArrows();
  const [mutes, lookAtMutes] = useLook<MuteView[]>(ALERTING_ROUTES.mutes(tenant), { every: LOOK_AGAIN });
  const again = async () => {
    await Promise.all([look(), lookAtMutes()]);
  };
  const cause = query.get('cause');
  const terminal = query.get('terminal');
  return (
    <Page title={say('page.inbox')} class="inbox">
      <Filters desk={desk} query={query} />
      <LookedAt say={say} looked={looked} again={look}>
        {(all) => {
          const wanted = all.filter(({ terminalId }) => terminal === null || terminalId === terminal);
          const known = mutes.kind === 'there' ? mutes.of : [];
          const shelves = Object.groupBy(wanted, (episode) => shelfOf(episode, known, Date.now()));
          const groups = SHELVES.map((shelf) => ({
            shelf,
            groups: groupsOf(shelves[shelf] ?? []).filter(
              ({ key, episodes: [{ cause: its }] }) => cause === null || key === cause || its === cause,
            ),
          }));
          const filtered = groups.flatMap((one) => one.groups)[0]?.episodes[0];
          return (
            <>
              {(cause !== null || terminal !== null) && (
                <p class="filtered" role="status">
                  {say('inbox.filtered', {
                    what: [terminal, cause && (filtered ? episodeWords(filtered, say) : cause)]
                      .filter(Boolean)
                      .join(', '),
                  })}{' '}
                  <a href={hrefOf('inbox')}>{say('inbox.show-all')}</a>
                </p>
              )}
              {groups.every((one) => one.groups.length === 0) && (
                <Empty
                  title={say(query.size > 0 ? 'inbox.no-match' : 'inbox.empty')}
                  text={say(query.size > 0 ? 'inbox.no-match.text' : 'inbox.empty.text')}
                  isGood={query.size === 0}
                />
              )}
              {groups
                .filter((one) => one.groups.length > 0)
                .map(({ shelf, groups: standing }) => (
                  <section key={shelf} class={`shelf ${shelf}`} aria-labelledby={`shelf-${shelf}`}>
                    <h2 id={`shelf-${shelf}`}>{say(`inbox.${shelf}`)}</h2>
                    {shelf !== 'open' && <p class="muted">{say(`inbox.${shelf}.text`)}</p>}
                    {standing.map((group) => (
                      <Group key={group.key} desk={desk} group={group} shelf={shelf} again={again} />
                    ))}
                  </section>
                ))}
              {more && (
                <button type="button" class="second" onClick={() => void more()} data-testid="more">
                  {say('inbox.more')}
                </button>
              )}
            </>
          );
        }}
      </LookedAt>
      <Closed desk={desk} terminal={terminal} />
    </Page>
  );
}
