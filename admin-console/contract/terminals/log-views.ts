import type { LogLine } from '../../../fleet-link/log-lines.ts';

const views = (tenant: string, id: string) => `/api/tenants/${tenant}/terminals/${id}/log-views` as const;

/** Addresses of reading along with a terminal's log. */
export const LOG_VIEW_ROUTES = {
  /** POST `Reason`: `LogViewBegun`. */
  begin: views,
  /** GET `?after=`: `LogViewPart`. */
  read: (tenant: string, id: string, view: string) => `${views(tenant, id)}/${view}` as const,
  /** POST `NoArguments`: whoever reads is still there. */
  renewed: (tenant: string, id: string, view: string) => `${views(tenant, id)}/${view}/renewed` as const,
};

/** Milliseconds between two renewals of an open page, and between two questions for what is new. */
export const LOG_VIEW_RENEWED_EVERY = 10_000;
export const LOG_VIEW_ASKED_EVERY = 1_000;

export interface LogViewBegun {
  readonly id: string;
  /** Epoch milliseconds: it ends then, however often it is renewed. */
  readonly endsAt: number;
}

export interface LogViewPart {
  /**
   * `asked`: the terminal has not answered yet; `not-known`: its software cannot do it; `away`: it has no link now;
   * `over`: nobody has renewed it, or its longest time is over.
   */
  readonly state: 'asked' | 'reading' | 'not-known' | 'away' | 'over';
  readonly batches: readonly {
    readonly number: number;
    readonly lines: readonly LogLine[];
    /** Lines before these that were not sent. */
    readonly omitted: number;
  }[];
}
