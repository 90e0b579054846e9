import type { TerminalChange } from '../../../contract/terminals/terminal-history.ts';
import type { TerminalView } from '../../../contract/terminals/terminal-view.ts';
import type { Desk } from '../../frame/desk.ts';
import { saveFile } from '../../frame/save-file.ts';
import { timeWords } from '../../texts.ts';
import { DevicePicture } from '../device-pictures.tsx';
import { hardwareCsv, hardwareOf } from './hardware.ts';

interface Props {
  readonly desk: Desk;
  readonly terminal: TerminalView;
  readonly changes: readonly TerminalChange[];
}

/** The devices as they were told last, and since when they are these. */
export function Hardware({ desk, terminal, changes }: Props) {
  const { say, language } = desk;
  const devices = hardwareOf(changes);
  const time = (at: number) => timeWords(at, language, terminal);
  const download = () =>
    saveFile(`${terminal.id}.csv`, hardwareCsv(terminal.id, devices, say, time), 'text/csv;charset=utf-8');
  return (
    <section class="panel" aria-labelledby="hardware">
      <h2 id="hardware">{say('hardware.title')}</h2>
      {devices.length === 0 ? (
        <p class="muted">{say('hardware.none')}</p>
      ) : (
        <>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard. */}
          <section class="scrolls" tabIndex={0} aria-label={say('hardware.list')}>
            <table class="hardware">
              <thead>
                <tr>
                  <th scope="col">{say('hardware.device')}</th>
                  <th scope="col">{say('hardware.model')}</th>
                  <th scope="col">{say('hardware.firmware')}</th>
                  <th scope="col">{say('hardware.since')}</th>
                </tr>
              </thead>
              <tbody>
                {devices.map(({ kind, model, firmware, since }) => (
                  <tr key={kind}>
                    <th scope="row">
                      <DevicePicture kind={kind} />
                      {say(`device.${kind}`)}
                    </th>
                    <td>{model ?? '–'}</td>
                    <td>{firmware ?? '–'}</td>
                    <td>{time(since)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
          <button type="button" class="second" onClick={download}>
            {say('hardware.csv')}
          </button>
        </>
      )}
    </section>
  );
}
