/** How the fleet is shown. */
export const VIEWS = ['list', 'grid', 'plan'] as const;
export type ViewName = (typeof VIEWS)[number];
