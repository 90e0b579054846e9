import { useState } from 'preact/hooks';
import { HISTORY_ROUTES } from '../../contract/terminals/history-routes.ts';
import type { PaperView } from '../../contract/terminals/terminal-history.ts';
import { problemOf } from '../asking.ts';
import { type Desk, may } from '../frame/desk.ts';
import { LOOK_AGAIN, useLook } from '../frame/look.ts';
import { Empty, LookedAt, Page } from '../frame/page.tsx';
import { useTerminalNames } from '../frame/terminal-names.ts';
import { ask } from '../hub-client.ts';
import { hrefOf, replacePlace } from '../router.ts';
import { Labelled } from '../terminal/command-form.tsx';
import './flow-texts.ts';
import './flows.css';
import { type RoundStop, stopsOf } from './round.ts';

interface Props {
  readonly desk: Desk;
  /** `?days=`: rolls that end within so many days with opening hours. */
  readonly query: URLSearchParams;
}

const SPANS = [3, 7, 14, 30] as const;

/** Paper of the week: where rolls end, as a round to walk, ticked off and proved by the terminals' own meters. */
export function PaperPage({ desk, query }: Props) {
  const { say, tenant, live } = desk;
  const days = SPANS.find((span) => String(span) === query.get('days')) ?? 7;
  const path = `${HISTORY_ROUTES.paperRound(tenant)}?days=${days}`;
  const [looked, look] = useLook<PaperView[]>(path, { onRows: live.onRows, every: LOOK_AGAIN });
  return (
    <Page title={say('page.paper')} class="paper-round">
      <p class="lead">{say('round.text')}</p>
      <div class="filters">
        <Labelled label={say('round.days')}>
          {(id) => (
            <select
              id={id}
              value={String(days)}
              onChange={(event) => replacePlace(hrefOf('paper', null, { days: event.currentTarget.value }))}
            >
              {SPANS.map((span) => (
                <option key={span} value={span}>
                  {say.count('days', span)}
                </option>
              ))}
            </select>
          )}
        </Labelled>
      </div>
      <LookedAt say={say} looked={looked} again={look}>
        {(all) =>
          all.length === 0 ? (
            <Empty title={say('round.empty')} text={say('round.empty.text')} isGood />
          ) : (
            <Round desk={desk} stops={stopsOf(all)} again={look} />
          )
        }
      </LookedAt>
    </Page>
  );
}

interface RoundProps {
  readonly desk: Desk;
  readonly stops: readonly RoundStop[];
  readonly again: () => Promise<void>;
}

function Round({ desk, stops, again }: RoundProps) {
  const { say, tenant } = desk;
  const nameOf = useTerminalNames(
    tenant,
    stops.flatMap(({ terminals }) => terminals.map(({ terminalId }) => terminalId)),
  );
  const rolls = stops.reduce((sum, stop) => sum + stop.rolls, 0);
  return (
    <>
      <p class="acts">
        <b data-testid="rolls">{say.count('round.rolls', rolls)}</b>
        <button type="button" class="second" onClick={() => print()}>
          {say('round.print')}
        </button>
      </p>
      {stops.map(({ locationId, terminals, rolls: here }) => (
        <section key={locationId} class="panel" aria-labelledby={`stop-${locationId}`}>
          <h2 id={`stop-${locationId}`}>
            {locationId === null ? say('round.no-place') : desk.names.location(locationId)}{' '}
            <small class="muted">{say.count('round.rolls', here)}</small>
          </h2>
          <ul class="rows">
            {terminals.map((paper) => (
              <Stop key={paper.terminalId} {...{ desk, paper, again }} name={nameOf(paper.terminalId)} />
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}

interface StopProps extends Pick<RoundProps, 'desk' | 'again'> {
  readonly paper: PaperView;
  readonly name: string;
}

function Stop({ desk, paper, name, again }: StopProps) {
  const { say } = desk;
  const { terminalId, tenantId, days, leftMm, rollMm, tick, isOnline } = paper;
  const [problem, setProblem] = useState('');
  async function act(method: 'PUT' | 'DELETE') {
    const path = HISTORY_ROUTES.paperTick(tenantId, encodeURIComponent(terminalId));
    const answer = await ask(method, path, method === 'PUT' ? {} : undefined);
    setProblem(answer.status === 200 ? '' : problemOf(answer, say));
    await again();
  }
  return (
    <li data-testid={`paper-${terminalId}`}>
      <div>
        <span class="box" aria-hidden="true">
          {tick ? '☑' : '☐'}
        </span>{' '}
        <a href={hrefOf('terminal', terminalId, { part: 'history' })}>{name}</a>{' '}
        {days === null
          ? say('round.not-known')
          : days < 1
            ? say('round.today')
            : say.count('episode.days', Math.floor(days))}
        <small>
          {say('terminal.paper.left', { left: Math.round(leftMm / 1_000), roll: Math.round(rollMm / 1_000) })}
          {!isOnline && `, ${say('round.not-linked')}`}
        </small>
        {tick && (
          <small role="status" class={tick.isProved ? 'proved' : ''} data-testid="tick">
            {say(tick.isProved ? 'round.proved' : 'round.ticked', { name: tick.actor })}
          </small>
        )}
        <p class="error" role="alert">
          {problem}
        </p>
      </div>
      {may(desk, 'alerts.act', tenantId) && (
        <button type="button" class={tick ? 'second' : ''} onClick={() => void act(tick ? 'DELETE' : 'PUT')}>
          {say(tick ? 'round.untick' : 'round.tick')}
          <span class="vh"> ({name})</span>
        </button>
      )}
    </li>
  );
}
