import { useId, useState } from 'preact/hooks';
import { CASE_WAYS, type How } from '../../../fleet-link/treasury/ways.ts';
import { type CaseView, TREASURY_ROUTES } from '../../contract/treasury/treasury.ts';
import { ActForm, Field } from '../forms.tsx';
import { ask } from '../hub-client.ts';
import type { TreasuryDesk } from './money.ts';

interface Props {
  readonly desk: TreasuryDesk;
  readonly case: CaseView;
  readonly again: () => Promise<void>;
}

/** What somebody has found out or done about a case, and why. It cannot be taken back, so the reason comes first. */
export function Settle({ desk: { say }, case: { kind, tenantId, terminalId, id }, again }: Props) {
  const name = useId();
  // Asking again after a lost answer settles once.
  const [commandId] = useState(() => crypto.randomUUID());
  const ways: readonly How[] = CASE_WAYS[kind];
  return (
    <details>
      <summary>{say('treasury.settle')}</summary>
      <ActForm
        say={say}
        label={say('treasury.settle.button')}
        act={(form) =>
          ask('POST', TREASURY_ROUTES.settlement(tenantId, encodeURIComponent(terminalId), encodeURIComponent(id)), {
            how: String(form.get(name)),
            reason: String(form.get('reason')),
            id: commandId,
          })
        }
        done={() => void again()}
        testId="settle"
      >
        <fieldset class="choices">
          <legend>{say('treasury.settle.what')}</legend>
          {ways.map((how) => (
            <label key={how}>
              <input type="radio" name={name} value={how} required defaultChecked={ways.length === 1} />
              <span>
                {say(`how.${kind}.${how}`)}
                <small>{say(`how.${kind}.${how}.text`)}</small>
              </span>
            </label>
          ))}
        </fieldset>
        <Field name="reason" label={say('reason')} hint={say('treasury.settle.reason')} minLength={3} />
      </ActForm>
    </details>
  );
}
