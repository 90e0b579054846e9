import type { ConfigurationFaultView } from '../../contract/configuration/configuration.ts';
import type {
  ConfigurationComparison,
  ConfigurationReview,
} from '../../contract/configuration/configuration-review.ts';
import { ROUTES } from '../../contract/routes.ts';
import { type Desk, may } from '../frame/desk.ts';
import { LOOK_AGAIN, useLook } from '../frame/look.ts';
import { LookedAt, Page } from '../frame/page.tsx';
import { ask } from '../hub-client.ts';
import { hrefOf } from '../router.ts';
import { CommentForm, CommentList } from './comments.tsx';
import { Difference, type Talk } from './difference.tsx';
import { DraftActs } from './draft-acts.tsx';
import { Faults } from './faults.tsx';
import { usePlaceWords } from './places.ts';
import { Story } from './story.tsx';
import './releases.css';
import './words.ts';

const AT = ROUTES.configuration;

/** One draft: what it changes, in words; what people say about it; and the way to its release. */
export function DraftPage({ desk, id }: { readonly desk: Desk; readonly id: string }) {
  const { say, tenant } = desk;
  const [looked, look] = useLook<ConfigurationReview>(AT.review(tenant, encodeURIComponent(id)), { every: LOOK_AGAIN });
  const title = looked.kind === 'there' ? looked.of.draft.title : say('page.releases');
  return (
    <Page title={title} class="releases">
      <p class="back">
        <a href={hrefOf('releases')}>{say('releases.back')}</a>
      </p>
      <LookedAt say={say} looked={looked} again={look}>
        {(review) => <Review key={review.draft.revision} desk={desk} review={review} again={look} />}
      </LookedAt>
    </Page>
  );
}

interface ReviewProps {
  readonly desk: Desk;
  readonly review: ConfigurationReview;
  readonly again: () => Promise<void>;
}

/** Built anew for each revision: what somebody releases is what they have seen. */
function Review({ desk, review, again }: ReviewProps) {
  const { say } = desk;
  const { draft, base, former, authors, reach, story, comments, releaseId } = review;
  const { id, tenantId, revision, state } = draft;
  const place = usePlaceWords(desk)(draft);
  const asked = new URLSearchParams({ to: id, revision: `${revision}`, ...(base && { from: base.id }) });
  const [comparison, compare] = useLook<ConfigurationComparison>(`${AT.comparison(tenantId)}?${asked}`);
  const isOpen = state === 'open' || state === 'submitted';
  const [faults, check] = useLook<ConfigurationFaultView[]>(isOpen ? AT.faults(tenantId, id) : null);
  const talk: Talk = {
    comments,
    say: (text, about) => ask('POST', AT.comments(tenantId, id), { text, about }),
    again: () => void again(),
  };
  return (
    <>
      <p class="now">
        <span
          class={`pill ${state === 'released' ? 'good' : state === 'submitted' ? 'warn' : ''}`}
          data-testid="draft-state"
        >
          {say(`draft.${state}`)}
        </span>
        <span>{place}</span>
        <span>
          {say.count('reach.terminals', reach.terminals)}
          {reach.locations > 1 && ` ${say.count('reach.locations', reach.locations)}`}
        </span>
      </p>
      <p class="muted">
        {say('draft.authors', { names: authors.join(', ') })}{' '}
        {base ? say('draft.base', { number: base.number }) : say('draft.first')}
        {former && ` ${say('draft.brings-back', { number: former.number })}`}
      </p>
      {isOpen && (
        <p class="acts">
          {state === 'open' && may(desk, 'configuration.draft', tenantId) && (
            <a
              class="button"
              href={hrefOf('offer', null, { tenant: tenantId, place: `${draft.scope}:${draft.scopeId}` })}
            >
              {say('draft.edit')}
            </a>
          )}
          <a class="button second" href={hrefOf('preview', id)}>
            {say('draft.preview')}
          </a>
        </p>
      )}
      {releaseId && (
        <p class="notice info">
          {say('draft.became')} <a href={hrefOf('release', releaseId)}>{say('draft.became.link')}</a>
        </p>
      )}
      <section class="panel" aria-labelledby="difference">
        <h2 id="difference">{say('difference.title')}</h2>
        <LookedAt say={say} looked={comparison} again={compare}>
          {(compared) => <Difference desk={desk} comparison={compared} {...(isOpen && { talk })} />}
        </LookedAt>
      </section>
      {isOpen && (
        <LookedAt say={say} looked={faults} again={check}>
          {(found) => (
            <>
              <Faults desk={desk} faults={found} />
              <DraftActs desk={desk} review={review} isSound={found.length === 0} again={again} />
            </>
          )}
        </LookedAt>
      )}
      <section class="panel" aria-labelledby="comments">
        <h2 id="comments">{say('comments.title')}</h2>
        <CommentList desk={desk} comments={comments.filter(({ about }) => about === null)} />
        {isOpen && <CommentForm desk={desk} give={(text) => talk.say(text, null)} done={talk.again} />}
      </section>
      <section class="panel" aria-labelledby="story">
        <h2 id="story">{say('story.title')}</h2>
        <Story desk={desk} story={story} />
      </section>
    </>
  );
}
