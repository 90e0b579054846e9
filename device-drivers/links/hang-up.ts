import type { Clock, Timer } from '../../foundation/clock.ts';
import { LINK_DELAYS } from './delays.ts';

/** The part of a `SerialPort` that is needed: what it has of the operating system while it is open. */
export interface OpenPort {
  readonly isOpen: boolean;
  readonly port?: { getBaudRate(): Promise<unknown> } | undefined;
}

/**
 * Asks the operating system again and again whether an open port still has its line. serialport 13 on Linux does not
 * always tell that the other side of a line is gone while bytes are coming in: the port then looks open for ever, and
 * keeps a core busy. After a hang-up every ioctl(2) answers EIO, so a question that was answered before and fails now
 * says it. A port on which the question never works is not watched.
 * @param onHungUp at most once
 * @returns how to stop
 */
export function watchForHangUp(port: OpenPort, clock: Clock, onHungUp: () => void): () => void {
  let timer: Timer | null = null;
  let isOver = false;
  const look = async (hasAnswered: boolean) => {
    const answers = await (port.port?.getBaudRate() ?? Promise.reject()).then(
      () => true,
      () => false,
    );
    if (isOver || !port.isOpen) return;
    if (answers) timer = clock.setTimeout(() => void look(true), LINK_DELAYS.hangUpLookEvery);
    else if (hasAnswered) {
      isOver = true;
      onHungUp();
    }
  };
  void look(false);
  return () => {
    isOver = true;
    if (timer) clock.clearTimeout(timer);
  };
}
