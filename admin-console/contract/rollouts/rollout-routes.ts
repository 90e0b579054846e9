import type { RolloutAct } from './rollouts.ts';

/** Addresses of rollouts and software releases. Each id may be the placeholder of the server's router. */
export const ROLLOUT_ROUTES = {
  /** GET: `RolloutView[]`, newest first. POST `NewRollout`: `RolloutView`. */
  rollouts: (tenant: string) => `/api/tenants/${tenant}/rollouts` as const,
  /** GET: `RolloutProgress`. PUT `RolloutChange`: `RolloutView`. */
  rollout: (tenant: string, id: string) => `/api/tenants/${tenant}/rollouts/${id}` as const,
  /** GET `?after=&most=&ring=&state=`: `RolloutTerminal[]`, by id. */
  terminals: (tenant: string, id: string) => `/api/tenants/${tenant}/rollouts/${id}/terminals` as const,
  /** POST `RolloutDeed`: `RolloutView`. */
  act: (tenant: string, id: string, act: RolloutAct) => `/api/tenants/${tenant}/rollouts/${id}/${act}` as const,
  /** POST `RolloutExclusion`: `RolloutView`. */
  exclude: (tenant: string, id: string) => `/api/tenants/${tenant}/rollouts/${id}/exclude` as const,
  /** GET: `SoftwareRelease[]`, newest first. POST `NewSoftwareRelease`: `SoftwareRelease`. */
  softwareReleases: (tenant: string) => `/api/tenants/${tenant}/software-releases` as const,
  /** POST `WithReason`: `SoftwareRelease`. */
  withdrawSoftware: (tenant: string, id: string) => `/api/tenants/${tenant}/software-releases/${id}/withdraw` as const,
} as const;
