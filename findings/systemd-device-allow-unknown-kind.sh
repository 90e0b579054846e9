#!/usr/bin/env bash
# DeviceAllow=char-KIND looks KIND up in /proc/devices when the service starts. A kind that is not there is left out, and
# nothing says so: not the journal, not `systemd-analyze verify`. So the name of a driver that is no name of a major
# number (usblp, whose devices belong to "usb") never allows anything, and nobody is told.
# Why it matters: with DevicePolicy=closed the receipt printer at /dev/usb/lp0 is refused, on the real machine only.
# Seen with systemd 252.39 (Debian 12).
source "$(dirname "$0")/lib/systemd.sh"
boot
systemctl --version | head -n 1
kind=usblp
echo "$kind in /proc/devices: $(grep -c " $kind\$" /proc/devices || true) times"
cat >"$memory/kinds.service" <<UNIT
[Service]
ExecStart=/bin/true
DevicePolicy=closed
DeviceAllow=char-$kind rw
UNIT
verified=$(systemd-analyze verify --man=no "$memory/kinds.service" 2>&1 | grep kinds.service || true)
rm "$memory/kinds.service"
inside systemd-run --quiet --unit=kinds --wait -p DevicePolicy=closed -p "DeviceAllow=char-$kind rw" true
said=$(inside journalctl --no-pager -o cat | grep -e "$kind" -e '^kinds.service: .*[Dd]evice' || true)
echo "systemd-analyze verify says: ${verified:-nothing}"
echo "the journal says: ${said:-nothing}"

# That the policy itself works: /dev/zero is of the kind "mem", which is there.
allowed=$(inside systemd-run --quiet --wait --pipe -p DevicePolicy=strict -p 'DeviceAllow=char-mem rw' sh -c 'head -c 1 /dev/zero | wc -c')
refused=$(inside systemd-run --quiet --wait --pipe -p DevicePolicy=strict -p "DeviceAllow=char-$kind rw" sh -c 'head -c 1 /dev/zero | wc -c')
echo "reading /dev/zero with char-mem allowed: $allowed byte; with char-$kind: $refused byte"
[ -z "$verified" ] && [ -z "$said" ] && [ "$allowed" = 1 ] && [ "$refused" = 0 ]
