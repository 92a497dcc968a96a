"""Sites that all processes of a run share: whoever needs one first builds it, and the others wait for it."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable
from pathlib import Path

import pytest


def build_once(factory: pytest.TempPathFactory, name: str, build: Callable[[Path], None]) -> Path:
    """Build something that tests only read.

    Args:
        factory: Knows the folder of the run.
        name: What it is called in that folder.
        build: Builds it in a folder that exists; it fails by an exception, then the next process tries again.

    Returns:
        The folder.
    """
    place = factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        place = place.parent  # the folder above those of the processes
    folder, done = place / name, place / f"{name}.done"
    with (place / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            folder.mkdir(exist_ok=True)
            build(folder)
            done.touch()
    return folder
