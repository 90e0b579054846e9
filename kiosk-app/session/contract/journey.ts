export interface Journey {
  readonly serviceId: string;
  readonly title: string;
  /** The service's own steps, in order; the configuration decides which exist. */
  readonly steps: readonly { readonly id: JourneyStepId; readonly state: 'done' | 'current' | 'ahead' }[];
}

export type StepId =
  | 'identify'
  | 'pin-change'
  | 'recipient'
  | 'bill'
  | 'form'
  | 'evidence'
  | 'reply'
  | 'review'
  | 'pay'
  | 'submit'
  | 'receipt'
  | 'appointment'
  | 'portal'
  /** Told at the terminal: a page of text, what an office says of a number, a sheet that was reckoned. */
  | 'information'
  | 'lookup'
  | 'printout';

/** A PIN change is one step of the session, and two for the citizen. */
export type JourneyStepId = Exclude<StepId, 'pin-change'> | 'old-pin' | 'new-pin';
