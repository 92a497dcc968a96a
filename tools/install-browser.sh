#!/usr/bin/env bash
# Makes sure that there is a Chromium for the browser tests: the one that is installed, or Debian's by apt.
# BROWSER_PATH names another one.
set -euo pipefail

if [ -n "${BROWSER_PATH:-}" ]; then
  [ -x "$BROWSER_PATH" ] || { echo "BROWSER_PATH is $BROWSER_PATH, which cannot be run." >&2; exit 1; }
  exit 0
fi
for name in chromium chromium-browser google-chrome google-chrome-stable; do
  if command -v "$name" >/dev/null; then exit 0; fi
done

if ! command -v apt-get >/dev/null; then
  echo "The browser tests need Chromium or Chrome. Install one, or name it: BROWSER_PATH=/path/to/chrome make test" >&2
  exit 1
fi
as_root=()
if [ "$(id -u)" -ne 0 ]; then
  if ! sudo -n true 2>/dev/null; then
    echo "The browser tests need Chromium. Run: sudo apt-get install chromium" >&2
    exit 1
  fi
  as_root=(sudo -n)
fi
echo "Installing Chromium for the browser tests."
"${as_root[@]}" apt-get update -qq
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium >/dev/null
