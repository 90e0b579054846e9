import type { ConfigurationDraft, ConfigurationRelease } from '../../contract/configuration/configuration.ts';
import { ROUTES } from '../../contract/routes.ts';
import { type Desk, may } from '../frame/desk.ts';
import { LOOK_AGAIN, useLook } from '../frame/look.ts';
import { Empty, LookedAt, NoPermission, Page } from '../frame/page.tsx';
import { hrefOf } from '../router.ts';
import { timeWords } from '../texts.ts';
import { History } from './history.tsx';
import { type PlaceWords, usePlaceWords } from './places.ts';
import './releases.css';
import './words.ts';

const AT = ROUTES.configuration;
const HERE = { status: null };

interface Props {
  readonly desk: Desk;
  /** `?layer=`: whose history is shown. */
  readonly query: URLSearchParams;
}

/** Drafts that wait or are being written, and everything that was released. */
export function ReleasesPage({ desk, query }: Props) {
  const { say, tenant } = desk;
  const mayRead = may(desk, 'configuration.read');
  const place = usePlaceWords(desk);
  const [drafts, lookAtDrafts] = useLook<ConfigurationDraft[]>(mayRead ? AT.drafts(tenant) : null, {
    every: LOOK_AGAIN,
  });
  const [releases, look] = useLook<ConfigurationRelease[]>(mayRead ? AT.releases(tenant) : null, { every: LOOK_AGAIN });
  return (
    <Page title={say('page.releases')} class="releases">
      {mayRead ? (
        <>
          <LookedAt say={say} looked={drafts} again={lookAtDrafts}>
            {(all) =>
              all.length === 0 ? (
                <Empty title={say('drafts.none')} text={say('drafts.none.text')} isGood />
              ) : (
                (['submitted', 'open'] as const).map((state) => (
                  <Drafts
                    key={state}
                    desk={desk}
                    state={state}
                    place={place}
                    drafts={all.filter((draft) => draft.state === state)}
                  />
                ))
              )
            }
          </LookedAt>
          <LookedAt say={say} looked={releases} again={look}>
            {(all) => <History desk={desk} place={place} releases={all} chosen={query.get('layer')} />}
          </LookedAt>
        </>
      ) : (
        <NoPermission say={say} />
      )}
    </Page>
  );
}

interface DraftsProps {
  readonly desk: Desk;
  readonly state: 'submitted' | 'open';
  readonly place: PlaceWords;
  readonly drafts: readonly ConfigurationDraft[];
}

function Drafts({ desk, state, place, drafts }: DraftsProps) {
  const { say, language } = desk;
  if (drafts.length === 0) return null;
  return (
    <section class="panel" aria-labelledby={`drafts-${state}`} data-testid={`drafts-${state}`}>
      <h2 id={`drafts-${state}`}>{say(`drafts.${state}`)}</h2>
      <ul class="rows">
        {drafts.map((draft) => (
          <li key={draft.id}>
            <div>
              <a href={hrefOf('releases', draft.id)}>{draft.title}</a>
              <small>{place(draft)}</small>
            </div>
            <small>
              {say('drafts.changed', { name: draft.changedBy, time: timeWords(draft.changedAt, language, HERE) })}
            </small>
          </li>
        ))}
      </ul>
    </section>
  );
}
