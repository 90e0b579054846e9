/** How the fleet is shown. */
export const VIEWS = ['list', 'grid'] as const;
export type ViewName = (typeof VIEWS)[number];
