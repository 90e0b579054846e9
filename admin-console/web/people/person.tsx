import { ACCESS_ROUTES, type NamedProvider, type PersonView } from '../../contract/access/access.ts';
import { ROLES } from '../../contract/access/permissions.ts';
import { ActForm, Choices, Field } from '../forms.tsx';
import { ask } from '../hub-client.ts';
import { hrefOf } from '../router.ts';
import type { Say } from '../texts.ts';

interface Props {
  readonly say: Say;
  readonly tenant: string;
  readonly person: PersonView;
  readonly isSelf: boolean;
  readonly mayReadAudit: boolean;
  readonly providers: readonly NamedProvider[];
  readonly onChanged: () => void;
  readonly onLink: (link: string) => void;
}

/** One person and what can be done about them, each act with its reason. */
export function Person({ say, tenant, person, isSelf, mayReadAudit, providers, onChanged, onLink }: Props) {
  const { id, name, isLocked } = person;
  const roles = person.roles.map(({ role }) => role);
  const reasonOf = (form: FormData) => String(form.get('reason'));
  const reason = <Field name="reason" label={say('reason')} hint={say('reason.hint')} />;
  return (
    <li data-testid={`person-${name}`}>
      <div>
        <b>{name}</b>
        {isLocked && <span class="pill bad">{say('people.locked')}</span>}
        {isSelf && <span class="pill good">{say('people.self')}</span>}
        <small>{roles.map((role) => say(`role.${role}`)).join(', ')}</small>
        {mayReadAudit && (
          <small>
            <a href={hrefOf('audit', null, { actor: name })}>{say('people.what-they-did')}</a> ·{' '}
            <a href={hrefOf('audit', null, { subject: name })}>{say('people.who-did-it')}</a>
          </small>
        )}
      </div>
      {!isSelf && (
        <details>
          <summary>{say('people.change', { name })}</summary>
          <ActForm
            say={say}
            label={say('people.roles.save')}
            act={(form) =>
              ask('PUT', `${ACCESS_ROUTES.user(tenant, id)}/roles`, {
                roles: form.getAll('roles'),
                reason: reasonOf(form),
              })
            }
            done={onChanged}
          >
            <Choices
              name="roles"
              legend={say('people.roles')}
              options={ROLES.map((role) => ({ value: role, label: say(`role.${role}`) }))}
              chosen={roles}
            />
            {reason}
          </ActForm>
          {!isLocked && (
            <>
              <h3>{say('people.new-link')}</h3>
              <ActForm
                say={say}
                label={say('people.new-link.button')}
                act={(form) => ask('POST', `${ACCESS_ROUTES.user(tenant, id)}/link`, { reason: reasonOf(form) })}
                done={({ body }) => onLink((body as { link: string }).link)}
              >
                <p>{say('people.new-link.text')}</p>
                {reason}
              </ActForm>
            </>
          )}
          {providers.length > 0 && (
            <>
              <h3>{say('people.oidc')}</h3>
              <ActForm
                say={say}
                label={say('people.oidc.button')}
                act={(form) =>
                  ask('POST', ACCESS_ROUTES.userOidc(tenant, id), {
                    provider: String(form.get('provider')),
                    link: { email: String(form.get('email')) },
                    reason: reasonOf(form),
                  })
                }
                done={onChanged}
              >
                <p>{say('people.oidc.text')}</p>
                <p class="field">
                  <label for={`provider-${id}`}>{say('people.oidc.provider')}</label>
                  <select id={`provider-${id}`} name="provider">
                    {providers.map((each) => (
                      <option key={each.id} value={each.id}>
                        {each.name}
                      </option>
                    ))}
                  </select>
                </p>
                <Field name="email" label={say('people.oidc.email')} type="email" />
                {reason}
              </ActForm>
              {providers.map((each) => (
                <ActForm
                  key={each.id}
                  say={say}
                  label={say('people.oidc.end', { name: each.name })}
                  isDangerous
                  act={(form) =>
                    ask('DELETE', ACCESS_ROUTES.userOidc(tenant, id), { provider: each.id, reason: reasonOf(form) })
                  }
                  done={onChanged}
                >
                  {reason}
                </ActForm>
              ))}
            </>
          )}
          <h3>{say(isLocked ? 'people.unlock' : 'people.lock')}</h3>
          <ActForm
            say={say}
            label={say(isLocked ? 'people.unlock' : 'people.lock')}
            isDangerous={!isLocked}
            act={(form) =>
              ask('PUT', ACCESS_ROUTES.userLock(tenant, id), { isLocked: !isLocked, reason: reasonOf(form) })
            }
            done={onChanged}
          >
            <p>{say(isLocked ? 'people.unlock.text' : 'people.lock.text')}</p>
            {reason}
          </ActForm>
          <h3>{say('people.left')}</h3>
          <ActForm
            say={say}
            label={say('people.left.button', { name })}
            isDangerous
            act={(form) => ask('DELETE', ACCESS_ROUTES.user(tenant, id), { reason: reasonOf(form) })}
            done={onChanged}
            testId="left"
          >
            <p>{say('people.left.text')}</p>
            {reason}
          </ActForm>
        </details>
      )}
    </li>
  );
}
