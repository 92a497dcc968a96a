"""Build the guide as a folder that opens by double click, and as a zip of it.

Usage: ``python tools/offline.py OUT ZIP``. The same sources give the same bytes: all files in the zip have the
time of ``SOURCE_DATE_EPOCH``, as near as a zip can hold it, or without one the earliest that it can.
"""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
import zipfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "hooks"))
from studyguide.build_time import given_time

ROOT = Path(__file__).resolve().parent.parent
EARLIEST = dt.datetime(1980, 1, 1, tzinfo=dt.UTC)
"""A zip holds no time before this."""

LEFT_OUT = (".map", ".gz", "sitemap.xml")
"""Endings of files that only a server or a debugger uses."""


def main(out: Path, archive: Path) -> None:
    """Build the folder, then the zip under a hidden name beside its place, so that no half of one is ever offered."""
    moment = max(EARLIEST, _given_time() or EARLIEST)
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"]
    subprocess.run([*command, "-f", str(ROOT / "mkdocs-offline.yml"), "-d", str(out.resolve())], check=True)  # noqa: S603
    archive.parent.mkdir(parents=True, exist_ok=True)
    beside = archive.with_name(f".{archive.name}.part")
    try:
        count = pack(out, beside, archive.stem, moment)
        beside.replace(archive)
    finally:
        beside.unlink(missing_ok=True)
    print(f"Wrote {out}/index.html.")
    print(f"Wrote {archive}: {count} files, {archive.stat().st_size / 1e6:.1f} MB.")


def pack(folder: Path, archive: Path, name: str, moment: dt.datetime) -> int:
    """Put a folder into a zip, under a name for the folder, and return how many files that were."""
    files = sorted(file for file in folder.rglob("*") if file.is_file() and not file.name.endswith(LEFT_OUT))
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as target:
        for file in files:
            entry = zipfile.ZipInfo(f"{name}/{file.relative_to(folder).as_posix()}", moment.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            target.writestr(entry, file.read_bytes())
    return len(files)


def _given_time() -> dt.datetime | None:
    try:
        return given_time()
    except ValueError as error:
        raise SystemExit(str(error)) from error


if __name__ == "__main__":
    if len(sys.argv) != 3:
        raise SystemExit(__doc__)
    main(Path(sys.argv[1]), Path(sys.argv[2]))
