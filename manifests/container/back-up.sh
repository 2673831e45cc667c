#!/usr/bin/env bash
# Every night at three a dump of the database; those older than two weeks go. Restore one with
#   pg_restore --clean --if-exists --no-owner -d DATABASE_URL FILE
set -euo pipefail
while true; do
  now=$(date -u +%s)
  next=$(date -u -d 'tomorrow 03:00' +%s)
  sleep $((next - now))
  file=/backups/staffroom-$(date -u +%Y-%m-%d).dump
  # Renamed when it is whole, so that half a dump is never taken for one.
  if pg_dump -h database -U staffroom -d staffroom -Fc -f "$file.part"; then mv "$file.part" "$file"; fi
  find /backups -name 'staffroom-*.dump' -mtime +14 -delete
done
