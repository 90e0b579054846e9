import { useState } from 'preact/hooks';
import type { SessionView } from '../../contract/access/access.ts';
import type { Permission } from '../../contract/access/permissions.ts';
import type { Say } from '../texts.ts';

/** As the hub has it: every tenant. */
const EVERYWHERE = '*';
type Tenants = SessionView['tenants'];

/** Tenants in which this person may do it. */
export const tenantsFor = ({ grants, tenants }: SessionView, permission: Permission): Tenants =>
  tenants.filter(({ id }) =>
    grants.some(
      ({ tenantId, permissions }) => (tenantId === id || tenantId === EVERYWHERE) && permissions.includes(permission),
    ),
  );

/** @returns the tenant chosen; `null` where this person may do it in none */
export function useTenant(tenants: Tenants): readonly [string | null, (id: string) => void] {
  const [chosen, setChosen] = useState<string | null>(null);
  return [tenants.find(({ id }) => id === chosen)?.id ?? tenants[0]?.id ?? null, setChosen];
}

interface Props {
  readonly say: Say;
  readonly tenants: Tenants;
  readonly chosen: string;
  readonly onChosen: (id: string) => void;
}

/** Nothing where there is nothing to choose. */
export function TenantChoice({ say, tenants, chosen, onChosen }: Props) {
  if (tenants.length < 2) return null;
  return (
    <p class="tenant-choice">
      <label for="tenant">{say('tenant')}</label>
      <select id="tenant" value={chosen} onChange={(event) => onChosen(event.currentTarget.value)}>
        {tenants.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </p>
  );
}
