"""The list of every id ever published, ``data/ids.txt``: one address a line, added to and never taken from."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from studyguide.model import Guide, Published, is_id
from studyguide.problems import Problem

PUBLISHED = "data/ids.txt"
MAX_BYTES = 500_000
HINT = "write question:topic/id, or comparison:, path:, topic: or level: with an id"

HEAD = """\
# Every address that was ever published. Lines are added, by `make ids`, and never removed or changed:
# people have linked to them.
"""

_LINE = re.compile(r"(?:(?P<kind>comparison|path|topic|level):|question:(?P<topic>[^/:]+)/)(?P<id>[^/:]+)")


def read_published(project: Path, problems: list[Problem]) -> list[tuple[Published, int]]:
    """Read the list of ids.

    Args:
        project: The folder that holds ``data/``.
        problems: Gets what is wrong with the list.

    Returns:
        Each address with its line. Nothing where the guide keeps no list.
    """
    file = project / PUBLISHED
    if file.is_symlink():
        problems.append(Problem(PUBLISHED, 0, 0, "", "this is a link to another place", "put what it leads to here"))
        return []
    if not file.exists():
        return []
    return parse_published(file, PUBLISHED, problems)


def parse_published(file: Path, path: str, problems: list[Problem]) -> list[tuple[Published, int]]:
    """Read a list of ids from any place; see :func:`read_published`.

    Args:
        file: The file to open.
        path: Its name in messages.
        problems: Gets what is wrong with the list.

    Returns:
        Each address with its line.
    """
    try:
        with file.open("rb") as stream:
            raw = stream.read(MAX_BYTES + 1)
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        problems.append(Problem(path, 0, 0, "", "the file is not UTF-8", "save it with UTF-8 encoding"))
        return []
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        problems.append(Problem(path, 0, 0, "", f"the file cannot be read ({reason})"))
        return []
    if len(raw) > MAX_BYTES:
        problems.append(Problem(path, 0, 0, "", f"the file is larger than {MAX_BYTES // 1000} kB", "mend it"))
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
            problems.append(Problem(path, number, 1, "", f'"{words[:60]}" is no address of the guide', HINT))
            break  # a file that is no list at all would else fill the report
    return found


def addresses_of(guide: Guide) -> list[Published]:
    """List the addresses that a guide has now."""
    found = [Published(kind="question", id=question.id, topic=question.topic) for question in guide.questions]
    found += [Published(kind="comparison", id=table.id) for table in guide.comparisons]
    found += [Published(kind="path", id=path.id) for path in guide.paths]
    found += [Published(kind="topic", id=topic.id) for topic in guide.shown_topics]
    found += [Published(kind="level", id=level.id) for level in guide.shown_levels]
    return found


def unlisted(project: Path, guide: Guide) -> list[Problem]:
    """Find addresses of a guide that its list lacks.

    Args:
        project: The folder that holds ``data/``.
        guide: The guide.

    Returns:
        A problem for each. None where the guide keeps no list at all.
    """
    if not (project / PUBLISHED).exists():
        return []
    listed = set(map(str, guide.published))
    return [
        Problem(
            PUBLISHED,
            0,
            0,
            "",
            f"{entry} is not listed",
            "add it on a line of its own, or run: python hooks/guide.py ids",
        )
        for entry in addresses_of(guide)
        if str(entry) not in listed
    ]


def removed(before: Iterable[Published], guide: Guide) -> list[Problem]:
    """Find addresses that an older list holds and the guide's list no longer does."""
    listed = set(map(str, guide.published))
    return [
        Problem(PUBLISHED, 0, 0, "", f"{entry} was published and has been taken out of the list", "put it back")
        for entry in before
        if str(entry) not in listed
    ]


def published_text(guide: Guide) -> str:
    """Write the list of ids anew, with all that it held and all that the guide has now."""
    lines = sorted({*map(str, guide.published), *map(str, addresses_of(guide))})
    return HEAD + "".join(f"{line}\n" for line in lines)


def _entry(line: str) -> Published | None:
    match = _LINE.fullmatch(line)
    if not match or not is_id(match["id"]) or (match["topic"] is not None and not is_id(match["topic"])):
        return None
    return Published.model_validate(
        {"kind": match["kind"] or "question", "id": match["id"], "topic": match["topic"] or ""}
    )
