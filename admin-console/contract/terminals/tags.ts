/** Characters of one tag. */
export const TAG_LENGTH = 40;
/** Tags of one terminal. */
export const MOST_TAGS = 20;
/** Terminals that are named one by one in a request. */
export const MOST_CHOSEN = 300;
/** No comma: people write several with commas between them. */
export const TAG = /^[^\p{C}\p{Zl}\p{Zp},]{1,40}$/u;

/** Addresses of the tenant's own words on terminals. */
export const TAG_ROUTES = {
  /** GET: `TagView[]`, by name. */
  tags: (tenant: string) => `/api/tenants/${tenant}/tags` as const,
  /** POST `NewTagChange`: `TagChangePreview`. */
  preview: (tenant: string) => `/api/tenants/${tenant}/tag-changes/preview` as const,
  /** POST `NewTagChange`: `TagChangeView`. */
  changes: (tenant: string) => `/api/tenants/${tenant}/tag-changes` as const,
  /** POST `NoArguments`: what this change did is taken back, and nothing else. */
  undone: (tenant: string, id: string) => `/api/tenants/${tenant}/tag-changes/${id}/undone` as const,
} as const;

export interface TagView {
  readonly tag: string;
  /** How many have it. */
  readonly terminals: number;
}

/** What a change would do. */
export interface TagChangePreview {
  /** Terminals whose tags would be others then. */
  readonly changed: number;
  /** Terminals that are as they should be. */
  readonly unchanged: number;
  /** Terminals that would have more than `MOST_TAGS`: they are left as they are. */
  readonly full: number;
}

export interface TagChangeView extends TagChangePreview {
  /** UUID, to take it back within a day. */
  readonly id: string;
}
