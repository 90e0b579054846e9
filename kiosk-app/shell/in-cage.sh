#!/bin/sh
# `in-cage.sh PROGRAM [ARGUMENT…]`: runs a program as the only window of the compositor cage, and ends as it ended.
#
# cage 0.1.4 ends with 0 whatever became of its client, and not before the client's last descendant has let go of what
# it inherited: a browser left over would keep a dead window on the screen. So the client's end is noted here, and cage
# is ended with it. What is left over then is ended by systemd (KillMode=control-group).
set -u
note=$(mktemp "${XDG_RUNTIME_DIR:?}/client-ended.XXXXXX")
cage -d -- /bin/sh -c 'note=$1; shift; "$@" </dev/null; echo $? >"$note"; kill -TERM "$PPID"' in-cage "$note" "$@" &
compositor=$!
asked=no
trap 'asked=yes; kill -TERM "$compositor"' TERM INT
wait "$compositor"
status=$?
# The signal ended the wait, not cage.
if [ "$asked" = yes ]; then wait "$compositor"; fi
read -r client <"$note" || client=
rm -f "$note"
if [ "$asked" = yes ]; then exit 0; fi
echo "in-cage: client ended with ${client:-nothing}, cage with $status" >&2
if [ -n "$client" ]; then exit "$client"; fi
if [ "$status" -ne 0 ]; then exit "$status"; fi
# cage ended before its client did.
exit 1
