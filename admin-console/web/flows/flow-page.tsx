import { ROUTES } from '../../contract/routes.ts';
import type { TerminalView } from '../../contract/terminals/terminal-view.ts';
import { type Desk, may } from '../frame/desk.ts';
import { LOOK_AGAIN, useLook } from '../frame/look.ts';
import { Empty, LookedAt, NoPermission, Page } from '../frame/page.tsx';
import { hrefOf, replacePlace } from '../router.ts';
import './flows.css';
import './flow-texts.ts';
import '../terminal/terminal.css';
import { Jam } from './jam.tsx';
import { Replace } from './replace.tsx';

interface Props {
  readonly desk: Desk;
  /** Which flow, as it stands in the address. */
  readonly id: string;
  /** `?terminal=`, and what each step has found or given so far: the address resumes the flow. */
  readonly query: URLSearchParams;
}

const FLOWS = { papierstau: 'jam', 'geraet-tauschen': 'replace' } as const;
const isFlow = (id: string): id is keyof typeof FLOWS => Object.hasOwn(FLOWS, id);

/** One thing to do at one terminal, step by step; each step looks at what really is. */
export function FlowPage({ desk, id, query }: Props) {
  const { say, tenant, live } = desk;
  const terminalId = query.get('terminal') ?? '';
  const path = isFlow(id) && terminalId ? ROUTES.terminal(tenant, encodeURIComponent(terminalId)) : null;
  const options = { onRows: live.onRows, matters: (changed: string) => changed === terminalId, every: LOOK_AGAIN / 2 };
  const [looked, look] = useLook<TerminalView>(path, options);
  if (!isFlow(id) || path === null)
    return (
      <Page title={say('page.flow')}>
        <Empty title={say('state.gone')} text={say('state.gone.text')} />
      </Page>
    );
  const keep = (kept: Readonly<Record<string, string>>) =>
    replacePlace(hrefOf('flow', id, { ...Object.fromEntries(query), ...kept }));
  const name = looked.kind === 'there' ? desk.names.terminal(looked.of) : terminalId;
  return (
    <Page title={say(`flow.${FLOWS[id]}`)} class="flow-page">
      <p class="lead">
        {say('flow.at')} <a href={hrefOf('terminal', terminalId)}>{name}</a>
      </p>
      <LookedAt say={say} looked={looked} again={look}>
        {(terminal) => {
          const needed = FLOWS[id] === 'replace' ? 'fleet.enrol' : 'fleet.command';
          if (!may(desk, needed, terminal.tenantId)) return <NoPermission say={say} />;
          return FLOWS[id] === 'jam' ? (
            <Jam {...{ desk, terminal, query, keep }} />
          ) : (
            <Replace {...{ desk, terminal, query, keep }} />
          );
        }}
      </LookedAt>
    </Page>
  );
}
