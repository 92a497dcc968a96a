"""Ids that were published once: what is reported where one is broken, or in two directions."""

from __future__ import annotations

from pathlib import Path

import pytest

from studyguide.problems import ContentError, Problem
from studyguide.reading.loading import load_guide
from studyguide.reading.published_ids import MAX_BYTES, read_published
from tests.projects import grow_old, replace
from tests.unit.reading.faults import GUIDE, MEANT, PATH, RIM, TABLE, WHEEL, problems, write

IDS = "data/ids.txt"
HINT = "write question:topic/id, or comparison:, path:, topic: or level: with an id"


def gone(line: int, what: str, old: str) -> str:
    return (
        f'{IDS}:{line}:1: the {what} "{old}" was published and no longer exists; add redirect_from: [{old}] '
        f"to the {what} that replaces it; remove this line only if it was never published"
    )


def test_a_guide_that_keeps_all_its_ids_is_sound(bicycle: Path) -> None:
    grow_old(bicycle)
    guide = load_guide(bicycle)
    assert len(guide.published) == 15
    assert str(guide.published[6]) == "question:brakes/straighten-a-wheel"


def test_every_id_that_is_gone_is_reported_with_its_line(bicycle: Path) -> None:
    write(bicycle, IDS, "# a comment\nquestion:wheels/a\ncomparison:b\n\npath:c\r\ntopic:d\nlevel:e\nlevel:master\n")
    assert problems(bicycle) == [
        gone(2, "question", "a"),
        gone(3, "table", "b"),
        gone(5, "learning path", "c"),
        gone(6, "topic", "d"),
        gone(7, "level", "e"),
    ]


@pytest.mark.parametrize("old", ["straighten-a-wheel", "true-a-wheel"])
def test_a_renamed_or_moved_question_is_not_gone(old: str, bicycle: Path) -> None:
    write(bicycle, IDS, f"question:paint/{old}\n")
    assert load_guide(bicycle).published[0].topic == "paint"


@pytest.mark.parametrize(
    ("path", "old", "new", "line"),
    [
        pytest.param(RIM, "level: master", "level: mastr", "question:wheels/a", id="a question"),
        pytest.param(TABLE, "trap:", "trapp:", "comparison:b", id="a table"),
        pytest.param(PATH, "outcome:", "outcom:", "path:c", id="a path"),
        pytest.param(GUIDE, "headline:", "headlin:", "topic:d", id="a topic"),
    ],
)
def test_nothing_is_blamed_for_what_a_faulty_file_may_replace(
    path: str, old: str, new: str, line: str, bicycle: Path
) -> None:
    replace(bicycle / path, old, new)
    if path == RIM:
        replace(bicycle / path, "roles: [shop-owner]", "roles: 7")
    before = problems(bicycle)
    write(bicycle, IDS, f"{line}\n")
    assert problems(bicycle) == before


@pytest.mark.parametrize(
    ("path", "old", "new", "reported"),
    [
        pytest.param(
            TABLE,
            "trap:",
            "redirect_from: [rim-vs-disc]\ntrap:",
            f'{TABLE}:21:17: redirect_from[1]: "rim-vs-disc" is the id of a table; remove it, or rename that one',
            id="an id that is still used",
        ),
        pytest.param(
            GUIDE,
            "{id: wheels,",
            "{id: wheels, redirect_from: [hubs, hubs],",
            f'{GUIDE}:21:40: topics[1].redirect_from[2]: "hubs" already leads to wheels; keep it in one place',
            id="an id that is claimed twice",
        ),
        pytest.param(
            GUIDE,
            "{id: master,",
            "{id: master, redirect_from: [apprentice],",
            f'{GUIDE}:12:34: levels[2].redirect_from[1]: "apprentice" is the id of a level; '
            "remove it, or rename that one",
            id="a level that still exists",
        ),
        pytest.param(
            PATH,
            "audience:",
            "redirect_from: ['../welder']\naudience:",
            f"{PATH}:2:17: redirect_from[1]: {MEANT.format('welder')}",
            id="an id that leads out",
        ),
    ],
)
def test_what_cannot_be_replaced_is_reported(path: str, old: str, new: str, reported: str, bicycle: Path) -> None:
    replace(bicycle / path, old, new)
    assert problems(bicycle) == [reported]


@pytest.mark.parametrize(
    "line",
    [
        *("nonsense", "question:true-a-wheel", "question:/true-a-wheel", "question:wheels/", "topic:", "page:home"),
        *(
            "comparison:../../etc",
            "question:../x/y",
            "topic:index",
            "topic:con",
            "topic:Wheels",
            "level:a b",
            " topic:a",
        ),
        *("path:<script>alert(1)</script>", "question:wheels/a/b", "topic:a\u2028", "topic:\u0131", "x" * 100_000),
    ],
)
def test_an_invalid_line_is_reported_once(line: str, bicycle: Path) -> None:
    write(bicycle, IDS, f"topic:wheels\n{line}\n{line}\n")
    (reported,) = problems(bicycle)
    shown = " ".join(f'"{line[:60]}"'.split())
    assert reported.startswith(f"{IDS}:2:1: invalid line {shown}")
    assert reported.endswith(f"; {HINT}")


def test_a_list_of_another_kind_is_reported(bicycle: Path) -> None:
    (bicycle / IDS).write_bytes(b"\xff\xfe\x00")
    assert problems(bicycle) == [f"{IDS}: the file is not UTF-8; save it with UTF-8 encoding"]
    (bicycle / IDS).write_bytes(b"topic:wheels\n" * (MAX_BYTES // 13 + 1))
    assert problems(bicycle) == [f"{IDS}: the file is larger than 500 kB; remove what was never published"]
    (bicycle / IDS).unlink()
    (bicycle / IDS).mkdir()
    assert f"{IDS}: the file cannot be read (is a directory)" in problems(bicycle)


def test_a_list_that_is_a_link_gives_nothing_away(bicycle: Path, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("hunter2", "utf-8")
    (bicycle / IDS).symlink_to(tmp_path / "secret")
    assert problems(bicycle) == [f"{IDS}: symbolic links are not read; put the file itself here"]


def test_a_guide_without_a_list_is_sound(bicycle: Path) -> None:
    found: list[Problem] = []
    assert read_published(bicycle, found) == []
    assert found == []


def test_a_question_cannot_take_an_old_id_that_is_still_used(bicycle: Path) -> None:
    replace(bicycle / WHEEL, "[straighten-a-wheel]", "[bleed-a-brake]")
    with pytest.raises(ContentError, match='"bleed-a-brake" is the id of a question'):
        load_guide(bicycle)
