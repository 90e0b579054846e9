/** What a signed-in person, or a program with a key, may be allowed to do within a tenant. */
export const PERMISSIONS = [
  'fleet.read',
  'fleet.enrol',
  'fleet.command',
  'fleet.rollout',
  /** Tags, shared views, the plan: what helps to find one's way. */
  'fleet.arrange',
  'alerts.act',
  'alerts.configure',
  'configuration.read',
  'configuration.draft',
  'configuration.release',
  'statistics.read',
  'treasury.read',
  'treasury.settle',
  'audit.read',
  'access.manage',
  'tenant.manage',
] as const;
export type Permission = (typeof PERMISSIONS)[number];

export const ROLES = ['viewer', 'technician', 'administrator', 'releaser', 'auditor', 'treasurer', 'owner'] as const;
export type Role = (typeof ROLES)[number];

const READS = ['fleet.read', 'configuration.read', 'statistics.read'] as const;

/**
 * What each role may do in the tenant in which it is held. Who drafts and who releases are two people by role too: only
 * an owner may hold both, and the release itself still refuses the person who drafted.
 */
export const ROLE_PERMISSIONS: Readonly<Record<Role, readonly Permission[]>> = {
  viewer: READS,
  technician: [...READS, 'fleet.enrol', 'fleet.command', 'fleet.rollout', 'fleet.arrange', 'alerts.act'],
  administrator: [...READS, 'fleet.arrange', 'configuration.draft', 'alerts.act', 'alerts.configure'],
  releaser: [...READS, 'configuration.release'],
  auditor: [...READS, 'audit.read'],
  treasurer: ['treasury.read', 'treasury.settle'],
  owner: PERMISSIONS,
};
