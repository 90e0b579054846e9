import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { DeviceKind } from '../../../device-drivers/contract.ts';
import type { CommandOrder } from '../../../fleet-link/commands.ts';
import { termsOf } from '../../contract/commands/command-kinds.ts';
import { ActForm } from '../forms.tsx';
import type { HubAnswer } from '../hub-client.ts';
import type { Say } from '../texts.ts';
import { CANNOT_BE_UNDONE, LIVES, LOG_LEVELS, LOG_SPANS, type OfferedKind, orderFrom } from './command-offer.ts';

/** What the API takes of one command, for one terminal or many. */
export interface CommandForm {
  readonly id: string;
  readonly order: CommandOrder;
  readonly reason: string | null;
  readonly urgent: boolean;
  readonly lifeMs: number;
}

interface Props {
  readonly say: Say;
  readonly kind: OfferedKind;
  /** Devices to choose from. */
  readonly devices: readonly DeviceKind[];
  readonly device?: string | null;
  /** On the button; the command's own name if left out. */
  readonly label?: string;
  readonly give: (request: CommandForm) => Promise<HubAnswer>;
  readonly onGiven: (answer: HubAnswer) => void;
  readonly onClosed: () => void;
}

/** Asks for what a kind of command needs, and gives it. Asking again after a lost answer gives one command, not two. */
export function CommandDialog({ say, kind, devices, device, label, give, onGiven, onClosed }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [id] = useState(() => crypto.randomUUID());
  const titleId = useId();
  const { needsReason, mayBeUrgent } = termsOf(kind);
  useEffect(() => dialog.current?.showModal(), []);
  const request = (form: FormData): CommandForm => ({
    id,
    order: orderFrom(kind, form),
    reason: String(form.get('reason') ?? '').trim() || null,
    urgent: form.get('urgent') !== null,
    lifeMs: Number(form.get('lifeMs')),
  });
  return (
    <dialog ref={dialog} aria-labelledby={titleId} onClose={onClosed} data-testid={`form-${kind}`}>
      <h2 id={titleId}>{say(`command.${kind}`)}</h2>
      <p>{say(`command.${kind}.text`)}</p>
      <ActForm say={say} label={label ?? say(`command.${kind}`)} act={(form) => give(request(form))} done={onGiven}>
        <KindFields say={say} kind={kind} devices={devices} device={device ?? null} />
        <Labelled label={say(needsReason ? 'reason' : 'command.reason-optional')}>
          {(fieldId) => <input id={fieldId} name="reason" maxLength={300} required={needsReason} autocomplete="off" />}
        </Labelled>
        <Labelled label={say('command.life')}>
          {(fieldId) => (
            <select id={fieldId} name="lifeMs">
              {LIVES.map((ms) => (
                <option key={ms} value={ms}>
                  {spanWords(ms, say)}
                </option>
              ))}
            </select>
          )}
        </Labelled>
        {mayBeUrgent && (
          <label class="tick">
            <input type="checkbox" name="urgent" />
            <span>{say('command.urgent')}</span>
          </label>
        )}
        {CANNOT_BE_UNDONE.includes(kind) && (
          <label class="tick">
            <input type="checkbox" name="sure" required />
            <span>{say('command.sure')}</span>
          </label>
        )}
      </ActForm>
      <button type="button" class="second" onClick={() => dialog.current?.close()}>
        {say('cancel')}
      </button>
    </dialog>
  );
}

interface KindFieldsProps extends Pick<Props, 'say' | 'kind' | 'devices'> {
  readonly device: string | null;
}

function KindFields({ say, kind, devices, device }: KindFieldsProps) {
  switch (kind) {
    case 'device-reset':
    case 'device-health-check':
      return (
        <Labelled label={say('command.device')}>
          {(id) => (
            <select id={id} name="device" required defaultValue={device ?? devices[0]}>
              {devices.map((each) => (
                <option key={each} value={each} selected={each === (device ?? devices[0])}>
                  {say(`device.${each}`)}
                </option>
              ))}
            </select>
          )}
        </Labelled>
      );
    case 'out-of-service':
      return (
        <>
          <Labelled label={say('command.text-de')}>
            {(id) => <textarea id={id} name="text-de" rows={2} maxLength={300} required />}
          </Labelled>
          <Labelled label={say('command.text-en')}>
            {(id) => <textarea id={id} name="text-en" rows={2} maxLength={300} />}
          </Labelled>
          <Labelled label={say('command.until')}>
            {(id) => <input id={id} name="until" type="datetime-local" />}
          </Labelled>
        </>
      );
    case 'collect-logs':
      return (
        <>
          <Labelled label={say('command.last')}>
            {(id) => (
              <select id={id} name="lastMs">
                {LOG_SPANS.map((ms) => (
                  <option key={ms} value={ms}>
                    {spanWords(ms, say)}
                  </option>
                ))}
              </select>
            )}
          </Labelled>
          <Labelled label={say('command.level')}>
            {(id) => (
              <select id={id} name="level">
                {LOG_LEVELS.map((level) => (
                  <option key={level} value={level}>
                    {say(`level.${level}`)}
                  </option>
                ))}
              </select>
            )}
          </Labelled>
        </>
      );
    default:
      return null;
  }
}

interface LabelledProps {
  readonly label: string;
  readonly children: (id: string) => preact.JSX.Element;
}

export function Labelled({ label, children }: LabelledProps) {
  const id = useId();
  return (
    <p class="field">
      <label for={id}>{label}</label>
      {children(id)}
    </p>
  );
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** "1 Stunde". @param ms whole minutes, hours or days */
export function spanWords(ms: number, say: Say): string {
  if (ms < HOUR) return say.count('minutes', ms / MINUTE);
  return ms < DAY ? say.count('hours', ms / HOUR) : say.count('days', ms / DAY);
}
