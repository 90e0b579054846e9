import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The kernel's side: a directory with the attribute files of a HID human presence sensor. */
export interface PresenceSimulator {
  readonly directory: string;
  setPresent(present: boolean): void;
  isPresent(): boolean;
  /** As when its plug is pulled: the device directory goes. */
  unplug(): void;
  plug(): void;
}

export function createPresenceSimulator(directory: string): PresenceSimulator {
  let isPresent = true;
  let isPlugged = true;
  const put = (file: string, text: string) => {
    // A reader of sysfs sees the old value or the new one, never half of it.
    writeFileSync(join(directory, `.${file}`), text);
    renameSync(join(directory, `.${file}`), join(directory, file));
  };
  const show = () => {
    if (!isPlugged) return;
    mkdirSync(directory, { recursive: true });
    put('name', 'prox\n');
    put('in_proximity_raw', isPresent ? '1\n' : '0\n');
  };
  show();
  return {
    directory,
    setPresent(present) {
      isPresent = present;
      show();
    },
    isPresent: () => isPresent,
    unplug() {
      isPlugged = false;
      rmSync(directory, { recursive: true, force: true });
    },
    plug() {
      isPlugged = true;
      show();
    },
  };
}
