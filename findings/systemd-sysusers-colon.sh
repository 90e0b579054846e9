#!/usr/bin/env bash
# A colon in the description of a user ("Kiosk: screen") makes systemd-sysusers leave the user out: passwd(5) could not
# hold it. It says so on standard error, goes on, and ends with 0, so that a package's installation succeeds.
# Why it matters: nobody misses the user until a unit with User= does not start (217/USER) on the real machine.
# Seen with systemd 252.39 (Debian 12).
set -euo pipefail
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
mkdir -p "$root"/{etc,usr/lib/sysusers.d}
systemd-sysusers --version | head -n 1
cat >"$root/usr/lib/sysusers.d/kiosk.conf" <<'CONF'
u kiosk-a - "Kiosk: screen" /
u kiosk-b - "Kiosk, screen" /
CONF
status=0
said=$(systemd-sysusers --root="$root" 2>&1) || status=$?
echo "$said"
echo "exit $status; users made: $(cut -d: -f1 "$root/etc/passwd" | tr '\n' ' ')"

[ "$status" = 0 ] && grep -q 'not a valid GECOS field' <<<"$said" && ! grep -q kiosk-a "$root/etc/passwd" && grep -q kiosk-b "$root/etc/passwd"
