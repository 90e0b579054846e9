import type { DeviceReport } from '../../../fleet-link/contract.ts';
import { PAPER_METERS } from '../../../fleet-link/paper-meters.ts';
import type { KeptReport } from '../../contract/terminals/terminal-view.ts';
import { hrefOf } from '../router.ts';
import type { Say } from '../texts.ts';
import { DevicePicture } from './device-pictures.tsx';

interface Props {
  readonly say: Say;
  readonly terminalId: string;
  readonly status: KeptReport;
  readonly mayCommand: boolean;
}

/** The devices as they stand there, their state in words, and what is used up. */
export function Devices({ say, terminalId, status, mayCommand }: Props) {
  return (
    <ul class="devices">
      {status.devices.map((device) => (
        <li key={device.kind} class={`device ${lampOf(device.state)}`} data-testid={`device-${device.kind}`}>
          <DevicePicture kind={device.kind} />
          <div>
            <b>{say(`device.${device.kind}`)}</b>
            <span class="state-words">
              {say(`state.${device.state}`)}
              {device.reason && (
                <>
                  {': '}
                  <span title={device.reason}>{say(`reason.${device.reason}`)}</span>
                </>
              )}
            </span>
            <small>{[device.model, device.firmware].filter(Boolean).join(' · ')}</small>
            {device.kind === 'receipt-printer' && <Paper say={say} counts={status.counts} />}
            {mayCommand && lampOf(device.state) !== 'good' && (
              <a href={hrefOf('terminal', terminalId, { act: 'device-health-check', device: device.kind })}>
                {say('command.device-health-check')}
                <span class="vh"> ({say(`device.${device.kind}`)})</span>
              </a>
            )}
          </div>
        </li>
      ))}
    </ul>
  );
}

/** How much of the roll is left, as far as the terminal counts. */
function Paper({ say, counts }: { readonly say: Say; readonly counts: KeptReport['counts'] }) {
  const used = counts[PAPER_METERS.onRoll];
  const roll = counts[PAPER_METERS.roll];
  if (used === undefined || !roll) return null;
  const left = Math.max(0, roll - used);
  const metres = (mm: number) => Math.round(mm / 1_000);
  return (
    <span class="paper">
      <meter min={0} max={roll} low={roll / 8} value={left} aria-label={say('terminal.paper')} />
      <small>{say('terminal.paper.left', { left: metres(left), roll: metres(roll) })}</small>
    </span>
  );
}

function lampOf(state: DeviceReport['state']): 'good' | 'warn' | 'bad' | 'off' {
  if (state === 'ready' || state === 'busy') return 'good';
  if (state === 'degraded' || state === 'starting') return 'warn';
  return state === 'closed' ? 'off' : 'bad';
}
