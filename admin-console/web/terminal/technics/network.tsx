import type { CommandView } from '../../../contract/commands/commands.ts';
import { HISTORY_ROUTES } from '../../../contract/terminals/history-routes.ts';
import type { TerminalIdentity } from '../../../contract/terminals/terminal-history.ts';
import type { TerminalView } from '../../../contract/terminals/terminal-view.ts';
import { type Desk, may } from '../../frame/desk.ts';
import { useLook } from '../../frame/look.ts';
import { hrefOf } from '../../router.ts';
import { type Say, timeWords } from '../../texts.ts';

interface Props {
  readonly desk: Desk;
  readonly terminal: TerminalView;
  /** Of this terminal, the newest first. */
  readonly commands: readonly CommandView[];
}

interface Target {
  readonly name: string;
  readonly host: string;
  readonly port: number;
  /** `null`: no answer. */
  readonly ms: number | null;
  readonly reason: string | null;
}

/** Units of the drawing. */
const [WIDTH, ROW, TALL] = [340, 44, 14] as const;

/** Who opens the connection, how long it stands, and what the last check of the network found. */
export function Network({ desk, terminal, commands }: Props) {
  const { say, language } = desk;
  const path = HISTORY_ROUTES.identity(terminal.tenantId, encodeURIComponent(terminal.id));
  const [identity] = useLook<TerminalIdentity>(path);
  const last = commands.find(({ result }) => result?.kind === 'network');
  const targets = last?.result?.kind === 'network' ? last.result.targets : [];
  const time = (at: number) => timeWords(at, language, terminal);
  return (
    <section class="panel" aria-labelledby="network">
      <h2 id="network">{say('network.title')}</h2>
      {identity.kind === 'there' && <Way say={say} identity={identity.of} time={time} />}
      <h3>{say('network.last')}</h3>
      {last ? (
        <>
          <p class="muted">{time(last.finishedAt ?? last.createdAt)}</p>
          <Answers say={say} targets={targets} />
        </>
      ) : (
        <p class="muted">{say('network.none')}</p>
      )}
      {may(desk, 'fleet.command', terminal.tenantId) && (
        <p>
          <a class="button" href={hrefOf('terminal', terminal.id, { act: 'network-check' })}>
            {say('command.network-check')}
          </a>
        </p>
      )}
    </section>
  );
}

interface WayProps {
  readonly say: Say;
  readonly identity: TerminalIdentity;
  readonly time: (at: number) => string;
}

function Way({ say, identity: { dialling, linkedSince, clockOffMs }, time }: WayProps) {
  return (
    <dl class="facts">
      <div>
        <dt>{say('network.who')}</dt>
        <dd>{say(`network.by.${dialling.by}`)}</dd>
      </div>
      {dialling.address !== null && (
        <div>
          <dt>{say('result.address')}</dt>
          <dd>{dialling.address}</dd>
        </div>
      )}
      <div>
        <dt>{say('network.linked')}</dt>
        <dd>{linkedSince === null ? say('network.not-linked') : time(linkedSince)}</dd>
      </div>
      <div>
        <dt>{say('network.clock')}</dt>
        <dd>{clockOffMs === null ? '–' : say('network.clock-off', { n: (clockOffMs / 1_000).toFixed(1) })}</dd>
      </div>
    </dl>
  );
}

/** How long each took to answer, as bars; one that did not answer says why. */
function Answers({ say, targets }: { readonly say: Say; readonly targets: readonly Target[] }) {
  const most = Math.max(1, ...targets.map(({ ms }) => ms ?? 0));
  return (
    <svg class="answers" viewBox={`0 0 ${WIDTH} ${targets.length * ROW}`} role="img" aria-label={say('network.plot')}>
      {targets.map(({ name, host, port, ms, reason }, n) => (
        <g key={`${name}/${host}/${port}`} transform={`translate(0 ${n * ROW})`}>
          <text x="0" y="13">
            {name} · {host}:{port}
          </text>
          <rect
            class={ms === null ? 'bad' : ''}
            x="0"
            y="19"
            width={ms === null ? 6 : Math.max(2, (ms / most) * (WIDTH - 120))}
            height={TALL}
            rx="2"
          />
          <text x={(ms === null ? 6 : Math.max(2, (ms / most) * (WIDTH - 120))) + 8} y={19 + TALL - 2}>
            {ms === null ? say('result.no-answer', { reason: reason ?? '' }) : `${ms} ms`}
          </text>
        </g>
      ))}
    </svg>
  );
}
