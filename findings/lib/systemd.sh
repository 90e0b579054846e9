# Sourced: boots the systemd of this Debian as process 1 of a machine of its own (own mounts, processes, network, control
# group; an overlay of this disk, nothing written comes back). Needs root. `boot`, then `inside COMMAND…`.
set -euo pipefail
[ "$(id -u)" = 0 ] || { echo "needs root"; exit 2; }
memory=$(mktemp -d)
group=$(findmnt -n -t cgroup2 -o TARGET | head -n 1)/finding-$$
first=

boot() {
  mkdir "$group"
  (
    echo "$BASHPID" >"$group/cgroup.procs"
    exec unshare --cgroup --mount --uts --ipc --net --pid --fork --kill-child -- bash -euc '
      memory=$1 root=$1/root
      mount --make-rprivate /
      mount -t tmpfs -o mode=755 tmpfs "$memory"
      mkdir "$memory"/{up,work,root,none,tmp,tmp-work}
      mount -t overlay -o "lowerdir=/,upperdir=$memory/up,workdir=$memory/work" overlay "$root"
      chmod 1777 "$memory/tmp"
      mount -t overlay -o "lowerdir=$memory/none,upperdir=$memory/tmp,workdir=$memory/tmp-work" overlay "$root/tmp"
      mount -t proc proc "$root/proc"
      mount -t sysfs -o ro sysfs "$root/sys"
      mount -t cgroup2 cgroup2 "$root/sys/fs/cgroup"
      mount -t tmpfs -o mode=755 tmpfs "$root/run"
      mount -t tmpfs -o mode=755 tmpfs "$root/dev"
      for one in null:1:3 zero:1:5 full:1:7 random:1:8 urandom:1:9 tty:5:0 console:1:3; do
        IFS=: read -r name major minor <<<"$one"
        mknod -m 666 "$root/dev/$name" c "$major" "$minor"
      done
      mkdir "$root"/dev/{pts,shm}
      mount -t devpts -o newinstance,ptmxmode=0666 devpts "$root/dev/pts"
      mount -t tmpfs tmpfs "$root/dev/shm"
      ln -s pts/ptmx "$root/dev/ptmx"
      ln -s /proc/self/fd "$root/dev/fd"
      rm -rf "$root"/etc/systemd/system/* "$root/var/log/journal"
      echo 0123456789abcdef0123456789abcdef >"$root/etc/machine-id"
      mkdir "$root/before"
      cd "$root"
      pivot_root . before
      umount -l /before
      mount --make-rshared /
      exec env -i container=finding PATH=/usr/sbin:/usr/bin:/sbin:/bin \
        /lib/systemd/systemd --system --log-target=journal --show-status=no --unit=basic.target </dev/null
    ' boot "$memory"
  ) &
  outer=$!
  for _ in $(seq 100); do
    first=$(cat "/proc/$outer/task/$outer/children" 2>/dev/null | tr -d ' ') || true
    [ -n "$first" ] && inside systemctl is-active --quiet basic.target 2>/dev/null && return
    sleep 0.2
  done
  echo "systemd did not come up"
  exit 2
}

inside() { nsenter --target "$first" --all -- "$@"; }

finish() {
  [ -z "$first" ] || kill -KILL "$first" 2>/dev/null || true
  wait 2>/dev/null || true
  [ ! -d "$group" ] || find "$group" -depth -type d -exec rmdir {} \;
  rmdir "$memory" 2>/dev/null || true
}
trap finish EXIT
