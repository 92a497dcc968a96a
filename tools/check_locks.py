"""Check, without a network, that all locks still fit what they were made from: run it from the project's folder."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import NormalizedName, canonicalize_name

LOCKS = ("requirements", "requirements-dev", "benchmarks/requirements")
HINT = "run: make lock"
_PIN = re.compile(r"(?m)^(?P<name>[A-Za-z0-9._-]+)==(?P<version>[^ ;\\\n]+)(?P<rest>(?:.*\\\n)*.*(?:\n[ ]+#.*)*)")


@dataclass(frozen=True)
class Pin:
    """One package of a lock.

    Attributes:
        version: The version that is installed.
        hashes: How many files of it may be installed.
        asked_by: The files that ask for it by name.
    """

    version: str
    hashes: int
    asked_by: frozenset[str]


def wanted(file: Path) -> Iterator[Requirement]:
    """Read what an ``.in`` file asks for, without other files that it names."""
    for line in file.read_text("utf-8").splitlines():
        text = line.partition(" #")[0].strip()
        if text and not text.startswith(("#", "-")):
            yield Requirement(text)


def pins(file: Path) -> dict[NormalizedName, list[Pin]]:
    """Read a lock: the packages by name, several versions of one where systems differ."""
    found: dict[NormalizedName, list[Pin]] = {}
    for match in _PIN.finditer(file.read_text("utf-8")):
        asked_by = frozenset(re.findall(r"-r (\S+\.in)", match["rest"]))
        pin = Pin(match["version"], match["rest"].count("--hash=sha256:"), asked_by)
        found.setdefault(canonicalize_name(match["name"]), []).append(pin)
    return found


def faults(folder: Path) -> Iterator[str]:
    """Find where locks and what they were made from no longer match.

    Args:
        folder: The project's folder.

    Yields:
        A line for each fault, with the file and what to do.
    """
    locks = {name: pins(folder / f"{name}.txt") for name in LOCKS}
    for name, lock in locks.items():
        source = f"{name}.in"
        asked = {canonicalize_name(requirement.name): requirement for requirement in wanted(folder / source)}
        for package, requirement in asked.items():
            for pin in lock.get(package, []):
                if not requirement.specifier.contains(pin.version, prereleases=True):
                    asks = f"{source} asks for {requirement.specifier}"
                    yield f"{name}.txt: {package} is {pin.version}, but {asks}; {HINT}"
            if package not in lock:
                yield f"{name}.txt: {package} of {source} is missing; {HINT}"
        for package, found in lock.items():
            if any(not pin.hashes for pin in found):
                yield f"{name}.txt: {package} has no hash; {HINT}"
            if any(source in pin.asked_by for pin in found) and package not in asked:
                yield f"{name}.txt: {package} is no longer asked for by {source}; {HINT}"
    first, second = (locks[name] for name in LOCKS[:2])
    for package, found in first.items():
        if {pin.version for pin in found} != {pin.version for pin in second.get(package, [])}:
            yield f"{LOCKS[1]}.txt: {package} is not the one of {LOCKS[0]}.txt; {HINT}"


def main() -> None:
    """Print every fault and fail if there is one."""
    found = list(faults(Path.cwd()))
    if found:
        sys.exit("\n".join(found))


if __name__ == "__main__":
    main()
