#!/usr/bin/env bash
# scanimage with --batch-count=12 and ten sheets in the feeder scans all ten, and ends with 7, "Document feeder out of
# documents". With a jam at the very first sheet it says "Batch terminated, 1 page scanned", and there is no page.
# Why it matters: by its exit code a stack that went through is a failure, and by its summary a jammed sheet is a page.
# Only the names that --batch-print prints are pages.
# Seen with sane-backends 1.1.1 (Debian 12), and its test device whose feeder holds ten sheets.
set -euo pipefail
[ -x /usr/bin/scanimage ] || apt-get install -y -qq --no-install-recommends sane-utils >/dev/null
directory=$(mktemp -d)
trap 'rm -rf "$directory"' EXIT
cd "$directory"
scanimage --version

scan() {
  status=0
  scanimage -d test:0 --source 'Automatic Document Feeder' --format=pnm --batch=page-%d.pnm --batch-print "$@" \
    >printed 2>said || status=$?
  pages=$(wc -l <printed)
  summary=$(grep -o 'Batch terminated.*' said)
}
scan --batch-count=12
echo "ten sheets, up to 12 wanted: exit $status, $pages names printed, $(ls page-*.pnm | wc -l) files, \"$summary\""
[ "$status" = 7 ] && [ "$pages" = 10 ]
rm page-*.pnm
scan --batch-count=1 --read-return-value SANE_STATUS_JAMMED
echo "a jam at the first sheet:    exit $status, $pages names printed, $(find . -name 'page-*.pnm' | wc -l) files, \"$summary\""
[ "$status" = 6 ] && [ "$pages" = 0 ] && [ -z "$(find . -name 'page-*.pnm')" ] && [ "$summary" = 'Batch terminated, 1 page scanned' ]
