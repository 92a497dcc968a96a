#!/usr/bin/env bash
# Makes the virtual environment, and says what to install where that cannot work. Usage: make-venv.sh PYTHON FOLDER
set -euo pipefail
python=$1
folder=$2

if ! command -v "$python" >/dev/null; then
  echo "There is no $python here. On Debian or Ubuntu: apt install python3 python3-venv" >&2
  exit 1
fi
if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
  echo "The guide needs Python 3.11 or newer; $python is $("$python" -V 2>&1). Name another one: make PYTHON=python3.12 ..." >&2
  exit 1
fi
# Debian ships venv without ensurepip, so importing venv alone would prove nothing.
if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
  version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
  echo "Python's venv module is missing. On Debian or Ubuntu: apt install python$version-venv" >&2
  exit 1
fi
[ -x "$folder/bin/python" ] || "$python" -m venv "$folder"
