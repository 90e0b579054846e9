import { ALERTING_ROUTES } from '../../contract/alerting/alerting-routes.ts';
import type { EpisodeView, MuteView } from '../../contract/alerting/views.ts';
import type { Desk } from '../frame/desk.ts';
import { LOOK_AGAIN, useLook } from '../frame/look.ts';
import { Empty, LookedAt, Page } from '../frame/page.tsx';
import { hrefOf } from '../router.ts';
import { Closed } from './closed.tsx';
import { type EpisodeShelf, episodeWords, groupsOf, shelfOf } from './episodes.ts';
import { Group } from './group.tsx';
import './inbox.css';
import './inbox-texts.ts';

interface Props {
  readonly desk: Desk;
  readonly query: URLSearchParams;
}

/** Most alerts that are asked for at once: more than anybody reads. */
const MOST = 200;
const SHELVES: readonly EpisodeShelf[] = ['open', 'fresh', 'cleared', 'asleep'];

/** Alerts as they stand, by what means the same. `?cause=` and `?terminal=` show some of them. */
export function InboxPage({ desk, query }: Props) {
  const { say, tenant, live } = desk;
  const options = { onRows: live.onRows, every: LOOK_AGAIN };
  const [looked, look] = useLook<EpisodeView[]>(`${ALERTING_ROUTES.episodes(tenant)}?limit=${MOST}`, options);
  const [mutes, lookAtMutes] = useLook<MuteView[]>(ALERTING_ROUTES.mutes(tenant), { every: LOOK_AGAIN });
  const again = async () => {
    await Promise.all([look(), lookAtMutes()]);
  };
  const cause = query.get('cause');
  const terminal = query.get('terminal');
  return (
    <Page title={say('page.inbox')} class="inbox">
      <LookedAt say={say} looked={looked} again={look}>
        {(all) => {
          const wanted = all.filter(({ terminalId }) => terminal === null || terminalId === terminal);
          const known = mutes.kind === 'there' ? mutes.of : [];
          const shelves = Object.groupBy(wanted, (episode) => shelfOf(episode, known, Date.now()));
          const groups = SHELVES.map((shelf) => ({
            shelf,
            groups: groupsOf(shelves[shelf] ?? []).filter(({ key }) => cause === null || key === cause),
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
                <Empty title={say('inbox.empty')} text={say('inbox.empty.text')} isGood />
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
              {all.length === MOST && <p class="muted">{say('inbox.more', { n: MOST })}</p>}
            </>
          );
        }}
      </LookedAt>
      <Closed desk={desk} terminal={terminal} />
    </Page>
  );
}
