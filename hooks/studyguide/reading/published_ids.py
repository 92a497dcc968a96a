"""The list of all published ids, ``data/ids.txt``: one on each line, added to and never removed from."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from studyguide.kinds import ENTRY_KINDS
from studyguide.model import Guide, PublishedId, is_id
from studyguide.problems import Problem

PUBLISHED = "data/ids.txt"
MAX_BYTES = 500_000
HINT = "write question:topic/id, or comparison:, path:, topic: or level: with an id"

HEAD = """\
# Every address that was ever published. Lines are added, by `make ids`, and never removed or changed:
# people have linked to them.
"""

_LINE = re.compile(r"(?:(?P<kind>comparison|path|topic|level):|question:(?P<topic>[^/:]+)/)(?P<id>[^/:]+)")


def read_published(project: Path, problems: list[Problem]) -> list[tuple[PublishedId, int]]:
    """Read the list of ids.

    Args:
        project: The folder that holds ``data/``.
        problems: Gets what is wrong with the list.

    Returns:
        Each id with its line. Nothing where the guide keeps no list.
    """
    file = project / PUBLISHED
    if file.is_symlink():
        problems.append(Problem.in_file(PUBLISHED, "symbolic links are not read", "put the file itself here"))
        return []
    if not file.exists():
        return []
    return parse_published(file, PUBLISHED, problems)


def parse_published(file: Path, path: str, problems: list[Problem]) -> list[tuple[PublishedId, int]]:
    """Read a list of ids from any file; see :func:`read_published`.

    Args:
        file: The file to open.
        path: Its name in messages.
        problems: Gets what is wrong with the list.

    Returns:
        Each id with its line.
    """
    try:
        with file.open("rb") as stream:
            raw = stream.read(MAX_BYTES + 1)
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        problems.append(Problem.in_file(path, "the file is not UTF-8", "save it with UTF-8 encoding"))
        return []
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        problems.append(Problem.in_file(path, f"the file cannot be read ({reason})"))
        return []
    if len(raw) > MAX_BYTES:
        problems.append(
            Problem.in_file(path, f"the file is larger than {MAX_BYTES // 1000} kB", "remove what was never published")
        )
        return []
    found = []
    for number, line in enumerate(text.split("\n"), start=1):
        words = line.rstrip("\r")
        if not words or words.startswith("#"):
            continue
        entry = _entry(words)
        if entry:
            found.append((entry, number))
        else:
            problems.append(Problem.in_file(path, f'invalid line "{words[:60]}"', HINT, line=number, column=1))
            break  # a file that is no list at all would else fill the report
    return found


def current_ids(guide: Guide) -> list[PublishedId]:
    """List the ids of a guide that readers can see, and so link to."""
    return [
        PublishedId.model_validate({"kind": kind.name, "id": entry.id, "topic": getattr(entry, "topic", "")})
        for kind in ENTRY_KINDS.values()
        for entry in kind.shown(guide)
    ]


def unlisted(project: Path, guide: Guide) -> list[Problem]:
    """Find ids that the list lacks.

    Args:
        project: The folder that holds ``data/``.
        guide: The guide.

    Returns:
        A problem for each. None where the guide keeps no list at all.
    """
    if not (project / PUBLISHED).exists():
        return []
    listed = set(map(str, guide.published))
    hint = "add it on a line of its own, or run: python hooks/guide.py ids"
    return [
        Problem.in_file(PUBLISHED, f"{entry} is not listed", hint)
        for entry in current_ids(guide)
        if str(entry) not in listed
    ]


def removed(before: Iterable[PublishedId], guide: Guide) -> list[Problem]:
    """Find ids that an older list holds and the guide's list no longer does."""
    listed = set(map(str, guide.published))
    message = "{} was published and has been removed from the list"
    return [
        Problem.in_file(PUBLISHED, message.format(entry), "put it back") for entry in before if str(entry) not in listed
    ]


def published_text(guide: Guide) -> str:
    """Write the list of ids: all that it held, and all that the guide has now."""
    lines = sorted({*map(str, guide.published), *map(str, current_ids(guide))})
    return HEAD + "".join(f"{line}\n" for line in lines)


def _entry(line: str) -> PublishedId | None:
    match = _LINE.fullmatch(line)
    if not match or not is_id(match["id"]) or (match["topic"] is not None and not is_id(match["topic"])):
        return None
    return PublishedId.model_validate(
        {"kind": match["kind"] or "question", "id": match["id"], "topic": match["topic"] or ""}
    )
