import type { TerminalCondition } from '../terminals/judgement.ts';

/** Addresses of what helps to find one's way: saved views, places on a plan, the plan's picture. */
export const ARRANGE_ROUTES = {
  /** GET: `SavedView[]`, those of whoever asks. POST `NewView`: `SavedView`. */
  ownViews: '/api/views',
  /** DELETE. */
  ownView: (id: string) => `/api/views/${id}` as const,
  /** GET: `SavedView[]`, those of everybody in the tenant. POST `NewView`: `SavedView`. */
  sharedViews: (tenant: string) => `/api/tenants/${tenant}/views` as const,
  /** DELETE. */
  sharedView: (tenant: string, id: string) => `/api/tenants/${tenant}/views/${id}` as const,
  /** GET: `PlaceView[]`. */
  places: (tenant: string) => `/api/tenants/${tenant}/places` as const,
  /** PUT `PlanPosition`. */
  position: (tenant: string, id: string) => `/api/tenants/${tenant}/places/${id}/position` as const,
  /** GET: `PlanPicture` or `null`. PUT `PlanPicture`. DELETE. */
  picture: (tenant: string) => `/api/tenants/${tenant}/plan-picture` as const,
} as const;

/** A name for a filter. */
export interface SavedView {
  readonly id: string;
  /** `null`: of one person. */
  readonly tenantId: string | null;
  readonly name: string;
  /** What stands behind the "?" of the overview's address. */
  readonly query: string;
  readonly createdBy: string;
}

/** Where something stands on the plan: from 0 (left, top) to 1. */
export interface PlanPoint {
  readonly x: number;
  readonly y: number;
}

/** A place where terminals stand, and how they are. */
export interface PlaceView {
  readonly id: string;
  readonly tenantId: string;
  readonly name: string;
  /** Degrees, WGS 84; `null` while it is not known. */
  readonly latitude: number | null;
  readonly longitude: number | null;
  /** `null`: nobody has put it there. */
  readonly point: PlanPoint | null;
  /** How many terminals are in which condition; without 0s. */
  readonly conditions: Readonly<Partial<Record<TerminalCondition, number>>>;
}

export const PICTURE_TYPES = ['image/png', 'image/jpeg', 'image/svg+xml'] as const;
/** Shown as an image only, so that nothing in it runs. */
export interface PlanPicture {
  readonly type: (typeof PICTURE_TYPES)[number];
  /** Base64. */
  readonly data: string;
}
/** Of a picture, in bytes. */
export const LARGEST_PICTURE = 1_500_000;
/** Saved views of one person, and of one tenant. */
export const MOST_VIEWS = 50;
