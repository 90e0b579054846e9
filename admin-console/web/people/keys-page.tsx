import { useState } from 'preact/hooks';
import { ACCESS_ROUTES, KEY_PERMISSIONS, type KeyView } from '../../contract/access/access.ts';
import '../account/account.css';
import { problemOf, useHub } from '../asking.ts';
import { ActForm, Choices, Field, ShownOnce } from '../forms.tsx';
import type { Desk } from '../frame/desk.ts';
import { Page } from '../frame/page.tsx';
import { ask } from '../hub-client.ts';
import { timeWords } from '../texts.ts';
import { ManagedAccess } from './managed-access.tsx';

interface Props {
  readonly desk: Pick<Desk, 'say' | 'language' | 'session' | 'tenant' | 'chooseTenant'>;
}

const HERE = { status: null };
/** Days, as the hub has it. */
const LONGEST = 366;
const USUAL = 90;

/** Keys by which programs ask this hub. */
export function KeysPage({ desk }: Props) {
  const { say } = desk;
  return (
    <Page title={say('keys.title')} class="people">
      <p class="lead">{say('keys.text')}</p>
      <ManagedAccess desk={desk}>{({ id }) => <KeysOf key={id} desk={desk} tenant={id} />}</ManagedAccess>
    </Page>
  );
}

function KeysOf({ desk, tenant }: Props & { readonly tenant: string }) {
  const { say, language } = desk;
  const [keys, look] = useHub<readonly KeyView[]>(ACCESS_ROUTES.keys(tenant));
  const [made, setMade] = useState<string | null>(null);
  const time = (at: number) => timeWords(at, language, HERE);
  return (
    <>
      <section class="panel" data-testid="keys">
        <h2>{say('keys.list')}</h2>
        {keys.kind === 'failed' && (
          <p class="error" role="alert">
            {problemOf(keys.answer, say)}
          </p>
        )}
        {keys.kind === 'there' && keys.of.length === 0 && <p class="muted">{say('keys.none')}</p>}
        {keys.kind === 'there' && (
          <ul class="rows">
            {keys.of.map(({ id, name, permissions, createdBy, expiresAt, usedAt }) => (
              <li key={id}>
                <div>
                  <b>{name}</b>
                  {expiresAt <= Date.now() && <span class="pill warn">{say('keys.over')}</span>}
                  <small>{permissions.map((permission) => say(`permission.${permission}`)).join(', ')}</small>
                  <small>
                    {say('keys.made-by', { name: createdBy })} · {say('keys.until', { time: time(expiresAt) })} ·{' '}
                    {usedAt === null ? say('never-used') : say('used-last', { time: time(usedAt) })}
                  </small>
                </div>
                <ActForm
                  say={say}
                  label={say('keys.end', { name })}
                  isDangerous
                  act={() => ask('DELETE', ACCESS_ROUTES.key(tenant, id))}
                  done={() => void look()}
                />
              </li>
            ))}
          </ul>
        )}
        {made && <ShownOnce say={say} title={say('keys.made')} text={say('keys.made.text')} secret={made} />}
      </section>
      <section class="panel">
        <h2>{say('keys.new')}</h2>
        <ActForm
          say={say}
          label={say('keys.new.button')}
          act={(form) =>
            ask('POST', ACCESS_ROUTES.keys(tenant), {
              name: String(form.get('name')),
              permissions: form.getAll('permissions'),
              days: Number(form.get('days')),
            })
          }
          done={({ body }) => {
            setMade((body as { key: string }).key);
            void look();
          }}
          testId="new-key"
        >
          <Field name="name" label={say('keys.name')} hint={say('keys.name.hint')} />
          <Choices
            name="permissions"
            legend={say('keys.permissions')}
            options={KEY_PERMISSIONS.map((value) => ({ value, label: say(`permission.${value}`) }))}
          />
          <Field name="days" label={say('keys.days')} type="number" min={1} max={LONGEST} value={String(USUAL)} />
        </ActForm>
      </section>
    </>
  );
}
