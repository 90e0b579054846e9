/**
 * Every delay of this room, in milliseconds. The simulator's own are in simulator/delays.ts.
 *
 * | name | why this long |
 * | --- | --- |
 * | connectWithin | a printer on the same switch accepts in under 50 ms; slower means it is switched off |
 * | answerWithin | real-time status (DLE EOT) comes within 100 ms even while printing; ten times that is silence |
 * | identifyWithin | GS I, GS g and the process-id probe wait in the receive buffer behind nothing: as fast as the above, with room for slow clones |
 * | clearWithin | clearing the buffers (DLE DC4 8) is answered once the running line is out |
 * | pollIdle | how soon a silent printer is noticed between two receipts |
 * | pollPrinting | how soon a fault or a pulled cable is noticed during a receipt |
 * | redialAfter | before a link that was lost is dialled again; doubles up to `redialAtMost` |
 * | printWithin | base time for one receipt to be confirmed |
 * | printPerMillimetre | and on top of it for each millimetre of paper: a quarter of the slowest model's 80 mm/s |
 * | overheatPatience | a head that turns hot within a receipt may pause for a moment and go on by itself; longer than this, the citizen is told |
 * | linkLossPatience | a flapping link may come back with the receipt printed; then the printer's counter settles it |
 */
export const DELAYS = {
  connectWithin: 3_000,
  answerWithin: 1_500,
  identifyWithin: 1_500,
  clearWithin: 2_000,
  pollIdle: 5_000,
  pollPrinting: 1_000,
  redialAfter: 500,
  redialAtMost: 10_000,
  printWithin: 8_000,
  printPerMillimetre: 50,
  overheatPatience: 3_000,
  linkLossPatience: 10_000,
} as const;
