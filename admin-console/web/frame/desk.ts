import type { SessionView } from '../../contract/access/access.ts';
import type { Permission } from '../../contract/access/permissions.ts';
import type { ConsoleLanguage, Say } from '../texts.ts';
import type { Live } from './live.ts';
import type { Names } from './names.ts';

/** What every page of the console works with. */
export interface Desk {
  readonly say: Say;
  readonly language: ConsoleLanguage;
  readonly session: SessionView;
  /** Id of the tenant that was chosen; `ALL` for all in which the person may look. */
  readonly tenant: string;
  /** As the bar does it. */
  readonly chooseTenant: (id: string) => void;
  readonly live: Live;
  readonly names: Names;
}

/** As the hub has it: every tenant. */
const EVERYWHERE = '*';

/** @param tenantId in which; left out: in any */
export const may = ({ session }: Pick<Desk, 'session'>, permission: Permission, tenantId?: string): boolean =>
  session.grants.some(
    (grant) =>
      grant.permissions.includes(permission) &&
      (tenantId === undefined || grant.tenantId === EVERYWHERE || grant.tenantId === tenantId),
  );
