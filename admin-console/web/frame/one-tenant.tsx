import type { ComponentChildren } from 'preact';
import type { SessionView } from '../../contract/access/access.ts';
import type { Permission } from '../../contract/access/permissions.ts';
import { ALL } from '../../contract/routes.ts';
import { type Desk, may } from './desk.ts';
import { NoPermission } from './page.tsx';

interface Props {
  readonly desk: Pick<Desk, 'say' | 'session' | 'tenant' | 'chooseTenant'>;
  readonly permission: Permission;
  /** Said to who has it in no municipality; left out: the usual words. */
  readonly refusal?: ComponentChildren;
  readonly children: (tenant: SessionView['tenants'][number]) => ComponentChildren;
}

/**
 * What is about one municipality. While the bar says "all", it asks which: the first one by its name would be the wrong
 * one for somebody, who would change it without noticing.
 */
export function OneTenant({ desk, permission, refusal, children }: Props) {
  const { say, session, tenant, chooseTenant } = desk;
  const tenants = session.tenants.filter(({ id }) => may(desk, permission, id));
  const only = tenants.length === 1 ? tenants[0] : undefined;
  const one = tenant === ALL ? only : tenants.find(({ id }) => id === tenant);
  if (one) return <>{children(one)}</>;
  if (tenants.length === 0 || tenant !== ALL) return <>{refusal ?? <NoPermission say={say} />}</>;
  return (
    <section class="page-state which-tenant" data-testid="which-tenant">
      <h2>{say('tenant.which')}</h2>
      <p>{say('tenant.which.text')}</p>
      <ul>
        {tenants.map(({ id, name }) => (
          <li key={id}>
            <button type="button" onClick={() => chooseTenant(id)}>
              {name}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
