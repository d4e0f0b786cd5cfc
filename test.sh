#!/usr/bin/env bash
# Runs every test: unit, property, integration on real SQLite files over real HTTP, and a real browser.
# Installs what they need and the machine lacks (Chromium, from the system's packages).
# Usage: ./test.sh [arguments for dotnet test, such as --filter FullyQualifiedName~Channels]
set -euo pipefail
cd "$(dirname "$0")"

install() {
  local sudo=""
  [ "$(id -u)" -eq 0 ] || sudo="sudo"
  if command -v apt-get >/dev/null; then
    $sudo apt-get update -qq && $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$@" >/dev/null
  elif command -v dnf >/dev/null; then
    $sudo dnf install -y -q "$@"
  elif command -v apk >/dev/null; then
    $sudo apk add -q "$@"
  else
    echo "No package manager known here. Install: $*" >&2
    return 1
  fi
}

chromium=${CHROMIUM_PATH:-$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)}
if [ -z "$chromium" ]; then
  echo "Chromium is missing: installing it" >&2
  install chromium
  chromium=$(command -v chromium || command -v chromium-browser)
fi
export CHROMIUM_PATH=$chromium

log=$(mktemp)
trap 'rm -f "$log"' EXIT
dotnet build Attribution.sln --nologo -v quiet -clp:ErrorsOnly

status=0
dotnet test Attribution.Tests --no-build --nologo "$@" | tee "$log" || status=$?

passed=$(sed -nE 's/.*Passed: +([0-9]+).*/\1/p' "$log" | tail -1)
failed=$(sed -nE 's/.*Failed: +([0-9]+).*/\1/p' "$log" | tail -1)
if [ "$status" -ne 0 ] && [ "${failed:-0}" -eq 0 ]; then
  echo "The test run itself failed (exit $status)." >&2
  failed=1
fi
echo "${passed:-0} passed, ${failed:-0} failed"
exit "$status"
