"""The locks: they fit what they were made from, and a file that is not the expected one is not installed."""

from __future__ import annotations

import base64
import hashlib
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from tools.check_locks import LOCKS, faults, pins

from tests.projects import ROOT, replace

FILES = [f"{name}.{ending}" for name in LOCKS for ending in ("in", "txt")]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the locks that a test may break."""
    (tmp_path / "benchmarks").mkdir()
    for name in FILES:
        shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


def test_the_locks_fit(project: Path) -> None:
    assert list(faults(project)) == []


def test_every_package_of_a_lock_has_hashes() -> None:
    for name in LOCKS:
        found = pins(ROOT / f"{name}.txt")
        lines = (ROOT / f"{name}.txt").read_text("utf-8").splitlines()
        assert sum(map(len, found.values())) == len([line for line in lines if re.match(r"[a-zA-Z0-9._-]+==", line)])
        assert all(pin.hashes for several in found.values() for pin in several)


@pytest.mark.parametrize(
    ("file", "old", "new", "reported"),
    [
        pytest.param(
            "requirements.in", "click>=8.4.2,<9", "click>=9,<10", r"requirements\.txt: click is 8", id="a new range"
        ),
        pytest.param(
            "requirements.in", "nh3>=", "nh4>=", r"requirements\.txt: nh4 of requirements\.in", id="a package"
        ),
        pytest.param(
            "requirements-dev.in", "ruff>=0.14\n", "", r"requirements-dev\.txt: ruff is no longer", id="one less"
        ),
        pytest.param(
            "requirements-dev.in", "pytest>=9,<10", "pytest>=10", r"requirements-dev\.txt: pytest is 9", id="dev"
        ),
        pytest.param(
            "benchmarks/requirements.in",
            "weasyprint==",
            "weasyprint<",
            r"benchmarks/requirements\.txt: weasyprint is",
            id="a benchmark",
        ),
    ],
)
def test_a_stale_lock_is_reported(file: str, old: str, new: str, reported: str, project: Path) -> None:
    replace(project / file, old, new)
    assert [line for line in faults(project) if re.match(reported, line)]
    assert all(line.endswith("; run: make lock") for line in faults(project))


def test_a_package_without_hashes_is_reported(project: Path) -> None:
    text = (project / "requirements.txt").read_text("utf-8")
    start = re.search(r"(?m)^click==\S+", text)
    assert start
    end = text.index("    # via", start.end())
    (project / "requirements.txt").write_text(text[: start.end()] + "\n" + text[end:], "utf-8")
    assert "requirements.txt: click has no hash; run: make lock" in list(faults(project))


def test_locks_that_differ_are_reported(project: Path) -> None:
    lock = project / "requirements-dev.txt"
    lock.write_text(re.sub(r"(?m)^click==\S+", "click==8.9.9", lock.read_text("utf-8")), "utf-8")
    assert "requirements-dev.txt: click is not the one of requirements.txt; run: make lock" in list(faults(project))


def test_the_check_fails_with_the_faults(project: Path) -> None:
    replace(project / "requirements.in", "nh3>=", "nh4>=")
    command = [sys.executable, str(ROOT / "tools/check_locks.py")]
    result = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)
    assert result.returncode == 1
    assert "requirements.txt: nh4 of requirements.in is missing; run: make lock" in result.stderr


@pytest.mark.parametrize("failing", [*LOCKS, ""])
def test_a_lock_that_cannot_be_made_fails_the_command(failing: str, tmp_path: Path) -> None:
    shutil.copy(ROOT / "Makefile", tmp_path)
    (tmp_path / "bin").mkdir()
    uv = tmp_path / "bin/uv"
    uv.write_text(f'#!/usr/bin/env bash\n[[ " $* " != *" {failing}.in "* ]]\n', "utf-8")
    uv.chmod(0o755)
    command = ["make", "lock", "VENV=.", "BIN=bin", "--assume-old=./.ready-dev"]
    (tmp_path / ".ready-dev").touch()
    result = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (result.returncode == 0) == (not failing), result.stderr
    assert result.stdout.count("Wrote ") == (LOCKS.index(failing) if failing else len(LOCKS))


def test_everything_is_installed_with_its_hashes_only() -> None:
    for file in ("Makefile", *(f".github/workflows/{name}.yml" for name in ("site", "release", "sources"))):
        lines = [line for line in (ROOT / file).read_text("utf-8").splitlines() if re.search(r"pip3? install", line)]
        locked = re.compile(r"--require-hashes -r (?:benchmarks/)?requirements(?:-dev)?\.txt$")
        assert [line for line in lines if not locked.search(line)] == [], file


@pytest.mark.parametrize("flipped", [False, True], ids=["the right hash", "one flipped digit"])
def test_one_flipped_hash_stops_the_installation(flipped: bool, tmp_path: Path) -> None:
    digest = hashlib.sha256(wheel(tmp_path).read_bytes()).hexdigest()
    if flipped:
        digest = ("0" if digest[0] != "0" else "1") + digest[1:]
    (tmp_path / "requirements.txt").write_text(f"spoke==1.0 --hash=sha256:{digest}\n", "utf-8")
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes"]
    command += ["-r", "requirements.txt", "--no-index", "--find-links", ".", "--target", "installed"]
    result = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (tmp_path / "installed/spoke.py").exists() is not flipped
    if flipped:
        assert result.returncode == 1
        assert "DO NOT MATCH THE HASHES" in result.stderr


def wheel(folder: Path) -> Path:
    """Make the smallest package that can be installed."""
    files = {
        "spoke.py": "",
        "spoke-1.0.dist-info/METADATA": "Metadata-Version: 2.1\nName: spoke\nVersion: 1.0\n",
        "spoke-1.0.dist-info/WHEEL": "Wheel-Version: 1.0\nGenerator: x\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = "".join(f"{name},sha256={_digest(text)},{len(text)}\n" for name, text in files.items())
    file = folder / "spoke-1.0-py3-none-any.whl"
    with zipfile.ZipFile(file, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
        archive.writestr("spoke-1.0.dist-info/RECORD", record + "spoke-1.0.dist-info/RECORD,,\n")
    return file


def _digest(text: str) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b"=").decode()
