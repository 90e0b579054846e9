import type { TerminalConfiguration } from '../../../contract/configuration/configuration.ts';
import type { TerminalChange, TerminalChangeKind } from '../../../contract/terminals/terminal-history.ts';
import type { TerminalView } from '../../../contract/terminals/terminal-view.ts';
import type { Desk } from '../../frame/desk.ts';
import { timeWords } from '../../texts.ts';

interface Props {
  readonly desk: Desk;
  readonly terminal: TerminalView;
  readonly changes: readonly TerminalChange[];
  /** `null`: not known, or not allowed to be known. */
  readonly configuration: TerminalConfiguration | null;
}

/** What runs there, since when, and what should. */
export function Versions({ desk, terminal, changes, configuration }: Props) {
  const { say, language } = desk;
  const sinceOf = (kind: TerminalChangeKind) => {
    const last = changes.findLast((change) => change.kind === kind);
    return last ? timeWords(last.at, language, terminal) : '–';
  };
  const numbered = (n: number | null) =>
    n === null ? say('configuration.local') : say('configuration.version', { n });
  return (
    <section class="panel" aria-labelledby="versions">
      <h2 id="versions">{say('versions.title')}</h2>
      <table>
        <thead>
          <tr>
            <th scope="col">{say('versions.what')}</th>
            <th scope="col">{say('versions.runs')}</th>
            <th scope="col">{say('versions.since')}</th>
            <th scope="col">{say('versions.wanted')}</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">{say('versions.software')}</th>
            <td>{terminal.software ?? '–'}</td>
            <td>{sinceOf('software')}</td>
            <td>–</td>
          </tr>
          <tr>
            <th scope="row">{say('terminal.configuration')}</th>
            <td>{configuration ? numbered(configuration.running) : '–'}</td>
            <td>{sinceOf('configuration')}</td>
            <td>
              {configuration?.wanted == null ? '–' : numbered(configuration.wanted)}
              {configuration?.isUpToDate && ' ✓'}
            </td>
          </tr>
        </tbody>
      </table>
    </section>
  );
}
