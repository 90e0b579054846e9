/**
 * Times of the simulated printer, in milliseconds or millimetres per second.
 *
 * | name | value of |
 * | --- | --- |
 * | speed | TM-T88 at normal density: 150 mm/s |
 * | cut | one stroke of the autocutter |
 */
export const PRINTER_TIMES = { speed: 150, cut: 200 } as const;
