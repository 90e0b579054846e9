/** Something that can type, at a plug or over the air. */
export interface AttachedKeyboard {
  /** "vendor:product", four hexadecimal digits each. */
  readonly id: string;
  /** Where it is plugged in: one device may show as several of one id. */
  readonly port: string;
}

/** Buses to which a person can attach something: USB, Bluetooth (linux/input.h, BUS_USB, BUS_BLUETOOTH). */
const OPEN_BUSES = ['0003', '0005'];
/** Letters, digits, Enter and space among the key codes 0 to 63 (linux/input-event-codes.h). */
const TYPING = [
  ...range(2, 11), // 1 to 0
  ...range(16, 25), // Q to P
  28, // Enter
  ...range(30, 38), // A to L
  ...range(44, 50), // Y to M on German keyboards
  57, // space
].reduce((mask, key) => mask | (1n << BigInt(key)), 0n);

/**
 * Keyboards in the kernel's list of input devices (/proc/bus/input/devices, written by drivers/input/input.c). Whatever
 * has a key of the typing area counts, however it calls itself: something that can only confirm can be an attack.
 */
export function attachedKeyboards(list: string): readonly AttachedKeyboard[] {
  return list.split('\n\n').flatMap((entry) => {
    const [, bus, vendor, product] = /^I: Bus=(\w{4}) Vendor=(\w{4}) Product=(\w{4})/m.exec(entry) ?? [];
    if (bus === undefined || !OPEN_BUSES.includes(bus)) return [];
    // The last word holds the lowest codes.
    const keys = /^B: KEY=(?:.* )?([0-9a-f]+)$/m.exec(entry)?.[1] ?? '0';
    if ((BigInt(`0x${keys}`) & TYPING) === 0n) return [];
    const port = /^P: Phys=(.*?)(?:\/input\d+)?$/m.exec(entry)?.[1] ?? '';
    return [{ id: `${vendor}:${product}`.toLowerCase(), port }];
  });
}

/**
 * Those that do not belong to the place. Of two that call themselves the same, one is a stranger unless two are known.
 * @param known ids, each as often as there are such keyboards
 * @returns ids, each once
 */
export function unknownKeyboards(attached: readonly AttachedKeyboard[], known: readonly string[]): readonly string[] {
  const ports = new Map<string, Set<string>>();
  for (const { id, port } of attached) ports.set(id, (ports.get(id) ?? new Set()).add(port));
  return [...ports]
    .filter(([id, at]) => at.size > known.filter((one) => one === id).length)
    .map(([id]) => id)
    .toSorted();
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, n) => from + n);
}
