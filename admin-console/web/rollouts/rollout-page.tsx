import { ROLLOUT_ROUTES } from '../../contract/rollouts/rollout-routes.ts';
import type { RolloutProgress, SoftwareRelease } from '../../contract/rollouts/rollouts.ts';
import type { Desk } from '../frame/desk.ts';
import { LOOK_AGAIN, useLook } from '../frame/look.ts';
import { type Names, useNames } from '../frame/names.ts';
import { LookedAt, Page } from '../frame/page.tsx';
import { useTerminalNames } from '../frame/terminal-names.ts';
import { hrefOf } from '../router.ts';
import { timeWords } from '../texts.ts';
import { ExcludeForm } from './exclude-form.tsx';
import { spanWords, stopWords } from './plan-words.ts';
import { RingPicture } from './ring-picture.tsx';
import { RolloutActs } from './rollout-acts.tsx';
import { RolloutState } from './rollout-state.tsx';
import './rollouts.css';
import './words.ts';

const HERE = { status: null };

/** One rollout: its rings as a picture, why it stopped, and what can be done. */
export function RolloutPage({ desk, id }: { readonly desk: Desk; readonly id: string }) {
  const { say, language, tenant, live } = desk;
  const names = useNames(tenant, language);
  const options = { onRows: live.onRows, every: LOOK_AGAIN };
  const [looked, look] = useLook<RolloutProgress>(ROLLOUT_ROUTES.rollout(tenant, encodeURIComponent(id)), options);
  return (
    <Page title={looked.kind === 'there' ? looked.of.title : say('page.rollouts')} class="rollouts">
      <p class="back">
        <a href={hrefOf('rollouts')}>{say('rollouts.back')}</a>
      </p>
      <LookedAt say={say} looked={looked} again={look}>
        {(rollout) => <Rollout desk={desk} names={names} rollout={rollout} again={look} />}
      </LookedAt>
    </Page>
  );
}

interface Props {
  readonly desk: Desk;
  readonly names: Names;
  readonly rollout: RolloutProgress;
  readonly again: () => Promise<void>;
}

function Rollout({ desk, names, rollout, again }: Props) {
  const { say, language } = desk;
  const { state, stop, plan, rings, inNoRing, createdAt, createdBy, startedAt, startedBy, soakSince, ring } = rollout;
  const time = (at: number) => timeWords(at, language, HERE);
  const nameOf = useTerminalNames(desk.tenant, stop?.terminalId ? [stop.terminalId] : []);
  const after = plan.rings[ring]?.after;
  const waitsUntil =
    state === 'soaking' && soakSince !== null && after?.kind === 'soak' ? soakSince + after.minutes * 60_000 : null;
  return (
    <>
      <p class="now">
        <RolloutState say={say} state={state} />
        <Subject desk={desk} rollout={rollout} />
        <small>
          {startedAt === null || startedBy === null
            ? say('rollout.drafted', { name: createdBy, time: time(createdAt) })
            : say('rollout.started', { name: startedBy, time: time(startedAt) })}
        </small>
      </p>
      <p role="status">
        {say(`rollout-state.${state}.text`, { ring: ring + 1 })}{' '}
        {waitsUntil !== null && say('rollout.soaks-until', { time: time(waitsUntil) })}
      </p>
      {stop && (
        <section class="notice" data-testid="stop">
          <h2>{say('stop.title', { time: time(stop.at) })}</h2>
          <p>
            {stopWords(stop, desk)}{' '}
            {stop.terminalId && (
              <>
                {say('stop.last')} <a href={hrefOf('terminal', stop.terminalId)}>{nameOf(stop.terminalId)}</a>
              </>
            )}
          </p>
        </section>
      )}
      <section class="panel" aria-labelledby="rings">
        <h2 id="rings">{say('rings.title')}</h2>
        <ol class="rings">
          {plan.rings.map((one, n) => {
            const counts = rings[n];
            return counts && <RingPicture key={`${n + 1}`} {...{ desk, names, rollout, n, ring: one, counts }} />;
          })}
        </ol>
        {inNoRing > 0 && <p class="muted">{say.count('rings.none', inNoRing)}</p>}
        <p class="muted">
          {say('plan.threshold', {
            percent: plan.threshold.percent,
            atLeast: plan.threshold.atLeast,
            offline: spanWords(plan.threshold.offlineMinutes, say),
          })}{' '}
          {say(`plan.on-stop.${plan.onStop}`)}{' '}
          {say('plan.healthy-after', { time: spanWords(plan.healthyAfterMinutes, say) })}{' '}
          {say('plan.patience', { time: spanWords(plan.patienceMinutes, say) })}
        </p>
      </section>
      <RolloutActs desk={desk} rollout={rollout} again={again} />
      <ExcludeForm desk={desk} rollout={rollout} again={again} />
    </>
  );
}

/** What is rolled out. */
function Subject({ desk: { say }, rollout }: Pick<Props, 'desk' | 'rollout'>) {
  const { kind, releaseId, tenantId } = rollout;
  const [software] = useLook<SoftwareRelease[]>(kind === 'software' ? ROLLOUT_ROUTES.softwareReleases(tenantId) : null);
  if (kind === 'configuration') return <a href={hrefOf('release', releaseId)}>{say('rollout.of-configuration')}</a>;
  const version = software.kind === 'there' ? software.of.find(({ id }) => id === releaseId)?.version : undefined;
  return <span>{say('rollout.of-software', { version: version ?? '…' })}</span>;
}
