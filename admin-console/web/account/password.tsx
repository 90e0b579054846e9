import { useState } from 'preact/hooks';
import { ACCESS_ROUTES } from '../../contract/access/access.ts';
import { ActForm, Field } from '../forms.tsx';
import { QrCode } from '../frame/qr-code.tsx';
import { ask } from '../hub-client.ts';
import type { Say } from '../texts.ts';
import { NewCodes } from './new-codes.tsx';

interface Props {
  readonly say: Say;
  readonly name: string;
  readonly isSet: boolean;
  readonly onChanged: () => void;
}
interface NewApp {
  readonly challenge: string;
  readonly secret: string;
  readonly address: string;
}
/** As the hub has it. */
const SHORTEST = 12;

/** Password and app of codes, always both at once. */
export function Password({ say, name, isSet, onChanged }: Props) {
  const [app, setApp] = useState<NewApp | null>(null);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  return (
    <section class="panel" data-testid="password">
      <h2>{say('account.password')}</h2>
      <p>{say(isSet ? 'account.password.set' : 'account.password.none')}</p>
      {app === null && (
        <ActForm
          say={say}
          label={say(isSet ? 'account.password.change' : 'account.password.begin')}
          act={() => ask('POST', ACCESS_ROUTES.accountTotp, {})}
          done={({ body }) => {
            setCodes(null);
            setApp(body as NewApp);
          }}
        />
      )}
      {app && (
        <>
          <div class="app">
            <QrCode text={app.address} label={say('account.totp.qr')} />
            <div>
              <h3>{say('account.totp')}</h3>
              <p>{say('account.totp.text')}</p>
              <p>
                {say('account.totp.secret')}{' '}
                <code data-testid="totp-secret">{app.secret.replace(/(.{4})(?=.)/g, '$1 ')}</code>
              </p>
            </div>
          </div>
          <ActForm
            say={say}
            label={say('account.password.save')}
            act={(form) =>
              ask('POST', ACCESS_ROUTES.accountPassword, {
                password: String(form.get('password')),
                code: String(form.get('code')).replaceAll(' ', ''),
                challenge: app.challenge,
              })
            }
            done={({ body }) => {
              setApp(null);
              setCodes((body as { recoveryCodes: readonly string[] }).recoveryCodes);
              onChanged();
            }}
            testId="new-password"
          >
            {/* Password managers keep a password with the name beside it. */}
            <input type="text" name="name" value={name} autocomplete="username" readOnly hidden />
            <Field
              name="password"
              label={say('account.password.new')}
              hint={say('account.password.hint')}
              type="password"
              autocomplete="new-password"
              minLength={SHORTEST}
            />
            <Field name="code" label={say('account.totp.code')} autocomplete="one-time-code" />
          </ActForm>
        </>
      )}
      {codes && <NewCodes say={say} codes={codes} />}
    </section>
  );
}
