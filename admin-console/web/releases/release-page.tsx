import type { ConfigurationRelease } from '../../contract/configuration/configuration.ts';
import type {
  ConfigurationComparison,
  ConfigurationSpread,
} from '../../contract/configuration/configuration-review.ts';
import { ROUTES } from '../../contract/routes.ts';
import type { Desk } from '../frame/desk.ts';
import { LOOK_AGAIN, useLook } from '../frame/look.ts';
import { LookedAt, Page } from '../frame/page.tsx';
import { hrefOf } from '../router.ts';
import { timeWords } from '../texts.ts';
import { CommentList } from './comments.tsx';
import { Difference } from './difference.tsx';
import { sameLayer, usePlaceWords } from './places.ts';
import { ReleaseActs } from './release-acts.tsx';
import { ReleaseState } from './release-state.tsx';
import { Spread } from './spread.tsx';
import { Story } from './story.tsx';
import './releases.css';
import './words.ts';

const AT = ROUTES.configuration;

/** One release: what it changed, where it runs, and the way back to it. */
export function ReleasePage({ desk, id }: { readonly desk: Desk; readonly id: string }) {
  const { say, tenant, live } = desk;
  const options = { onRows: live.onRows, every: LOOK_AGAIN };
  const [looked, look] = useLook<ConfigurationSpread>(AT.spread(tenant, encodeURIComponent(id)), options);
  const [releases] = useLook<ConfigurationRelease[]>(AT.releases(tenant), { every: LOOK_AGAIN });
  const title =
    looked.kind === 'there'
      ? say('release.title', { number: looked.of.release.number, title: looked.of.release.title })
      : say('page.releases');
  return (
    <Page title={title} class="releases">
      <p class="back">
        <a href={hrefOf('releases')}>{say('releases.back')}</a>
      </p>
      <LookedAt say={say} looked={looked} again={look}>
        {(spread) => (
          <Release
            desk={desk}
            spread={spread}
            layer={releases.kind === 'there' ? releases.of.filter((one) => sameLayer(one, spread.release)) : null}
            again={look}
          />
        )}
      </LookedAt>
    </Page>
  );
}

interface Props {
  readonly desk: Desk;
  readonly spread: ConfigurationSpread;
  /** All releases of its layer, the newest first; `null`: not told yet. */
  readonly layer: readonly ConfigurationRelease[] | null;
  readonly again: () => Promise<void>;
}

function Release({ desk, spread, layer, again }: Props) {
  const { say, language } = desk;
  const { release, story, comments } = spread;
  const place = usePlaceWords(desk)(release);
  const newest = layer?.find(({ withdrawnAt }) => withdrawnAt === null) ?? null;
  const before = layer?.find(({ number }) => number < release.number) ?? null;
  const asked = new URLSearchParams({ to: release.id, ...(before && { from: before.id }) });
  const [comparison, compare] = useLook<ConfigurationComparison>(
    layer ? `${AT.comparison(release.tenantId)}?${asked}` : null,
  );
  return (
    <>
      <p class="now">
        <ReleaseState desk={desk} release={release} isNewest={newest?.id === release.id} />
        <span>{place}</span>
        <span>
          {say('history.released', {
            name: release.releasedBy,
            time: timeWords(release.releasedAt, language, { status: null }),
          })}
        </span>
      </p>
      {release.emergency !== null && (
        <p class="notice">{say('release.emergency', { name: release.releasedBy, reason: release.emergency })}</p>
      )}
      <Spread desk={desk} spread={spread} />
      <section class="panel" aria-labelledby="difference">
        <h2 id="difference">
          {before ? say('difference.to-before', { number: before.number }) : say('difference.first')}
        </h2>
        <LookedAt say={say} looked={comparison} again={compare}>
          {(compared) => <Difference desk={desk} comparison={compared} />}
        </LookedAt>
      </section>
      <ReleaseActs desk={desk} release={release} newest={newest} again={again} />
      {comments.length > 0 && (
        <section class="panel" aria-labelledby="comments">
          <h2 id="comments">{say('comments.title')}</h2>
          <CommentList desk={desk} comments={comments} />
        </section>
      )}
      <section class="panel" aria-labelledby="story">
        <h2 id="story">{say('story.title')}</h2>
        <Story desk={desk} story={story} />
      </section>
    </>
  );
}
