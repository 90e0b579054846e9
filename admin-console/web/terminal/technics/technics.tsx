import type { CommandView } from '../../../contract/commands/commands.ts';
import type { TerminalConfiguration } from '../../../contract/configuration/configuration.ts';
import { ROUTES } from '../../../contract/routes.ts';
import { HISTORY_ROUTES } from '../../../contract/terminals/history-routes.ts';
import type { TerminalHistory, TerminalIdentity } from '../../../contract/terminals/terminal-history.ts';
import type { TerminalView } from '../../../contract/terminals/terminal-view.ts';
import { type Desk, may } from '../../frame/desk.ts';
import { LOOK_AGAIN, useLook } from '../../frame/look.ts';
import { LookedAt } from '../../frame/page.tsx';
import { Hardware } from './hardware.tsx';
import { Identity } from './identity.tsx';
import { LogView } from './log-view.tsx';
import { Network } from './network.tsx';
import { Versions } from './versions.tsx';

interface Props {
  readonly desk: Desk;
  readonly terminal: TerminalView;
}

const MOST = 100;

/** What a terminal is made of, which versions run there, by what it is known and how it is reached. */
export function Technics({ desk, terminal }: Props) {
  const { say } = desk;
  const { tenantId } = terminal;
  const id = encodeURIComponent(terminal.id);
  const options = { every: LOOK_AGAIN * 6 };
  const [history, lookAtHistory] = useLook<TerminalHistory>(HISTORY_ROUTES.history(tenantId, id), options);
  const [identity, lookAtIdentity] = useLook<TerminalIdentity>(HISTORY_ROUTES.identity(tenantId, id), options);
  const query = new URLSearchParams({ terminal: terminal.id, most: String(MOST) });
  const [commands, lookAtCommands] = useLook<CommandView[]>(`${ROUTES.commands(tenantId)}?${query}`, options);
  const mayRead = may(desk, 'configuration.read', tenantId);
  const [configurations] = useLook<TerminalConfiguration[]>(
    mayRead ? ROUTES.configuration.terminals(tenantId) : null,
    options,
  );
  const configuration =
    configurations.kind === 'there'
      ? (configurations.of.find(({ terminalId }) => terminalId === terminal.id) ?? null)
      : null;
  return (
    <>
      <LookedAt say={say} looked={history} again={lookAtHistory}>
        {({ changes }) => (
          <>
            <Hardware desk={desk} terminal={terminal} changes={changes} />
            <Versions desk={desk} terminal={terminal} changes={changes} configuration={configuration} />
          </>
        )}
      </LookedAt>
      <LookedAt say={say} looked={identity} again={lookAtIdentity}>
        {(of) => <Identity desk={desk} terminal={terminal} identity={of} />}
      </LookedAt>
      <LookedAt say={say} looked={commands} again={lookAtCommands}>
        {(of) => <Network desk={desk} terminal={terminal} commands={of} />}
      </LookedAt>
      {may(desk, 'fleet.command', tenantId) && <LogView desk={desk} terminal={terminal} />}
    </>
  );
}
