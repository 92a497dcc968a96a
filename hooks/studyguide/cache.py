"""What earlier runs have computed, kept on disk: nothing but time depends on it.

A value is found by a key that holds everything it was made from, this code and its libraries included, so a stale value
cannot be found. The file is signed with a key that only this user of this machine has: values are Python objects, and
one that came with a copy of the project must not be loaded. A file with any fault is ignored and made anew.
``STUDYGUIDE_CACHE=off`` in the environment turns the cache off.
"""

from __future__ import annotations

import hashlib
import hmac
import logging
import os
import pickle
import secrets
import stat
import sys
from collections.abc import Iterable
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import platformdirs
from jinja2.bccache import Bucket, BytecodeCache

SWITCH = "STUDYGUIDE_CACHE"
FOLDER = ".cache/studyguide"
"""The folder with the file, in the project."""

_LIBRARIES = (
    *("jinja2", "markdown", "markdown-it-py", "nh3", "pydantic", "pygments", "pymdown-extensions", "pyyaml"),
    *("typst", "pikepdf", "fontpkg-inter", "fontpkg-jetbrains-mono"),
)
_SIGNATURE_BYTES = 32
_MAX_BYTES = 500_000_000

_DAMAGED = f"The cache in {FOLDER} is damaged, or from another machine; it is made anew."
_UNUSABLE = f"The cache in {FOLDER} cannot be used ({{}}); builds take longer."

log = logging.getLogger("mkdocs.hooks.studyguide.cache")


class Cache:
    """Values by key, for one run.

    Args:
        project: The folder of the project.
        name: The name of the file.
    """

    def __init__(self, project: Path, name: str) -> None:
        self._file = project / FOLDER / f"{name}.bin"
        self._key = _signing_key() if os.environ.get(SWITCH, "") != "off" else None
        self._values: dict[bytes, bytes] = self._read() if self._key else {}
        self._used: dict[bytes, bytes] = {}

    @property
    def enabled(self) -> bool:
        """Whether values are kept for the next run."""
        return self._key is not None

    def key(self, parts: Iterable[bytes]) -> bytes:
        """Make the key of a value.

        Args:
            parts: Everything that the value is made from, besides the code.
        """
        digest = hashlib.sha256(_code_digest())
        for part in parts:
            digest.update(len(part).to_bytes(8, "big"))
            digest.update(part)
        return digest.digest()

    def get(self, key: bytes) -> Any:
        """Give the value with a key; None if there is none."""
        stored = self._values.get(key)
        if stored is None:
            return None
        self._used[key] = stored
        return pickle.loads(stored)  # noqa: S301  signed by this user, see _read

    def put(self, key: bytes, value: object) -> None:
        """Keep a value, other than None, for the next run."""
        if self._key:
            self._used[key] = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)

    def save(self) -> None:
        """Write the values that were used in this run, and drop the others."""
        if not self._key or self._used == self._values:
            return
        content = pickle.dumps(self._used, pickle.HIGHEST_PROTOCOL)
        beside = self._file.with_name(f".{self._file.name}.{os.getpid()}")
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            beside.write_bytes(self._sign(content) + content)
            beside.replace(self._file)
        except OSError as error:
            _report(_UNUSABLE.format(error.strerror))

    def _read(self) -> dict[bytes, bytes]:
        try:
            about = self._file.stat()
            if not stat.S_ISREG(about.st_mode) or about.st_size > _MAX_BYTES:  # a device would be read without end
                _report(_DAMAGED)
                return {}
            raw = self._file.read_bytes()
        except FileNotFoundError:
            return {}
        except OSError as error:
            _report(_UNUSABLE.format(error.strerror))
            return {}
        signature, content = raw[:_SIGNATURE_BYTES], raw[_SIGNATURE_BYTES:]
        if not hmac.compare_digest(signature, self._sign(content)):
            _report(_DAMAGED)
            return {}
        values: dict[bytes, bytes] = pickle.loads(content)  # noqa: S301  signed by this user
        return values

    def _sign(self, content: bytes) -> bytes:
        assert self._key  # noqa: S101  nothing is read or written without a key
        return hmac.digest(self._key, content, "sha256")


@cache  # once is enough, however often an editor saves
def _report(message: str) -> None:
    log.info(message)


class TemplateCache(BytecodeCache):
    """Compiled templates of Jinja, kept in a :class:`Cache`.

    Args:
        cache: Where they are kept.
    """

    def __init__(self, cache: Cache) -> None:
        self._cache = cache

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give Jinja a template that was compiled in an earlier run from the same source."""
        compiled = self._cache.get(self._key(bucket))
        if compiled is not None:
            bucket.bytecode_from_string(compiled)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template that Jinja has compiled."""
        self._cache.put(self._key(bucket), bucket.bytecode_to_string())

    def _key(self, bucket: Bucket) -> bytes:
        return self._cache.key([b"template", bucket.key.encode(), bucket.checksum.encode()])


@cache
def _code_digest() -> bytes:
    """A digest of this code and of what it runs on."""
    digest = hashlib.sha256(repr((sys.version, [version(name) for name in _LIBRARIES])).encode())
    package = Path(__file__).parent
    for file in sorted(package.rglob("*.py")):
        digest.update(file.relative_to(package).as_posix().encode())
        digest.update(file.read_bytes())
    return digest.digest()


@cache
def _signing_key() -> bytes | None:
    """The key of this user on this machine, made at its first use; None where there is no place for one."""
    file = platformdirs.user_cache_path("studyguide") / "signing-key"
    try:
        if not file.exists():
            file.parent.mkdir(parents=True, exist_ok=True)
            file.touch(mode=0o600)
            file.write_bytes(secrets.token_bytes(32))
        key = file.read_bytes()
    except OSError:
        return None
    return key if len(key) == 32 else None
