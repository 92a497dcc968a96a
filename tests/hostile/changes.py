"""Hostile changes: one YAML file a case in ``changes/``, each a pull request that touches only ``data/``.

A new case joins by being put there. A case holds:

``files``
    What is written below the tiny guide, by path: a text, ``{repeat: "x", times: 8000}`` for a flood, which may have a
    ``first`` and a ``last`` text around it, ``{link: /a/path}`` for a symbolic link, ``{copy: path, old: text, new:
    text or flood}`` for another file with a text replaced, ``{hex: ff00}`` for bytes, or nothing to remove the file
    or folder.
``says``
    What the check says; it must fail. Left out where the change is harmless: then the site is built and looked at.
``because``
    Why it is dangerous.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

CHANGES = Path(__file__).parent / "changes"


@dataclass(frozen=True)
class Change:
    """One hostile change.

    Attributes:
        name: The file's name without its ending.
        files: What is written, by path.
        says: What the check says; empty for a change that must do no harm.
    """

    name: str
    files: dict[str, Any]
    says: str


def read_changes() -> list[Change]:
    """Read all cases; a file that is none fails the run at once."""
    return [_read(file) for file in sorted(CHANGES.iterdir())]


def apply(change: Change, project: Path) -> None:
    """Make a change to a copy of the tiny guide."""
    for path, content in change.files.items():
        target = project / path
        target.parent.mkdir(parents=True, exist_ok=True)
        if content is None:
            if target.is_dir():
                shutil.rmtree(target)
            else:
                target.unlink()
        elif isinstance(content, dict) and "link" in content:
            if target.is_dir():
                shutil.rmtree(target)
            target.unlink(missing_ok=True)
            target.symlink_to(content["link"])
        else:
            target.write_bytes(_bytes(content, project))


def _bytes(content: Any, project: Path) -> bytes:
    if isinstance(content, dict) and "hex" in content:
        return bytes.fromhex(content["hex"])
    if isinstance(content, dict) and "copy" in content:
        text = (project / content["copy"]).read_text("utf-8")
        assert content["old"] in text, f"{content['copy']} does not hold {content['old']!r}"
        return bytes(text.replace(content["old"], _text(content["new"])), "utf-8")
    return bytes(_text(content), "utf-8")


def _text(content: Any) -> str:
    if isinstance(content, str):
        return content
    flood: str = content["repeat"] * content["times"]
    return f"{content.get('first', '')}{flood}{content.get('last', '')}"


def _read(file: Path) -> Change:
    data = yaml.safe_load(file.read_text("utf-8"))
    assert file.suffix == ".yml", f"{file.name}: a case is a .yml file"
    assert isinstance(data, dict), f"{file.name}: a case is a map of files, says and because"
    assert {"files", "because"} <= data.keys() <= {"files", "says", "because"}, f"{file.name}: wrong keys"
    assert all(path.startswith("data/") for path in data["files"]), f"{file.name}: only data/ may change"
    return Change(file.stem, data["files"], data.get("says", ""))
