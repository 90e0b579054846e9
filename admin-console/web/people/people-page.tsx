import { useState } from 'preact/hooks';
import { ACCESS_ROUTES, type NamedProvider, type PersonView } from '../../contract/access/access.ts';
import { ROLES } from '../../contract/access/permissions.ts';
import '../account/account.css';
import { problemOf, useHub } from '../asking.ts';
import { ActForm, Choices, Field, ShownOnce } from '../forms.tsx';
import { type Desk, may } from '../frame/desk.ts';
import { Page } from '../frame/page.tsx';
import { ask } from '../hub-client.ts';
import { ManagedAccess } from './managed-access.tsx';
import { Person } from './person.tsx';

interface Props {
  readonly desk: Pick<Desk, 'say' | 'session' | 'tenant' | 'chooseTenant'>;
}

/** People with a role in a tenant. */
export function PeoplePage({ desk }: Props) {
  const { say } = desk;
  return (
    <Page title={say('people.title')} class="people">
      <ManagedAccess desk={desk}>{({ id }) => <PeopleOf key={id} desk={desk} tenant={id} />}</ManagedAccess>
    </Page>
  );
}

function PeopleOf({ desk, tenant }: Props & { readonly tenant: string }) {
  const { say, session } = desk;
  const [people, look] = useHub<readonly PersonView[]>(ACCESS_ROUTES.users(tenant));
  const [providers] = useHub<readonly NamedProvider[]>(ACCESS_ROUTES.oidcProviders(tenant));
  const [link, setLink] = useState<{ readonly name: string; readonly link: string } | null>(null);
  return (
    <>
      <section class="panel" data-testid="people">
        <h2>{say('people.list')}</h2>
        {people.kind === 'failed' && (
          <p class="error" role="alert">
            {problemOf(people.answer, say)}
          </p>
        )}
        {people.kind === 'there' && people.of.length === 0 && <p class="muted">{say('people.none')}</p>}
        {people.kind === 'there' && (
          <ul class="rows">
            {people.of.map((each) => (
              <Person
                key={each.id}
                say={say}
                tenant={tenant}
                person={each}
                isSelf={each.name === session.name}
                mayReadAudit={may({ session }, 'audit.read', tenant)}
                providers={providers.kind === 'there' ? providers.of : []}
                onChanged={() => void look()}
                onLink={(made) => setLink({ name: each.name, link: made })}
              />
            ))}
          </ul>
        )}
        <p class="muted">{say('people.everywhere')}</p>
      </section>
      {link && (
        <div class="panel">
          <ShownOnce
            say={say}
            title={say('people.link', { name: link.name })}
            text={say('people.link.text')}
            secret={link.link}
          />
        </div>
      )}
      <section class="panel">
        <h2>{say('people.invite')}</h2>
        <ActForm
          say={say}
          label={say('people.invite.button')}
          act={(form) =>
            ask('POST', ACCESS_ROUTES.users(tenant), {
              name: String(form.get('name')),
              roles: form.getAll('roles'),
              reason: String(form.get('reason')),
            }).then((answer) => ({ ...answer, name: String(form.get('name')) }))
          }
          done={(answer) => {
            const { link: made } = answer.body as { link: string | null };
            setLink(made === null ? null : { name: (answer as { name?: string }).name ?? '', link: made });
            void look();
          }}
          testId="invite"
        >
          <Field name="name" label={say('sign-in.name')} hint={say('people.name.hint')} />
          <Choices
            name="roles"
            legend={say('people.roles')}
            options={ROLES.map((role) => ({ value: role, label: say(`role.${role}`), hint: say(`role.${role}.hint`) }))}
          />
          <Field name="reason" label={say('reason')} hint={say('reason.hint')} />
        </ActForm>
      </section>
    </>
  );
}
