"""Sites that are built once, and a server that is always stopped."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.projects import BICYCLE, copy_project, environment, grow_old, mkdocs
from tests.site.built import BuiltSite

TRIES = 60
PAUSE = 0.25
TRIES_BEFORE_TOUCHING = 20


@pytest.fixture(scope="session")
def real(built_site: Path) -> BuiltSite:
    """The real guide."""
    return BuiltSite(built_site, "https://example.org/guide/")


@pytest.fixture(scope="session")
def tiny(bicycle_site: Path) -> BuiltSite:
    """The tiny guide."""
    return BuiltSite(bicycle_site)


@pytest.fixture(scope="session")
def flat(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """The tiny guide with its past and addresses that end in .html, as a copy for reading from disk has them."""
    project = copy_project(BICYCLE, tmp_path_factory.mktemp("flat") / "project")
    grow_old(project)
    (project / "downloads").mkdir()
    (project / "downloads/copy.zip").write_bytes(b"the copy of the last build")
    settings = project / "mkdocs.yml"
    settings.write_text("use_directory_urls: false\n" + settings.read_text("utf-8"), "utf-8")
    result = mkdocs(project, "build", "--strict")
    assert result.returncode == 0, result.stderr
    return BuiltSite(project / "site")


@pytest.fixture(scope="session")
def moved(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """The tiny guide, published two folders deep, after years in which entries were moved, renamed and removed."""
    project = copy_project(BICYCLE, tmp_path_factory.mktemp("moved") / "project")
    grow_old(project)
    address = "https://example.org/x/y/"
    result = mkdocs(project, "build", "--strict", env={"SITE_URL": address})
    assert result.returncode == 0, result.stderr
    return BuiltSite(project / "site", address)


@pytest.fixture(scope="session", params=["real", "tiny", "flat", "moved"])
def any_site(request: pytest.FixtureRequest) -> BuiltSite:
    """Each of the sites in turn."""
    site: BuiltSite = request.getfixturevalue(request.param)
    return site


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the tiny guide with the generator, which a test may change."""
    return copy_project(BICYCLE, tmp_path / "project")


@dataclass(frozen=True)
class Server:
    """A running ``mkdocs serve``.

    Attributes:
        address: Where it serves, with a slash at the end.
        log: The file with what it prints.
        process: The program.
    """

    address: str
    log: Path
    process: subprocess.Popen[bytes]

    def shows(self, page: str, *texts: str, touch: Path | None = None) -> str:
        """Wait until a page holds all of the texts, and fail if it never does.

        Args:
            page: The page's address below the server's.
            texts: What its HTML must hold.
            touch: The file that was edited just before: saved again now and then, since the server looks at files
                only from time to time and may have begun to look after the edit.

        Returns:
            The page's HTML.
        """
        answer = ""
        for number in range(1, TRIES + 1):
            answer = self.get(page)
            if all(text in answer for text in texts):
                return answer
            assert self.process.poll() is None, f"the server ended:\n{self.log.read_text('utf-8')}"
            if touch and number % TRIES_BEFORE_TOUCHING == 0:
                touch.touch()
            time.sleep(PAUSE)
        pytest.fail(f"{page} never showed {texts}:\n{answer[-3000:]}\n{self.log.read_text('utf-8')}")

    def get(self, page: str) -> str:
        """Ask for a page once; what is wrong with the answer stands in its place."""
        try:
            with urllib.request.urlopen(self.address + page, timeout=2) as response:
                text: str = response.read().decode()
                return text
        except urllib.error.HTTPError as error:
            with error:
                return f"status {error.code}"
        except OSError as error:
            return f"no answer: {error}"


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Callable[[Path], Server]]:
    """Start to serve a project; every server ends with the test."""
    with ExitStack() as servers:

        def start(project: Path) -> Server:
            with socket.socket() as free:
                free.bind(("127.0.0.1", 0))
                port: int = free.getsockname()[1]
            log = tmp_path / f"server-{port}.log"
            command = [sys.executable, "-m", "mkdocs", "serve", "-f", str(project / "mkdocs.yml")]
            output = servers.enter_context(log.open("wb"))
            process = subprocess.Popen(
                [*command, "-a", f"127.0.0.1:{port}"],
                env=environment({"TMPDIR": str(tmp_path)}),
                stdout=output,
                stderr=subprocess.STDOUT,
            )
            servers.callback(process.wait)
            servers.callback(process.kill)
            return Server(f"http://127.0.0.1:{port}/", log, process)

        yield start
