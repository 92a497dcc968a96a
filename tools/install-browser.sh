#!/usr/bin/env bash
# Makes sure that the browser tests can run: with the Chromium that is installed or named by BROWSER_PATH, or with Debian's by apt.
# Debian's Firefox is welcome but not needed: where it is missing and cannot be installed, its tests are skipped and say so.
set -euo pipefail

has_browser() {
  if [ -n "${BROWSER_PATH:-}" ]; then
    [ -x "$BROWSER_PATH" ] || { echo "BROWSER_PATH is $BROWSER_PATH, which cannot be run." >&2; exit 1; }
    return 0
  fi
  for name in chromium chromium-browser google-chrome google-chrome-stable; do
    if command -v "$name" >/dev/null; then return 0; fi
  done
  return 1
}

missing=()
has_browser || missing+=(chromium)
# Playwright's driver is linked against it, and a small Debian does not have it. Elsewhere than on Linux there is no ldconfig.
if command -v ldconfig >/dev/null && ! ldconfig -p | grep -q 'libatomic\.so\.1'; then missing+=(libatomic1); fi
welcome=()
if command -v apt-get >/dev/null && ! command -v firefox-esr >/dev/null; then welcome+=(firefox-esr); fi
[ ${#missing[@]} -gt 0 ] || [ ${#welcome[@]} -gt 0 ] || exit 0

if [ ${#missing[@]} -gt 0 ] && ! command -v apt-get >/dev/null; then
  echo "The browser tests need: ${missing[*]}. Install them, or name a Chromium or Chrome: BROWSER_PATH=/path/to/it make test" >&2
  exit 1
fi
as_root=()
if [ "$(id -u)" -ne 0 ]; then
  if ! sudo -n true 2>/dev/null; then
    [ ${#missing[@]} -gt 0 ] || exit 0
    echo "The browser tests need more packages. Run: sudo apt-get install ${missing[*]}" >&2
    exit 1
  fi
  as_root=(sudo -n)
fi
install() {
  echo "Installing for the browser tests: $*."
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}
"${as_root[@]}" apt-get update -qq || [ ${#missing[@]} -eq 0 ]
[ ${#missing[@]} -eq 0 ] || install "${missing[@]}"
[ ${#welcome[@]} -eq 0 ] || install "${welcome[@]}" || echo "Without ${welcome[*]} the tests in Firefox are skipped." >&2
