import type { Generated } from 'kysely';

/** Whose terminals they are, and where they stand. */
export interface TenantTables {
  /** A municipality or another body that runs terminals of its own and takes money in its own name. */
  tenant: { id: string; name: string; createdAt: number };
  location: {
    id: string;
    tenantId: string;
    name: string;
    /** One line, as on a letter. */
    address: string | null;
    /** Degrees, WGS 84. */
    latitude: number | null;
    longitude: number | null;
    /** On the tenant's plan, from 0 to 1. */
    planX: Generated<number | null>;
    planY: Generated<number | null>;
  };
}
