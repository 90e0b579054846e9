#!/usr/bin/env bash
# TemporaryFileSystem=/tmp puts a service's /tmp into memory. Add the well-meant PrivateTmp=yes, in whichever order, and
# /tmp is a directory on the disk again. systemd takes both, warns of nothing, and `systemd-analyze verify` is content.
# Why it matters: who writes both to be doubly careful has what should vanish with the service (browser profiles, scans)
# lying on the disk, and a power cut keeps it there.
# Seen with systemd 252.39 (Debian 12).
source "$(dirname "$0")/lib/systemd.sh"
boot
systemctl --version | head -n 1

kind() { inside systemd-run --quiet --wait --pipe "$@" stat --file-system --format=%T /tmp; }
alone=$(kind -p TemporaryFileSystem=/tmp)
both=$(kind -p TemporaryFileSystem=/tmp -p PrivateTmp=yes)
reversed=$(kind -p PrivateTmp=yes -p TemporaryFileSystem=/tmp)
host=$(inside stat --file-system --format=%T /tmp)
echo "/tmp of the machine:                                    $host"
echo "TemporaryFileSystem=/tmp:                               $alone"
echo "TemporaryFileSystem=/tmp and PrivateTmp=yes:            $both"
echo "PrivateTmp=yes and TemporaryFileSystem=/tmp:            $reversed"

cat >"$memory/both.service" <<'UNIT'
[Service]
ExecStart=/bin/true
TemporaryFileSystem=/tmp
PrivateTmp=yes
UNIT
complaints=$(systemd-analyze verify --man=no "$memory/both.service" 2>&1 | grep both.service || true)
rm "$memory/both.service"
echo "systemd-analyze verify says: ${complaints:-nothing}"

[ "$alone" = tmpfs ] && [ "$both" = "$host" ] && [ "$reversed" = "$host" ] && [ -z "$complaints" ]
