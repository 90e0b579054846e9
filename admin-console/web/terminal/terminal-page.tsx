import { ALERTING_ROUTES } from '../../contract/alerting/alerting-routes.ts';
import type { EpisodeView, MuteView } from '../../contract/alerting/views.ts';
import { ROUTES } from '../../contract/routes.ts';
import type { TerminalView } from '../../contract/terminals/terminal-view.ts';
import { findingWords } from '../findings.ts';
import { type Desk, may } from '../frame/desk.ts';
import { LOOK_AGAIN, useLook } from '../frame/look.ts';
import { LookedAt, Page } from '../frame/page.tsx';
import { groupsOf, shelfOf } from '../inbox/episodes.ts';
import { Group } from '../inbox/group.tsx';
import '../inbox/inbox.css';
import { hrefOf } from '../router.ts';
import { timeWords } from '../texts.ts';
import { Acts } from './acts.tsx';
import { CommandLog } from './command-log.tsx';
import { Condition } from './condition.tsx';
import { Devices } from './devices.tsx';
import { Facts } from './facts.tsx';
import { History } from './history/history.tsx';
import { Parts, partOf } from './parts.tsx';
import { Services } from './services.tsx';
import { Technics } from './technics/technics.tsx';
import { TerminalName } from './terminal-name.tsx';
import { TerminalTags } from './terminal-tags.tsx';
import './terminal.css';
import './terminal-texts.ts';

interface Props {
  readonly desk: Desk;
  readonly id: string;
  /** `?act=` opens the form of that command, `&device=` chooses its device. */
  readonly query: URLSearchParams;
}

/** One terminal: how it stands there, what is wrong, what can be done from here, what was done. */
export function TerminalPage({ desk, id, query }: Props) {
  const { say, tenant, live } = desk;
  const path = ROUTES.terminal(tenant, encodeURIComponent(id));
  const options = { onRows: live.onRows, matters: (changed: string) => changed === id, every: LOOK_AGAIN };
  const [looked, look] = useLook<TerminalView>(path, options);
  const name = looked.kind === 'there' ? looked.of.name : null;
  return (
    <Page title={name ?? id} class="terminal">
      <p class="back">
        <a href={hrefOf('terminals')}>{say('terminal.back')}</a>
        {name !== null && <small> {id}</small>}
      </p>
      <LookedAt say={say} looked={looked} again={look}>
        {(terminal) => <Sections desk={desk} terminal={terminal} query={query} again={look} />}
      </LookedAt>
    </Page>
  );
}

interface SectionsProps extends Omit<Props, 'id'> {
  readonly terminal: TerminalView;
  readonly again: () => Promise<void>;
}

function Sections({ desk, terminal, query, again }: SectionsProps) {
  const { say, language } = desk;
  const { id, judgement, online } = terminal;
  const part = partOf(query);
  return (
    <>
      <p class="now">
        <Condition
          say={say}
          condition={judgement.condition}
          seen={terminal.seenAt === null ? '–' : timeWords(terminal.seenAt, language, terminal)}
        />
        {online && terminal.status?.step === 'closed' && <span class="pill">{say('step.closed')}</span>}
        {terminal.revokedAt !== null && <span class="pill bad">{say('terminal.revoked')}</span>}
      </p>
      {online && judgement.findings.length > 0 && (
        <ul class="findings" data-testid="findings">
          {judgement.findings.map((finding) => (
            <li key={`${finding.kind}/${finding.subject}`} class={finding.severity}>
              {findingWords(finding, say)}
            </li>
          ))}
        </ul>
      )}
      <Parts say={say} id={id} open={part} />
      {part === 'history' && <History desk={desk} terminal={terminal} query={query} />}
      {part === 'technics' && <Technics desk={desk} terminal={terminal} />}
      {part === 'now' && <Now desk={desk} terminal={terminal} query={query} again={again} />}
    </>
  );
}

/** What is wrong, what can be done from here, and what was asked for. */
function Now({ desk, terminal, query, again }: SectionsProps) {
  const { say } = desk;
  const { id, tenantId, judgement, status, online } = terminal;
  const mayCommand = may(desk, 'fleet.command', tenantId);
  return (
    <>
      <Episodes desk={desk} terminal={terminal} />
      <section class="panel" aria-labelledby="devices">
        <h2 id="devices">{say('devices')}</h2>
        {online && status ? (
          <Devices say={say} terminalId={id} status={status} mayCommand={mayCommand} />
        ) : (
          // What was true once is no state.
          <p class="muted">{say('terminal.not-known')}</p>
        )}
      </section>
      {mayCommand && <Acts desk={desk} terminal={terminal} query={query} />}
      <CommandLog desk={desk} terminal={terminal} />
      <section class="panel" aria-labelledby="facts">
        <h2 id="facts">{say('terminal.facts')}</h2>
        <Facts desk={desk} terminal={terminal} />
        {may(desk, 'fleet.enrol', tenantId) && <TerminalName desk={desk} terminal={terminal} again={again} />}
        <TerminalTags desk={desk} terminal={terminal} again={again} />
      </section>
      {online && status && (
        <section class="panel" aria-labelledby="services">
          <h2 id="services">{say('services')}</h2>
          <Services say={say} names={desk.names} services={judgement.services} />
        </section>
      )}
    </>
  );
}

/** What alerts stand here, with what to do. */
function Episodes({ desk, terminal }: { readonly desk: Desk; readonly terminal: TerminalView }) {
  const { say, live } = desk;
  const { id, tenantId } = terminal;
  const path = `${ALERTING_ROUTES.episodes(tenantId)}?terminal=${encodeURIComponent(id)}`;
  const options = { onRows: live.onRows, matters: (changed: string) => changed === id, every: LOOK_AGAIN };
  const [looked, look] = useLook<EpisodeView[]>(path, options);
  const [mutes, lookAtMutes] = useLook<MuteView[]>(ALERTING_ROUTES.mutes(tenantId), { every: LOOK_AGAIN });
  const again = async () => {
    await Promise.all([look(), lookAtMutes()]);
  };
  const known = mutes.kind === 'there' ? mutes.of : [];
  const shelfNow = (episode: EpisodeView) => shelfOf(episode, known, Date.now());
  return (
    <section aria-labelledby="episodes" class="standing">
      <h2 id="episodes">{say('terminal.episodes')}</h2>
      <LookedAt say={say} looked={looked} again={look}>
        {(episodes) =>
          episodes.length === 0 ? (
            <p class="muted" data-testid="no-episodes">
              {say('terminal.episodes.none')}
            </p>
          ) : (
            groupsOf(episodes).map((group) => (
              <Group
                key={group.key}
                desk={desk}
                group={group}
                shelf={shelfNow(group.episodes[0])}
                again={again}
                isAtTerminal
              />
            ))
          )
        }
      </LookedAt>
    </section>
  );
}
