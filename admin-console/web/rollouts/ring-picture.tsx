import { useState } from 'preact/hooks';
import { ROLLOUT_ROUTES } from '../../contract/rollouts/rollout-routes.ts';
import type { RolloutCounts, RolloutProgress, RolloutRing, RolloutTerminal } from '../../contract/rollouts/rollouts.ts';
import type { Desk } from '../frame/desk.ts';
import { LOOK_AGAIN, useLook } from '../frame/look.ts';
import type { Names } from '../frame/names.ts';
import { LookedAt } from '../frame/page.tsx';
import { useTerminalNames } from '../frame/terminal-names.ts';
import { hrefOf } from '../router.ts';
import { afterWords, memberReasonWords, selectionWords, windowWords } from './plan-words.ts';

/** As they follow each other on the way: well, changing, waiting, lost. */
const SHARES = ['healthy', 'switched', 'offered', 'pending', 'offline', 'failed', 'went-back', 'excluded'] as const;
type Share = (typeof SHARES)[number];

interface Props {
  readonly desk: Desk;
  readonly names: Names;
  readonly rollout: RolloutProgress;
  /** From 0. */
  readonly n: number;
  readonly ring: RolloutRing;
  readonly counts: RolloutCounts;
}

/** One ring: how far its terminals are as a bar and in words, when they may be offered it, what is waited for after it. */
export function RingPicture({ desk, names, rollout, n, ring, counts }: Props) {
  const { say } = desk;
  const all = SHARES.reduce((sum, share) => sum + counts[share], 0);
  const lost = counts.failed + counts['went-back'];
  const hasBegun = rollout.state !== 'draft' && n <= rollout.ring;
  const isCurrent = hasBegun && n === rollout.ring;
  const shown = SHARES.filter((share) => counts[share] > 0);
  return (
    <li class={`ring ${isCurrent ? 'current' : ''} ${lost > 0 ? 'lost' : ''}`} data-testid={`ring-${n + 1}`}>
      <h3>
        <span class="number">{n + 1}</span> {selectionWords(ring.selection, desk, names)}{' '}
        <small>{say.count('ring.size', all)}</small>
      </h3>
      {all > 0 && (
        <div class="bar-of-ring" aria-hidden="true">
          {shown.map((share) => (
            <span key={share} class={share} style={{ flexGrow: counts[share] }} />
          ))}
        </div>
      )}
      <ul class="legend">
        {shown.map((share) => (
          <li key={share} data-testid={`${share}-in-ring-${n + 1}`}>
            <span class={`dot ${share}`} aria-hidden="true" />
            <b>{counts[share]}</b> {say(counts[share] === 1 ? `member.${share}.one` : `member.${share}`)}
          </li>
        ))}
      </ul>
      <p class="muted">
        {windowWords(ring.window, desk)} {ring.atOnce !== null && say.count('ring.at-once', ring.atOnce)}{' '}
        {n + 1 < rollout.plan.rings.length && afterWords(ring, desk)}
      </p>
      {all > 0 && <Terminals desk={desk} rollout={rollout} n={n} />}
    </li>
  );
}

/** Most terminals that are listed at once. */
const MOST = 50;
const ORDER: readonly Share[] = [
  'failed',
  'went-back',
  'offered',
  'switched',
  'pending',
  'offline',
  'healthy',
  'excluded',
];

/** Each terminal of a ring, those first at which somebody has to look. Asked for only when it is opened. */
function Terminals({ desk, rollout, n }: Pick<Props, 'desk' | 'rollout' | 'n'>) {
  const { say, live, tenant } = desk;
  const [isOpen, setOpen] = useState(false);
  const asked = new URLSearchParams({ ring: `${n}`, most: '200' });
  const [looked, look] = useLook<RolloutTerminal[]>(
    isOpen ? `${ROLLOUT_ROUTES.terminals(rollout.tenantId, rollout.id)}?${asked}` : null,
    { onRows: live.onRows, every: LOOK_AGAIN },
  );
  const stateOf = ({ state, isLinked }: RolloutTerminal): Share =>
    state === 'pending' && !isLinked ? 'offline' : state;
  const all = looked.kind === 'there' ? looked.of : [];
  const sorted = all.toSorted((a, b) => ORDER.indexOf(stateOf(a)) - ORDER.indexOf(stateOf(b)));
  const shown = sorted.slice(0, MOST);
  const nameOf = useTerminalNames(
    tenant,
    shown.map(({ terminalId }) => terminalId),
  );
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{say('ring.list')}</summary>
      {isOpen && (
        <LookedAt say={say} looked={looked} again={look}>
          {() => (
            <>
              <ul class="rows">
                {shown.map((terminal) => (
                  <li key={terminal.terminalId}>
                    <a href={hrefOf('terminal', terminal.terminalId)}>{nameOf(terminal.terminalId)}</a>
                    <span>
                      {say(`member.${stateOf(terminal)}.one`)}
                      {terminal.reason && <small>{memberReasonWords(terminal.reason, desk)}</small>}
                    </span>
                  </li>
                ))}
              </ul>
              {sorted.length > MOST && <p class="muted">{say('ring.list.more', { n: MOST })}</p>}
            </>
          )}
        </LookedAt>
      )}
    </details>
  );
}
