#!/bin/bash
# `boot.sh REPOSITORY DIRECTORY`: boots the systemd of this Debian as process 1 of a machine of its own, on an overlay of
# this one's disk, with our files where docs/install.md puts them. It has its own mounts, network, processes and control
# group; nothing that it writes reaches this machine, and it ends when this process is killed. Needs root.
set -euo pipefail
if [ "${3:-}" != inside ]; then
  group=$(findmnt -n -t cgroup2 -o TARGET | head -n 1)/bt-machine-$$
  mkdir "$group"
  echo $$ >"$group/cgroup.procs"
  exec unshare --cgroup --mount --uts --ipc --net --pid --fork --kill-child -- "$0" "$1" "$2" inside
fi

repository=$1 memory=$2 root=$2/root
mount --make-rprivate /
mount -t tmpfs -o mode=755 tmpfs "$memory"
mkdir "$memory"/{up,work,root,none,tmp,tmp-work,var-tmp,var-tmp-work}
mount -t overlay -o "lowerdir=/,upperdir=$memory/up,workdir=$memory/work" overlay "$root"
# Empty, and on the "disk" as everywhere on Debian 12: what is in memory was put there by a unit.
chmod 1777 "$memory"/{tmp,var-tmp}
mount -t overlay -o "lowerdir=$memory/none,upperdir=$memory/tmp,workdir=$memory/tmp-work" overlay "$root/tmp"
mount -t overlay -o "lowerdir=$memory/none,upperdir=$memory/var-tmp,workdir=$memory/var-tmp-work" overlay "$root/var/tmp"
mount -t proc proc "$root/proc"
mount -t sysfs -o ro sysfs "$root/sys"
mount -t cgroup2 cgroup2 "$root/sys/fs/cgroup"
mount -t tmpfs -o mode=755 tmpfs "$root/run"

# Device files of its own: systemd changes the modes of some, which must not be this machine's.
mount -t tmpfs -o mode=755 tmpfs "$root/dev"
while read -r name mode major minor; do mknod -m "$mode" "$root/dev/$name" c "$major" "$minor"; done <<'NODES'
null 666 1 3
zero 666 1 5
full 666 1 7
random 666 1 8
urandom 666 1 9
console 600 1 3
tty 666 5 0
tty0 620 4 0
tty1 620 4 1
NODES
mkdir "$root"/dev/{pts,shm}
mount -t devpts -o newinstance,ptmxmode=0666,mode=620,gid=5 devpts "$root/dev/pts"
mount -t tmpfs -o mode=1777 tmpfs "$root/dev/shm"
ln -s pts/ptmx "$root/dev/ptmx"
ln -s /proc/self/fd "$root/dev/fd"

# A Debian as it comes: none of our users, no SANE.
rm -rf "$root"/etc/systemd/system/* "$root/var/log/journal" "$root/var/lib/bt-terminal"
sed -i '/^\(bt-terminal\|bt-shell\|scanner\):/d' "$root"/etc/{passwd,group,shadow,gshadow}
echo 0123456789abcdef0123456789abcdef >"$root/etc/machine-id"

# docs/install.md, "Unit files".
deploy=$repository/deploy
mkdir -p "$root/opt/buerger-terminal"
mount --bind "$repository" "$root/opt/buerger-terminal"
mount -o remount,bind,ro "$root/opt/buerger-terminal"
install -D -m 644 -t "$root/usr/lib/sysusers.d" "$deploy/sysusers.d/bt.conf"
install -D -m 644 -t "$root/etc/systemd/system" "$deploy"/systemd/*.service
install -D -m 644 -t "$root/etc/systemd/system/pcscd.service.d" "$deploy/systemd/pcscd.service.d/bt.conf"
install -D -m 644 -t "$root/etc/polkit-1/rules.d" "$deploy/polkit/50-bt-pcscd.rules"
install -D -m 644 -t "$root/etc/modules-load.d" "$deploy/modules-load.d/bt.conf"
install -D -m 644 -t "$root/etc/bt" "$memory.site/site.json"
install -D -m 600 -t "$root/etc/bt" "$memory.site/secrets.env"
# No graphics card and no touch device here: cage draws into memory. No swap that is not this machine's.
mkdir "$root/etc/systemd/system/bt-shell.service.d" "$root/etc/systemd/system/bt-no-swap.service.d"
cat >"$root/etc/systemd/system/bt-shell.service.d/headless.conf" <<'DROP_IN'
[Service]
Environment=WLR_BACKENDS=headless WLR_RENDERER=pixman WLR_LIBINPUT_NO_DEVICES=1
DROP_IN
cat >"$root/etc/systemd/system/bt-no-swap.service.d/other-machine.conf" <<'DROP_IN'
[Service]
ExecStart=
ExecStart=/bin/true
DROP_IN

mkdir "$root/before"
cd "$root"
pivot_root . before
umount -l /before
# systemd hands credentials to a service by way of a mount that must reach the others.
mount --make-rshared /
exec env -i container=bt-machine PATH=/usr/sbin:/usr/bin:/sbin:/bin \
  /lib/systemd/systemd --system --log-target=journal --show-status=no --unit=basic.target </dev/null
