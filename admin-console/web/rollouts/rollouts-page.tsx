import { ROLLOUT_ROUTES } from '../../contract/rollouts/rollout-routes.ts';
import type { RolloutView } from '../../contract/rollouts/rollouts.ts';
import { type Desk, may } from '../frame/desk.ts';
import { LOOK_AGAIN, useLook } from '../frame/look.ts';
import { Empty, LookedAt, Page } from '../frame/page.tsx';
import { hrefOf } from '../router.ts';
import { timeWords } from '../texts.ts';
import { NewRollout } from './new-rollout.tsx';
import { RolloutState } from './rollout-state.tsx';
import './rollouts.css';
import './words.ts';

interface Props {
  readonly desk: Desk;
  /** `?new=` opens the form; `?release=` chooses what is rolled out. */
  readonly query: URLSearchParams;
}

/** Every rollout, and the way to a new one. */
export function RolloutsPage({ desk, query }: Props) {
  const { say, language, tenant } = desk;
  const [looked, look] = useLook<RolloutView[]>(ROLLOUT_ROUTES.rollouts(tenant), { every: LOOK_AGAIN });
  const isNew = query.has('new') || query.has('release');
  const mayDraft = may(desk, 'fleet.rollout');
  return (
    <Page title={say('page.rollouts')} class="rollouts">
      {mayDraft &&
        (isNew ? (
          <NewRollout desk={desk} releaseId={query.get('release')} />
        ) : (
          <p>
            <a class="button" href={hrefOf('rollouts', null, { new: '1' })} data-testid="new-rollout">
              {say('rollouts.new')}
            </a>
          </p>
        ))}
      <LookedAt say={say} looked={looked} again={look}>
        {(rollouts) =>
          rollouts.length === 0 ? (
            <Empty title={say('rollouts.none')} text={say('rollouts.none.text')} />
          ) : (
            <section class="panel" aria-labelledby="all">
              <h2 id="all">{say('rollouts.all')}</h2>
              <ul class="rows">
                {rollouts.map(({ id, title, kind, state, createdAt, createdBy }) => (
                  <li key={id}>
                    <div>
                      <a href={hrefOf('rollouts', id)}>{title}</a>
                      <small>
                        {say(`rollout-kind.${kind}`)} ·{' '}
                        {say('rollout.drafted', {
                          name: createdBy,
                          time: timeWords(createdAt, language, { status: null }),
                        })}
                      </small>
                    </div>
                    <RolloutState say={say} state={state} />
                  </li>
                ))}
              </ul>
            </section>
          )
        }
      </LookedAt>
    </Page>
  );
}
