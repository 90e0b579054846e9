import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

export interface DialogProps {
  readonly title: string;
  readonly testid: string;
  readonly phase?: string;
  readonly picture?: ComponentChildren;
  readonly children: ComponentChildren;
  /** Only where leaving by the Escape key makes sense; a dialog of the session stays until the session takes it away. */
  readonly onClose?: () => void;
}

/** A native modal dialog: the browser keeps focus inside and everything behind it out of reach. */
export function Dialog({ title, testid, phase, picture, children, onClose }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  // Before the next event: a key pressed meanwhile must not reach what is behind.
  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      class="dialog"
      aria-labelledby={`${testid}-title`}
      data-testid={testid}
      data-phase={phase}
      onCancel={(event) => {
        event.preventDefault();
        onClose?.();
      }}
    >
      {picture && <div class="dialog-picture">{picture}</div>}
      <h2 id={`${testid}-title`} tabIndex={-1}>
        {title}
      </h2>
      {children}
    </dialog>
  );
}
