import { Refusal } from '../../foundation/errors.ts';
import { isLoopback } from '../domain/alerting/loopback.ts';
import { DELAYS } from './delays.ts';
import type { Send } from './send.ts';
import { wordsOf } from './words.ts';

/** The mail server of whoever runs the hub. */
export interface MailServer {
  /** `smtp://user:password@host:587` (STARTTLS is demanded, but on loopback) or `smtps://…` (TLS from the first byte). */
  readonly url: string;
  /** Whom messages come from: an address. */
  readonly from: string;
  /** PEM of the authority that signed the server's certificate; left out: those of the system. */
  readonly ca?: string;
}

/** Sends by SMTP (RFC 5321). `null`: no mail server is set, each attempt is refused with `no-mail-server`. */
export function createMailSender(server: MailServer | null): Send {
  if (!server) {
    return async () => {
      throw new Refusal('no-mail-server');
    };
  }
  const { protocol, hostname, port, username, password } = new URL(server.url);
  const secure = protocol === 'smtps:';
  // Loaded with the first message: a hub that sends no mail does not keep it in memory.
  const connect = async () =>
    (await import('nodemailer')).createTransport({
      host: hostname,
      port: port === '' ? (secure ? 465 : 587) : Number(port),
      secure,
      requireTLS: !secure && (!isLoopback(hostname) || server.ca !== undefined),
      ...(username === '' ? {} : { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } }),
      ...(server.ca === undefined ? {} : { tls: { ca: server.ca } }),
      connectionTimeout: DELAYS.sendWithin,
      greetingTimeout: DELAYS.sendWithin,
      socketTimeout: DELAYS.sendWithin,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
  let transport: ReturnType<typeof connect> | null = null;
  const domain = server.from.slice(server.from.lastIndexOf('@') + 1);
  return async (notice) => {
    const { subject, text } = wordsOf(notice);
    transport ??= connect();
    await (await transport).sendMail({
      from: server.from,
      to: [...notice.channel.to],
      subject,
      text,
      // The same at each attempt: a mail server drops what it has (RFC 5322, section 3.6.4).
      messageId: `<${notice.id}@${domain}>`,
      // Nobody's holiday notice answers (RFC 3834, section 5).
      headers: { 'Auto-Submitted': 'auto-generated' },
    });
  };
}
