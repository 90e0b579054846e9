import { ALL } from '../../contract/routes.ts';
import { TREASURY_ROUTES, type TreasuryRetention } from '../../contract/treasury/treasury.ts';
import { ActForm, Field } from '../forms.tsx';
import { may } from '../frame/desk.ts';
import { useLook } from '../frame/look.ts';
import { ask } from '../hub-client.ts';
import type { TreasuryDesk } from './money.ts';

/** As the hub has it. */
const LEAST = 6;
const MOST = 30;

/** For how long closings are kept; of one tenant, because each has the law of its state. */
export function RetentionYears({ desk }: { readonly desk: TreasuryDesk }) {
  const { say, session, tenant: chosen } = desk;
  const tenant = chosen === ALL && session.tenants.length === 1 ? (session.tenants[0]?.id ?? ALL) : chosen;
  const [looked, look] = useLook<TreasuryRetention>(tenant === ALL ? null : TREASURY_ROUTES.retention(tenant));
  if (looked.kind !== 'there') return null;
  return (
    <details class="panel">
      <summary>{say.count('treasury.years', looked.of.years)}</summary>
      <p>{say('treasury.years.text')}</p>
      {may(desk, 'tenant.manage', tenant) && (
        <ActForm
          say={say}
          label={say('treasury.years.button')}
          act={(form) => ask('PUT', TREASURY_ROUTES.retention(tenant), { years: Number(form.get('years')) })}
          done={() => void look()}
        >
          <Field
            name="years"
            label={say('treasury.years.label')}
            type="number"
            min={LEAST}
            max={MOST}
            value={String(looked.of.years)}
          />
        </ActForm>
      )}
    </details>
  );
}
