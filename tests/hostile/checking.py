"""Run the guide's command line many times, each time in a process of its own with little memory and little time.

Nearly all the time of a new interpreter goes into imports. So one is started, it imports everything once, and forks for
each run. Started as a program, it reads what to run as JSON and writes what came of it as JSON.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import IO, NoReturn

from tests.projects import ROOT, environment

MEGABYTES = 2**20
MEMORY = 1024 * MEGABYTES
SECONDS = 20
"""Of the processor, for one run."""


@dataclass(frozen=True)
class Run:
    """What came of one run.

    Attributes:
        status: How it ended; negative if the system ended it.
        out: What it printed.
        err: What it reported of faults.
    """

    status: int
    out: str
    err: str


def run_all(orders: Mapping[str, Sequence[str]]) -> dict[str, Run]:
    """Run the command line once for each order.

    Args:
        orders: The arguments of each run, by a name.

    Returns:
        What came of each, by the same names.
    """
    done = subprocess.run(
        [sys.executable, "-m", "tests.hostile.checking"],
        cwd=ROOT,
        env=environment({"PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "hooks")])}),
        input=json.dumps(orders),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return {name: Run(**run) for name, run in json.loads(done.stdout).items()}


def main() -> None:
    """Read orders, run them one after the other, and write what came of them."""
    json.dump({name: _run(arguments) for name, arguments in json.load(sys.stdin).items()}, sys.stdout)


def _run(arguments: Sequence[str]) -> dict[str, object]:
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        child = os.fork()
        if child == 0:
            _become_command(arguments, out, err)
        _, status = os.waitpid(child, 0)
        return {"status": os.waitstatus_to_exitcode(status), "out": _text(out), "err": _text(err)}


def _become_command(arguments: Sequence[str], out: IO[bytes], err: IO[bytes]) -> NoReturn:
    status = 1
    try:
        os.dup2(out.fileno(), 1)
        os.dup2(err.fileno(), 2)
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        guide.main(list(arguments))
    except SystemExit as ended:
        status = int(ended.code or 0)
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


def _text(file: IO[bytes]) -> str:
    file.seek(0)
    return file.read().decode("utf-8")


if __name__ == "__main__":
    import guide

    main()
