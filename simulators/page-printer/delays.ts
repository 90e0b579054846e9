/**
 * Times of the simulated printer, in milliseconds.
 *
 * | name | value of |
 * | --- | --- |
 * | warmUp | fuser of an office laser printer coming out of its ready state |
 * | sheet | 30 pages a minute |
 * | openJob | `multiple-operation-time-out`: a job without its document is given up |
 */
export const PRINTER_TIMES = { warmUp: 1_500, sheet: 2_000, openJob: 60_000 } as const;
