#!/usr/bin/env bash
# A service with PAMName=login (as the examples for kiosk compositors have it) does not stay in its unit: pam_systemd
# moves it into a scope of its own, /user.slice/…/session-N.scope. `systemctl show` still names the process as the main
# one, but the unit's control group is empty: what holds by control group (KillMode=, DeviceAllow=, IPAddressDeny=,
# MemorySwapMax=) no longer holds for it, and a child survives `systemctl stop`.
# Why it matters: a locked-down kiosk unit rates well in `systemd-analyze security` and enforces nothing of that.
# Seen with systemd 252.39, libpam-systemd of the same version (Debian 12).
source "$(dirname "$0")/lib/systemd.sh"
[ -e /lib/x86_64-linux-gnu/security/pam_systemd.so ] || apt-get install -y -qq --no-install-recommends libpam-systemd dbus >/dev/null
boot
systemctl --version | head -n 1
inside systemctl start dbus systemd-logind
inside useradd --system --shell /usr/sbin/nologin kiosk

try() {
  local unit=$1
  shift
  inside systemd-run --quiet --unit="$unit" -p User=kiosk -p KillMode=control-group "$@" \
    sh -c 'setsid sleep 1000 & exec sleep 999'
  sleep 2
  main=$(inside systemctl show -P MainPID "$unit")
  group=$(inside sed -n 's/^0:://p' "/proc/$main/cgroup")
  inside systemctl stop "$unit"
  sleep 1
  left=$(inside pgrep -u kiosk -xf 'sleep 1000' || true)
  [ -z "$left" ] || inside kill -KILL $left
}
# The variable of the same name belongs to the boot.
of_boot=$group
try plain
plain_group=$group plain_left=$left
try with-pam -p PAMName=login
pam_group=$group pam_left=$left
group=$of_boot
echo "without PAMName=: in $plain_group; child after stop: ${plain_left:-none}"
echo "PAMName=login:    in $pam_group; child after stop: ${pam_left:-none}"

[[ $plain_group = /system.slice/plain.service && -z $plain_left && $pam_group = /user.slice/* && -n $pam_left ]]
