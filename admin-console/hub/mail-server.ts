import { Refusal } from '../../foundation/errors.ts';
import type { MailServer } from '../notify/send-mail.ts';

/**
 * The mail server that the environment names: `SMTP_URL` (`smtp://user:password@host:587`, `smtps://…`) and `SMTP_FROM`,
 * the address that messages come from. `null`: none. Refuses with `bad-mail-server` without telling what it read.
 */
export function mailServerOf({ SMTP_URL, SMTP_FROM }: NodeJS.ProcessEnv): MailServer | null {
  if (!SMTP_URL) return null;
  if (!/^smtps?:\/\/[^/]+$/.test(SMTP_URL) || !URL.canParse(SMTP_URL)) {
    throw new Refusal('bad-mail-server', 'SMTP_URL must be smtp://user:password@host:port');
  }
  if (!SMTP_FROM || !/^[^\s@<>]+@[^\s@<>]+$/.test(SMTP_FROM)) {
    throw new Refusal('bad-mail-server', 'SMTP_FROM must be the address that messages come from');
  }
  return { url: SMTP_URL, from: SMTP_FROM };
}
