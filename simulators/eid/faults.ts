/** Ways in which an app misbehaves beyond what cards and readers can cause. */
export const SIMULATOR_FAULTS = [
  'race', // "Card is already connected": the workflow ends as soon as a card lies there (1.26.2's built-in card)
  'false-pin-success', // CHANGE_PIN{success:true} although nothing was changed
  'silent', // takes commands and answers none
  'not-an-app', // answers GET_INFO with what no AusweisApp says
] as const;
export type SimulatorFault = (typeof SIMULATOR_FAULTS)[number];
