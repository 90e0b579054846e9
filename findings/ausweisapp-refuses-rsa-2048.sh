#!/usr/bin/env bash
# AusweisApp 2.3.1 refuses a service whose TLS certificate has an RSA key of 2048 bits; 1.26.2 took it. From 2.3 on 3000
# bits are wanted. The failure code says so; the minor code is that of a service that cannot be reached, and the service
# sees no request.
# Why it matters: an eID server in order for Debian 12 looks dead from Debian 13.
# Seen with ausweisapp2 1.26.2-1 (Debian 12) and ausweisapp 2.3.1-1 (Debian 13, which needs root).
. "$(dirname "$0")/lib/ausweisapp.sh"
for bits in 2048 3072; do
  openssl req -x509 -newkey "rsa:$bits" -nodes -keyout "$bits.key" -out "$bits.crt" -days 30 -subj /CN=localhost \
    -addext subjectAltName=DNS:localhost 2>/dev/null
done
cat >ask.txt <<'END'
const { createServer } = await import('node:https');
const { readFileSync } = await import('node:fs');
const [bits, wanted] = words;
let requests = 0;
const server = createServer({ key: readFileSync(`${bits}.key`), cert: readFileSync(`${bits}.crt`) }, (_, response) => {
  requests++;
  response.end('no token');
});
await new Promise((resolve) => server.listen(0, resolve));
say({ cmd: 'RUN_AUTH', tcTokenURL: `https://localhost:${server.address().port}/token` });
await next('AUTH');
const { result } = await next('AUTH');
console.log(`RSA ${bits}: ${requests} requests, ${result.minor.split('/').slice(-2).join('/')} ${result.reason ?? ''}`);
const isRefused = requests === 0;
if (isRefused !== (wanted === 'refused')) process.exit(1);
if (isRefused && result.reason !== 'Get_TcToken_Invalid_Certificate_Key_Length') process.exit(1);
END
debian12
talk 2048 taken <ask.txt
debian13
talk 2048 refused <ask.txt
talk 3072 taken <ask.txt
