import { useState } from 'preact/hooks';
import type { CommandResult } from '../../../fleet-link/commands.ts';
import type { CommandFileView, CommandView } from '../../contract/commands/commands.ts';
import { ROUTES } from '../../contract/routes.ts';
import { problemOf } from '../asking.ts';
import { type Desk, may } from '../frame/desk.ts';
import { ask } from '../hub-client.ts';
import { flowFor } from '../inbox/flow-for.ts';
import type { Say } from '../texts.ts';
import { Checks } from './checks.tsx';

interface Props {
  readonly desk: Desk;
  readonly command: CommandView;
  readonly result: CommandResult;
  readonly mayOpen: boolean;
}

/** What a command brought. */
export function Result({ desk, command, result, mayOpen }: Props) {
  const { say, language } = desk;
  switch (result.kind) {
    case 'checks':
      return (
        <Checks
          say={say}
          result={result}
          wayFor={(subject, reason) =>
            flowFor({ cause: 'device', subject, reason, terminalId: command.terminalId }, (permission) =>
              may(desk, permission, command.tenantId),
            )
          }
        />
      );
    case 'network':
      return <Network say={say} result={result} />;
    case 'day-closed': {
      const amount = new Intl.NumberFormat(language, { style: 'currency', currency: 'EUR' }).format(result.cents / 100);
      return <p>{say('result.day-closed', { count: result.count, amount })}</p>;
    }
    case 'file':
      return mayOpen ? <File desk={desk} command={command} type={result.type} /> : null;
  }
}

function Network({ say, result }: { readonly say: Say; readonly result: CommandResult & { kind: 'network' } }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard.
    <section class="result scrolls" tabIndex={0} aria-label={say('result.network')} data-testid="result">
      <table>
        <thead>
          <tr>
            <th scope="col">{say('result.target')}</th>
            <th scope="col">{say('result.address')}</th>
            <th scope="col">{say('result.answer')}</th>
          </tr>
        </thead>
        <tbody>
          {result.targets.map(({ name, host, port, ms, reason }) => (
            <tr key={`${name}/${host}/${port}`}>
              <th scope="row">{name}</th>
              <td>
                {host}:{port}
              </td>
              <td>{ms === null ? say('result.no-answer', { reason: reason ?? '' }) : `${ms} ms`}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

interface FileProps extends Pick<Props, 'desk' | 'command'> {
  readonly type: CommandFileView['type'];
}

/** Fetched when somebody wants to see it: that it was looked at is a question of its own to the hub. */
function File({ desk: { say }, command, type }: FileProps) {
  const [content, setContent] = useState<{ picture: string } | { lines: string } | { problem: string } | null>(null);
  async function open() {
    const answer = await ask('GET', ROUTES.commandFile(command.tenantId, command.id));
    if (answer.status !== 200) return setContent({ problem: problemOf(answer, say) });
    const { data } = answer.body as CommandFileView;
    setContent(type === 'png' ? { picture: `data:image/png;base64,${data}` } : { lines: await unzipped(data) });
  }
  return (
    <div class="result" data-testid="result">
      {content === null && (
        <button type="button" class="second" onClick={open}>
          {say(`result.open.${type}`)}
        </button>
      )}
      {content && 'problem' in content && (
        <p class="error" role="alert">
          {content.problem}
        </p>
      )}
      {content && 'picture' in content && <img src={content.picture} alt={say('result.picture')} />}
      {content && 'lines' in content && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard.
        <pre tabIndex={0}>{content.lines}</pre>
      )}
    </div>
  );
}

/** @param data gzip in base64 */
async function unzipped(data: string): Promise<string> {
  const bytes = Uint8Array.from(atob(data), (character) => character.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))).text();
}
