export interface SubmitScreen {
  readonly kind: 'submit';
  readonly phase: 'sending' | 'waiting-for-acknowledgement';
}
