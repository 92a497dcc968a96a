"""The last finished site, kept on disk: to build the same site again is to copy it.

The key of a kept site covers every file that it was made from, byte by byte, and what else the caller knows to matter.
Its files are compared with the digests of the signed cache before they are used, so a damaged or foreign copy, or a
part of one, is never published: the site is then built anew.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterable
from pathlib import Path

from studyguide.cache import FOLDER, Cache

NAME = "finished"


def digest_of_files(paths: Iterable[Path]) -> bytes:
    """Make a digest of files and of everything below folders: their names and all their bytes.

    Args:
        paths: Files and folders; one that is missing counts as missing.
    """
    digest = hashlib.sha256()
    for path in paths:
        files = sorted(file for file in path.rglob("*") if file.is_file()) if path.is_dir() else [path]
        for file in files:
            if file.parent.name == "__pycache__":  # made from the files beside it
                continue
            digest.update(f"\0{file}\0".encode())
            digest.update(hashlib.sha256(file.read_bytes()).digest() if file.is_file() else b"missing")
    return digest.digest()


class KeptSite:
    """The finished site of an earlier build.

    Args:
        project: The folder of the project.
    """

    def __init__(self, project: Path) -> None:
        self._folder = project / FOLDER / NAME
        self._cache = Cache(project, NAME)

    def key(self, parts: Iterable[bytes]) -> bytes:
        """Make the key of a site from everything that it depends on besides the code of the core."""
        return self._cache.key(parts)

    def load(self, key: bytes) -> dict[str, bytes] | None:
        """Give the files of the site with a key by their addresses; None if it is not kept, or not as it was."""
        digests: dict[str, bytes] | None = self._cache.get(key)
        if digests is None:
            return None
        files = {}
        for uri, digest in digests.items():
            try:
                content = (self._folder / uri).read_bytes()
            except OSError:
                return None
            if hashlib.sha256(content).digest() != digest:
                return None
            files[uri] = content
        return files

    def keep(self, key: bytes, site: Path) -> None:
        """Keep a finished site in place of the one before. Where that is not possible, the next build takes longer."""
        if not self._cache.enabled:
            return
        try:
            shutil.rmtree(self._folder, ignore_errors=True)
            shutil.copytree(site, self._folder)
        except OSError:
            return
        files = sorted(file for file in self._folder.rglob("*") if file.is_file())
        digests = {
            file.relative_to(self._folder).as_posix(): hashlib.sha256(file.read_bytes()).digest() for file in files
        }
        self._cache.put(key, digests)
        self._cache.save()


def write_site(files: dict[str, bytes], site: Path) -> None:
    """Write the files of a kept site into a folder."""
    for uri, content in files.items():
        target = site / uri
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
