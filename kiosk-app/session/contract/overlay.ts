export type Overlay =
  /** Presence lost or privacy asked for: nothing of the screen may shine through. */
  | {
      readonly kind: 'cover';
      readonly secondsLeft: number;
      /** Somebody else who finds it may end it (`someone-else`): not while a device or a portal is at work for its owner. */
      readonly canHandOver: boolean;
    }
  | { readonly kind: 'idle-warning'; readonly secondsLeft: number; readonly extensionsLeft: number }
  | { readonly kind: 'help'; readonly state: HelpProgress }
  | { readonly kind: 'confirm-cancel' };

/** Being sent; shown to the staff; one of them comes; not sent, because the staff cannot be reached. */
export type HelpProgress = 'asking' | 'told' | 'taken' | 'unreachable';
