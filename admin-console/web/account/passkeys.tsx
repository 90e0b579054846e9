import { ACCESS_ROUTES, type AccountView } from '../../contract/access/access.ts';
import { ActForm, Field } from '../forms.tsx';
import { ask, type HubAnswer } from '../hub-client.ts';
import { makePasskey, type PasskeyQuestion } from '../passkeys.ts';
import { type ConsoleLanguage, type Say, timeWords } from '../texts.ts';

interface Props {
  readonly say: Say;
  readonly language: ConsoleLanguage;
  readonly passkeys: AccountView['passkeys'];
  readonly onChanged: () => void;
}

const HERE = { status: null };

export function Passkeys({ say, language, passkeys, onChanged }: Props) {
  return (
    <section class="panel" data-testid="passkeys">
      <h2>{say('account.passkeys')}</h2>
      <p>{say('account.passkeys.text')}</p>
      {passkeys.length === 0 && <p class="muted">{say('account.passkeys.none')}</p>}
      <ul class="rows">
        {passkeys.map(({ id, name, createdAt, usedAt }) => (
          <li key={id}>
            <div>
              <b>{name}</b>
              <small>{say('account.passkeys.made', { time: timeWords(createdAt, language, HERE) })}</small>
              <small>
                {usedAt === null ? say('never-used') : say('used-last', { time: timeWords(usedAt, language, HERE) })}
              </small>
            </div>
            <details>
              <summary>{say('account.passkeys.change', { name })}</summary>
              <ActForm
                say={say}
                label={say('account.passkeys.rename')}
                act={(form) => ask('PUT', ACCESS_ROUTES.accountPasskeys, { id, name: String(form.get('name')) })}
                done={onChanged}
              >
                <Field name="name" label={say('account.passkeys.name')} value={name} />
              </ActForm>
              <ActForm
                say={say}
                label={say('account.passkeys.remove')}
                isDangerous
                act={() => ask('DELETE', ACCESS_ROUTES.accountPasskeys, { id })}
                done={onChanged}
              />
            </details>
          </li>
        ))}
      </ul>
      <ActForm say={say} label={say('account.passkeys.add')} act={add} done={onChanged} testId="new-passkey">
        <Field name="name" label={say('account.passkeys.name')} hint={say('account.passkeys.name.hint')} />
      </ActForm>
    </section>
  );
}

/** Asks the hub, then the browser, then tells the hub what the browser has made. */
async function add(form: FormData): Promise<HubAnswer> {
  const question = await ask('POST', ACCESS_ROUTES.accountPasskeyChallenge, {});
  if (question.status !== 200) return question;
  const { challenge, options } = question.body as PasskeyQuestion;
  const outcome = await makePasskey({ challenge, options });
  if (typeof outcome === 'string') return { status: 409, body: { reason: `passkey-${outcome}` }, retryAfter: 0 };
  const { credential } = outcome;
  return ask('POST', ACCESS_ROUTES.accountPasskeys, { challenge, credential, name: String(form.get('name')) });
}
