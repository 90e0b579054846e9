import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { afterEach, expect, test } from 'vitest';
import * as x509 from '../../foundation/x509/x509.ts';
import { createMailSender } from './send-mail.ts';
import { sampleNotice } from './test-support/claimed-notice.ts';

interface Mail {
  readonly to: readonly string[];
  readonly user: string;
  readonly isEncrypted: boolean;
  readonly source: string;
}
const servers: SMTPServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await new Promise<void>((resolve) => server.close(() => resolve()));
});

/** A certificate for 127.0.0.1 that signs itself. */
async function selfSigned(): Promise<{ key: string; cert: string }> {
  const keys = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify']);
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    name: 'CN=localhost',
    keys,
    signingAlgorithm: { name: 'ECDSA', hash: 'SHA-256' },
    notBefore: new Date(Date.now() - 60_000),
    notAfter: new Date(Date.now() + 3_600_000),
    extensions: [
      new x509.SubjectAlternativeNameExtension([{ type: 'dns', value: 'localhost' }]),
      new x509.BasicConstraintsExtension(true),
    ],
  });
  const key = x509.PemConverter.encode(await crypto.subtle.exportKey('pkcs8', keys.privateKey), 'PRIVATE KEY');
  return { key, cert: certificate.toString('pem') };
}

async function startServer(options: { readonly hasTls: boolean; readonly refuses?: number }) {
  const mails: Mail[] = [];
  const tls = await selfSigned();
  const server = new SMTPServer({
    ...(options.hasTls ? tls : { disabledCommands: ['STARTTLS', 'AUTH'] }),
    authOptional: !options.hasTls,
    onAuth({ username, password }, _session, done) {
      if (username !== 'hub' || password !== 'geheim+1') return done(new Error('wrong'));
      done(null, { user: username });
    },
    onRcptTo(_address, _session, done) {
      done(options.refuses ? Object.assign(new Error('no'), { responseCode: options.refuses }) : null);
    },
    onData(stream, session, done) {
      const parts: Buffer[] = [];
      stream.on('data', (part) => parts.push(part));
      stream.on('end', () => {
        mails.push({
          to: session.envelope.rcptTo.map(({ address }) => address),
          user: String(session.user ?? ''),
          isEncrypted: session.secure,
          source: Buffer.concat(parts).toString('utf8'),
        });
        done();
      });
    },
  });
  servers.push(server);
  server.on('error', () => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { mails, port: (server.server.address() as AddressInfo).port, ca: tls.cert };
}
const send = (url: string, ca?: string) =>
  createMailSender({ url, from: 'leitstand@musterstadt.example', ...(ca ? { ca } : {}) })(
    sampleNotice({}, { to: ['a@example.org', 'b@example.org'] }),
    new AbortController().signal,
  );

test('by STARTTLS with user and password, to everybody of the channel, readable in German', async () => {
  const { mails, port, ca } = await startServer({ hasTls: true });
  await send(`smtp://hub:geheim%2B1@localhost:${port}`, ca);
  const [mail] = mails;
  expect(mail).toMatchObject({ to: ['a@example.org', 'b@example.org'], user: 'hub', isEncrypted: true });
  expect(mail?.source).toContain('Message-ID: <6b2c7f44-0c1e-4c5e-9a51-52d2f0a1b001@musterstadt.example>');
  expect(mail?.source).toContain('Auto-Submitted: auto-generated');
  expect(mail?.source).toMatch(/Content-Type: text\/plain; charset=utf-8/i);
  expect(mail?.source).toMatch(/Subject: =\?UTF-8\?/);
});

test('a wrong password is refused', async () => {
  const { mails, port, ca } = await startServer({ hasTls: true });
  await expect(send(`smtp://hub:falsch@localhost:${port}`, ca)).rejects.toMatchObject({ code: 'EAUTH' });
  expect(mails).toEqual([]);
});

test('a certificate that nobody we trust has signed: nothing is told, no password either', async () => {
  const { mails, port } = await startServer({ hasTls: true });
  const { cert } = await selfSigned();
  await expect(send(`smtp://hub:geheim%2B1@localhost:${port}`, cert)).rejects.toThrow();
  expect(mails).toEqual([]);
});

test('a server without STARTTLS where it is demanded gets nothing', async () => {
  const { mails, port, ca } = await startServer({ hasTls: false });
  await expect(send(`smtp://localhost:${port}`, ca)).rejects.toMatchObject({ code: 'ETLS' });
  expect(mails).toEqual([]);
});

test('on this machine a server without encryption will do', async () => {
  const { mails, port } = await startServer({ hasTls: false });
  await send(`smtp://127.0.0.1:${port}`);
  expect(mails).toHaveLength(1);
});

test('a server that refuses the addresses is a failure', async () => {
  const { mails, port } = await startServer({ hasTls: false, refuses: 550 });
  await expect(send(`smtp://127.0.0.1:${port}`)).rejects.toMatchObject({ code: 'EENVELOPE' });
  expect(mails).toEqual([]);
});

test('nobody there is a failure', async () => {
  await expect(send('smtp://127.0.0.1:1')).rejects.toMatchObject({ code: 'ESOCKET' });
});

test('without a mail server each attempt says so', async () => {
  await expect(createMailSender(null)(sampleNotice(), new AbortController().signal)).rejects.toMatchObject({
    reason: 'no-mail-server',
  });
});
