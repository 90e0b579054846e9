/**
 * Counts of people from 1 to one below this are not shown. Five: whoever knows that a neighbour was at the terminal
 * still faces four others behind every number, and three, the least that official statistics use, would leave two.
 */
export const DEFAULT_THRESHOLD = 5;
export const LEAST_THRESHOLD = 3;
export const GREATEST_THRESHOLD = 100;
