import { AppointmentKey } from './contract.ts';

/**
 * Number and key as the appointment system's own pages write them into a link: base64 of `{"id":…,"authKey":"…"}`
 * behind `#/appointment/` (zmscitizenview, utils/appointmentLoginStorage). The same code stands in its e-mails.
 */
export function appointmentCode({ id, key }: AppointmentKey): string {
  return Buffer.from(JSON.stringify({ id, authKey: key }))
    .toString('base64')
    .replace(/=+$/, '');
}

/** @param page address in which `{appointment}` is replaced */
export const appointmentLink = (page: string, key: AppointmentKey): string =>
  page.replace('{appointment}', appointmentCode(key));

/** Number and key in a code that was read: a link, its last part alone, or both as they are typed; `null` for anything else. */
export function appointmentInCode(text: string): AppointmentKey | null {
  const plain = /^\s*(\d{1,10})[\s:;,/-]+([0-9a-fA-F]{4}|[0-9a-fA-F]{64})\s*$/.exec(text);
  if (plain) return keyOf({ id: Number(plain[1]), key: plain[2] });
  const last = text.trim().split('/').at(-1) ?? '';
  if (!/^[A-Za-z0-9+_=-]{8,300}$/.test(last)) return null;
  try {
    const read: unknown = JSON.parse(Buffer.from(last, 'base64').toString('utf8'));
    if (typeof read !== 'object' || read === null) return null;
    return keyOf({ id: Number(Reflect.get(read, 'id')), key: Reflect.get(read, 'authKey') });
  } catch {
    return null;
  }
}

function keyOf(read: unknown): AppointmentKey | null {
  const parsed = AppointmentKey.safeParse(read);
  return parsed.success ? parsed.data : null;
}
