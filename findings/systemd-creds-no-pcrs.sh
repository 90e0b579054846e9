#!/usr/bin/env bash
# systemd-creds encrypt --tpm2-pcrs= (bound to the TPM, and to no state of it) ends with 0 and writes a credential that no
# systemd-creds decrypt and no unit ever opens again: "TPM2 PCR bank invalid or not supported". With a PCR named it opens.
# Why it matters: whoever wants a secret to survive a change of Secure Boot loses it, and notices at the next start.
# Seen with systemd 252.39, swtpm 0.7.1 (Debian 12).
set -euo pipefail
command -v swtpm >/dev/null && [ -e /usr/bin/tpm2 ] || apt-get install -y -qq --no-install-recommends swtpm tpm2-tools >/dev/null
dir=$(mktemp -d)
mkdir "$dir/tpm"
swtpm socket --tpm2 --tpmstate dir="$dir/tpm" --server type=tcp,port=23311,bindaddr=127.0.0.1 \
  --ctrl type=tcp,port=23312,bindaddr=127.0.0.1 --flags not-need-init,startup-clear &
trap 'kill $!; rm -rf "$dir"' EXIT
sleep 1
systemd-creds --version | head -n 1
tpm=--tpm2-device=swtpm:host=127.0.0.1,port=23311

try() {
  local written=0 opened=0
  echo secret | systemd-creds encrypt --name=x --with-key=tpm2 "$1" "$tpm" - "$dir/sealed" 2>/dev/null || written=$?
  timeout 20 systemd-creds decrypt --name=x "$tpm" "$dir/sealed" - >"$dir/out" 2>"$dir/said" || opened=$?
  printf '%-16s encrypt ends with %s, decrypt with %s: %s\n' "$1" "$written" "$opened" "$(cat "$dir/out" "$dir/said" | head -n 1)"
  last=$written$opened
}
try --tpm2-pcrs=7 && a=$last
try --tpm2-pcrs= && b=$last

[ "$a" = 00 ] && [ "$b" = 01 ]
