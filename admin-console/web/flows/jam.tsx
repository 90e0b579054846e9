import type { DeviceReport } from '../../../fleet-link/contract.ts';
import { DevicePicture } from '../terminal/device-pictures.tsx';
import type { FlowProps } from './flow-props.ts';
import { Give, hasProved, useGiven } from './give.tsx';
import { Steps } from './steps.tsx';

type Printer = 'receipt-printer' | 'page-printer';

const isWell = (device: DeviceReport | undefined): boolean => device?.state === 'ready' || device?.state === 'busy';

/** Somebody on site takes the paper out; whoever sits here tells them how, and proves that it prints. */
export function Jam({ desk, terminal, query, keep }: FlowProps) {
  const { say, language } = desk;
  const kind: Printer = query.get('device') === 'page-printer' ? 'page-printer' : 'receipt-printer';
  const printer = terminal.online ? terminal.status?.devices.find((device) => device.kind === kind) : undefined;
  const reset = useGiven(terminal.tenantId, query.get('reset'));
  const proof = useGiven(terminal.tenantId, query.get('proof'));
  const isClear = query.get('clear') !== null;
  const reason = say('flow.jam');
  const time = printer?.seenAt && new Intl.DateTimeFormat(language, { timeStyle: 'medium' }).format(printer.seenAt);
  const order = { kind: 'device-health-check', device: kind } as const;
  return (
    <Steps
      say={say}
      steps={[
        {
          id: 'clear',
          title: say('flow.jam.clear'),
          isDone: isClear,
          body: (
            <>
              <p>{say('flow.jam.clear.text')}</p>
              <div class="tell">
                <DevicePicture kind={kind} />
                <ol>
                  {(['1', '2', '3', '4'] as const).map((n) => (
                    <li key={n}>{say(`flow.jam.${kind}.${n}`)}</li>
                  ))}
                </ol>
              </div>
              <p role="status" data-testid="printer-now">
                {say('flow.jam.now')}{' '}
                <b>
                  {printer ? say(`state.${printer.state}`) : say('flow.not-linked')}
                  {printer?.reason && `: ${say(`reason.${printer.reason}`)}`}
                </b>
                {time && <small class="muted"> ({time})</small>}
              </p>
              <button type="button" onClick={() => keep({ clear: '1' })} data-testid="flow-next">
                {say('flow.jam.is-clear')}
              </button>
            </>
          ),
        },
        {
          id: 'reset',
          title: say('flow.jam.reset'),
          isDone: reset?.state === 'succeeded' && isWell(printer),
          body: (
            <>
              <p>{say('flow.jam.reset.text')}</p>
              {reset?.state === 'succeeded' && !isWell(printer) && (
                <p class="notice">
                  {say('flow.jam.still')} {printer?.reason && say(`reason.${printer.reason}`)}
                </p>
              )}
              <Give
                {...{ desk, terminal, reason }}
                order={{ kind: 'device-reset', device: kind }}
                given={reset}
                onGiven={(id) => keep({ reset: id })}
              />
            </>
          ),
        },
        {
          id: 'proof',
          title: say('flow.jam.proof'),
          isDone: hasProved(proof),
          body: (
            <>
              <p>{say(`flow.jam.proof.text`)}</p>
              <Give
                {...{ desk, terminal, reason }}
                order={kind === 'receipt-printer' ? { kind: 'test-receipt' } : order}
                given={proof}
                onGiven={(id) => keep({ proof: id })}
              />
            </>
          ),
        },
      ]}
      end={<h2>{say('flow.jam.end')}</h2>}
    />
  );
}
