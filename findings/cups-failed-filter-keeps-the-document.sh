#!/usr/bin/env bash
# A document whose filter fails in CUPS is not given up, although the queue's error policy is abort-job: its job becomes
# "processing-stopped" with the reason "job-completed-with-errors" (state and reason contradict each other), and the
# document stays in the spool until somebody cancels the job. The policy concerns backends only.
# Why it matters: whoever waits for completed, aborted or canceled waits for ever, and a stranger's document lies there.
# Seen with cups 2.4.2 (Debian 12).
set -euo pipefail
[ -x /usr/sbin/cupsd ] && [ -x /usr/bin/ipptool ] && [ -x /usr/sbin/lpadmin ] ||
  apt-get install -y -qq --no-install-recommends cups-daemon cups-client cups-ipp-utils >/dev/null
directory=$(mktemp -d)
chmod 755 "$directory"
cd "$directory"
mkdir -p spool/tmp cache state server filters
port=$((20000 + RANDOM % 20000))
cat >files.conf <<END
SystemGroup root
ServerRoot $directory/server
RequestRoot $directory/spool
TempDir $directory/spool/tmp
CacheDir $directory/cache
StateDir $directory/state
ErrorLog $directory/error
AccessLog $directory/access
FileDevice Yes
END
cat >cupsd.conf <<END
Listen 127.0.0.1:$port
Browsing No
LogLevel warn
ErrorPolicy abort-job
PreserveJobFiles No
<Location />
  Allow 127.0.0.1
</Location>
<Policy default>
  JobPrivateValues none
  <Limit All>
    Allow 127.0.0.1
  </Limit>
</Policy>
END
printf '#!/bin/sh\nexit 1\n' >filters/fails
chmod 755 filters filters/fails
cat >queue.ppd <<END
*PPD-Adobe: "4.3"
*FormatVersion: "4.3"
*FileVersion: "1.0"
*LanguageVersion: English
*LanguageEncoding: ISOLatin1
*PCFileName: "TEST.PPD"
*Manufacturer: "Test"
*Product: "(Test)"
*ModelName: "Test"
*ShortNickName: "Test"
*NickName: "Test"
*PSVersion: "(3010.000) 0"
*cupsFilter2: "text/plain text/plain 0 $directory/filters/fails"
END
cat >job.test <<'END'
{
  OPERATION Get-Job-Attributes
  GROUP operation-attributes-tag
  ATTR charset attributes-charset utf-8
  ATTR naturalLanguage attributes-natural-language en
  ATTR uri printer-uri $uri
  ATTR integer job-id 1
  ATTR keyword requested-attributes job-state,job-state-reasons
}
END
cupsd -f -c "$directory/cupsd.conf" -s "$directory/files.conf" &
scheduler=$!
trap 'kill $scheduler 2>/dev/null; wait $scheduler 2>/dev/null || true; rm -rf "$directory"' EXIT
until lpadmin -h "127.0.0.1:$port" -p page -E -v file:///dev/null -P queue.ppd -o printer-error-policy=abort-job 2>/dev/null; do
  sleep 0.2
done
cups-config --version 2>/dev/null || dpkg-query -W -f '${Package} ${Version}\n' cups-daemon
echo 'somebody’s secret' >document.txt
lp -h "127.0.0.1:$port" -d page -o document-format=text/plain document.txt
for _ in $(seq 15); do
  sleep 1
  told=$(ipptool -tv "ipp://127.0.0.1:$port/printers/page" job.test | grep -E '^ +job-state' || true)
  case $told in *stopped*) break ;; esac
done
echo "$told"
echo "files in the spool that hold the document: $(grep -rl secret spool | wc -l)"
[[ $told == *processing-stopped* && $told == *job-completed-with-errors* ]] && grep -rq secret spool
