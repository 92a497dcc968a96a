"""Files of the site that are not pages: data, scripts, pictures, downloads."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path, PurePosixPath


@dataclass(frozen=True)
class SiteFile:
    """A generated file.

    Attributes:
        uri: Its address, relative to the root of the site.
        content: Its bytes, or the file to copy.
    """

    uri: str
    content: bytes | Path

    def write_to(self, site: Path) -> None:
        """Write the file into the folder of a finished site."""
        target = site / self.uri
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(self.content.read_bytes() if isinstance(self.content, Path) else self.content)


def hashed_name(uri: str, content: str) -> str:
    """Put a hash of the content into a name, so that a browser never combines files of two builds.

    Args:
        uri: The address without the hash, such as ``search/words.txt``.
        content: The content of the file.

    Returns:
        The address with the hash before its ending: ``search/words.1a2b3c4d.txt``.
    """
    path = PurePosixPath(uri)
    digest = hashlib.sha256(content.encode()).hexdigest()[:8]
    return str(path.with_name(f"{path.stem}.{digest}{path.suffix}"))
