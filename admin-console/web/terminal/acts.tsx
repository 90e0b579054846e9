import { useState } from 'preact/hooks';
import type { CommandKind } from '../../../fleet-link/command-kinds.ts';
import { termsOf } from '../../contract/commands/command-kinds.ts';
import { ROUTES } from '../../contract/routes.ts';
import type { TerminalView } from '../../contract/terminals/terminal-view.ts';
import { type Desk, may } from '../frame/desk.ts';
import { ask } from '../hub-client.ts';
import { hrefOf, replacePlace } from '../router.ts';
import { CommandDialog, type CommandForm } from './command-form.tsx';
import { OFFER } from './command-offer.ts';
import { DEVICE_KINDS } from './device-pictures.tsx';

interface Props {
  readonly desk: Desk;
  readonly terminal: TerminalView;
  readonly query: URLSearchParams;
}

/** What can be done from here: every kind of command that this person may give. */
export function Acts({ desk, terminal, query }: Props) {
  const { say } = desk;
  const { id, tenantId, status } = terminal;
  const asked =
    Object.values(OFFER)
      .flat()
      .find((kind) => kind === query.get('act')) ?? null;
  const [given, setGiven] = useState<CommandKind | null>(null);
  const devices = status?.devices.map(({ kind }) => kind) ?? DEVICE_KINDS;
  const isOffered = (kind: CommandKind) => may(desk, termsOf(kind).permission, tenantId);
  const open = (kind: CommandKind | null) => replacePlace(hrefOf('terminal', id, { act: kind }));
  const give = (request: CommandForm) =>
    ask('POST', ROUTES.terminalCommands(tenantId, encodeURIComponent(id)), request);
  return (
    <section class="panel acts-of-terminal" aria-labelledby="acts">
      <h2 id="acts">{say('terminal.acts')}</h2>
      {!terminal.online && <p class="muted">{say('terminal.acts.offline')}</p>}
      {Object.entries(OFFER).map(([purpose, kinds]) => {
        const offered = kinds.filter(isOffered);
        return (
          offered.length > 0 && (
            <section key={purpose} class="offer" aria-labelledby={`offer-${purpose}`}>
              <h3 id={`offer-${purpose}`}>{say(`offer.${purpose}`)}</h3>
              <p class="acts">
                {offered.map((kind) => (
                  <button
                    key={kind}
                    type="button"
                    class="second"
                    onClick={() => open(kind)}
                    data-testid={`act-${kind}`}
                  >
                    {say(`command.${kind}`)}
                  </button>
                ))}
              </p>
            </section>
          )
        );
      })}
      <p role="status" class="given">
        {given && say('terminal.given', { what: say(`command.${given}`) })}
      </p>
      {asked && isOffered(asked) && (
        <CommandDialog
          key={`${asked}/${query.get('device')}`}
          say={say}
          kind={asked}
          devices={devices}
          device={query.get('device')}
          give={give}
          onGiven={() => {
            setGiven(asked);
            open(null);
            dispatchEvent(new Event(COMMAND_GIVEN));
          }}
          onClosed={() => open(null)}
        />
      )}
    </section>
  );
}

/** Tells the list of commands that there is one more. */
export const COMMAND_GIVEN = 'command-given';
