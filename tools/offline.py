"""Build the guide as a folder that opens by double click, and as a zip of it.

Usage: ``python tools/offline.py OUT ZIP``. The same sources give the same bytes: the times of all files in the zip
are those of ``SOURCE_DATE_EPOCH``, or the earliest that a zip can hold.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
EARLIEST = 315532800
"""The first second of 1980: a zip holds no earlier time."""

LEFT_OUT = (".map", ".gz", "sitemap.xml")
"""Endings of files that only a server or a debugger uses."""


def main(out: Path, archive: Path) -> None:
    """Build the folder, then the zip under a hidden name beside its place, so that no half of one is ever offered."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"]
    subprocess.run([*command, "-f", str(ROOT / "mkdocs-offline.yml"), "-d", str(out.resolve())], check=True)  # noqa: S603
    archive.parent.mkdir(parents=True, exist_ok=True)
    beside = archive.with_name(f".{archive.name}.part")
    try:
        count = pack(out, beside, archive.stem)
        beside.replace(archive)
    finally:
        beside.unlink(missing_ok=True)
    print(f"Wrote {out}/index.html.")
    print(f"Wrote {archive}: {count} files, {archive.stat().st_size / 1e6:.1f} MB.")


def pack(folder: Path, archive: Path, name: str) -> int:
    """Put a folder into a zip, under a name for the folder, and tell how many files that were."""
    moment = time.gmtime(max(EARLIEST, int(os.environ.get("SOURCE_DATE_EPOCH", EARLIEST))))
    files = sorted(file for file in folder.rglob("*") if file.is_file() and not file.name.endswith(LEFT_OUT))
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as target:
        for file in files:
            entry = zipfile.ZipInfo(f"{name}/{file.relative_to(folder).as_posix()}", moment[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            target.writestr(entry, file.read_bytes())
    return len(files)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
