"""The folder of diagrams: each has its words and two pictures of today's source, and something shows it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from studyguide.diagrams.source import digest_of
from studyguide.problems import ContentError
from studyguide.reading.diagrams import read_sources
from studyguide.reading.loading import load_guide
from tests.projects import guide_here, replace
from tests.unit.reading.faults import BLEED, FAQ, TABLE, problems

SOURCE = "data/diagrams/bubble.d2"
LIGHT = "data/diagrams/bubble.light.svg"
DARK = "data/diagrams/bubble.dark.svg"
DRAW = "run make diagrams and commit what it writes"


def test_a_diagram_is_read_with_its_words_and_pictures(bicycle: Path) -> None:
    (diagram,) = load_guide(bicycle).diagrams
    assert diagram.title == "Where the air goes"
    assert "<strong>at the caliper</strong>" in diagram.description.html
    assert diagram.light.svg == (bicycle / LIGHT).read_text("utf-8")
    assert diagram.dark.svg == (bicycle / DARK).read_text("utf-8")


def test_a_guide_without_diagrams_is_a_guide(bicycle: Path) -> None:
    shutil.rmtree(bicycle / "data/diagrams")
    for path in (BLEED, TABLE):
        replace(bicycle / path, "diagram: bubble\n", "")
    assert load_guide(bicycle).diagrams == ()


@pytest.mark.parametrize("name", [LIGHT, DARK])
def test_a_missing_picture_is_reported(bicycle: Path, name: str) -> None:
    load_guide(bicycle)  # what is kept from an earlier run must not hide it
    (bicycle / name).unlink()
    assert problems(bicycle) == [f"{SOURCE}: {Path(name).name} is missing; {DRAW}"]
    assert guide_here(bicycle, "check").exit_code == 1


def test_pictures_of_an_older_source_are_reported(bicycle: Path) -> None:
    load_guide(bicycle)
    replace(bicycle / SOURCE, "lever: Lever", "lever: Handle")
    assert problems(bicycle) == [
        f"{SOURCE}:1:1: the source has changed since bubble.{scheme}.svg was drawn; {DRAW}"
        for scheme in ("dark", "light")
    ]


def test_a_picture_that_holds_a_script_is_reported(bicycle: Path) -> None:
    replace(bicycle / LIGHT, "</svg>", "<script>alert(1)</script></svg>")
    (line,) = problems(bicycle)
    assert line.startswith(f"{LIGHT}:1:")
    assert "a picture holds no <script>" in line


@pytest.mark.parametrize(
    ("damage", "expected"),
    [
        (("# title: Where the air goes\n", ""), f"{SOURCE}:1:3: missing field title; add it"),
        (("# alt: Fresh", "# alternative: Fresh"), f"{SOURCE}:1:3: missing field alt; add it"),
        (("# title: Where the air goes", "# title:"), f"{SOURCE}:1:9: title: missing value; write one"),
        (("**at the caliper**", "[here](question:bleed-a-break)"), f"{SOURCE}:4:42: description: broken link"),
        (("in **at the caliper**", "in <b>there</b>"), f"{SOURCE}:4:35: description: HTML is not allowed"),
        (("bubble comes", "velocipede comes"), f'{SOURCE}:5:78: description: "velocipede" is not used here'),
        (("lever: Lever {class: box}", "lever: Lever {icon: ./a}"), f'{SOURCE}:8:15: "icon" is not allowed'),
        (("# title: Where", "# title: : Where"), f"{SOURCE}:1:10: "),
    ],
)
def test_a_fault_of_a_source_is_reported_with_its_place(bicycle: Path, damage: tuple[str, str], expected: str) -> None:
    replace(bicycle / SOURCE, *damage)
    claim_pictures(bicycle)
    lines = problems(bicycle)
    assert [line for line in lines if line.startswith(expected)], lines


def test_a_source_without_a_head_is_reported(bicycle: Path) -> None:
    (bicycle / SOURCE).write_text("a: A {class: box}\n", "utf-8")
    assert any("the head with the words of the diagram is missing" in line for line in problems(bicycle))


def test_a_source_that_is_no_text_is_reported(bicycle: Path) -> None:
    (bicycle / SOURCE).write_bytes(b"# title: \xe9\n")
    assert problems(bicycle)[0].startswith(f"{SOURCE}:1:10: the file is not UTF-8")


def test_a_short_description_is_reported(bicycle: Path) -> None:
    text = (bicycle / SOURCE).read_text("utf-8")
    words = text[text.index("# description") : text.index("\n\n")]
    replace(bicycle / SOURCE, words, "# description: Air rises.")
    claim_pictures(bicycle)
    assert problems(bicycle) == [f"{SOURCE}:3:16: description: description of 2 words; say it in 20 to 160"]


def claim_pictures(project: Path) -> None:
    """Let the pictures say that they are those of the present source, whatever they show."""
    digest = digest_of((project / SOURCE).read_text("utf-8"))
    for name in (LIGHT, DARK):
        text = (project / name).read_text("utf-8")
        before = text.partition('data-source="')[2][:16]
        (project / name).write_text(text.replace(before, digest), "utf-8")


def test_an_unknown_diagram_is_reported_where_it_is_named(bicycle: Path) -> None:
    for path in (BLEED, TABLE):
        replace(bicycle / path, "diagram: bubble", "diagram: buble")
    hint = 'did you mean "bubble"?'
    lines = problems(bicycle)
    assert [line for line in lines if line.startswith(f"{BLEED}:") and f'unknown diagram "buble"; {hint}' in line]
    assert [line for line in lines if line.startswith(f"{TABLE}:") and f'unknown diagram "buble"; {hint}' in line]


def test_a_diagram_that_nothing_shows_is_reported(bicycle: Path) -> None:
    for path in (BLEED, TABLE):
        replace(bicycle / path, "diagram: bubble\n", "")
    (line,) = problems(bicycle)
    assert line.startswith(f"{SOURCE}: no question and no table shows this diagram")


@pytest.mark.parametrize(
    ("damage", "expected"),
    [
        (lambda folder: (folder / "a.png").write_bytes(b""), "data/diagrams/a.png: this is not read"),
        (lambda folder: (folder / "old.light.svg").write_text("x"), "data/diagrams/old.light.svg: a picture without"),
        (
            lambda folder: (folder / "Big Box.d2").write_text("x"),
            'data/diagrams/Big Box.d2: the name of the file, "Big',
        ),
        (lambda folder: (folder / "a.d2").symlink_to("/etc/passwd"), "data/diagrams/a.d2: symbolic links are not read"),
    ],
)
def test_whatever_else_lies_in_the_folder_is_reported(
    bicycle: Path, damage: Callable[[Path], object], expected: str
) -> None:
    damage(bicycle / "data/diagrams")
    (line,) = problems(bicycle)
    assert line.startswith(expected)


def test_sources_are_read_before_there_are_pictures(bicycle: Path) -> None:
    (bicycle / LIGHT).unlink()
    (bicycle / DARK).unlink()
    (source,) = read_sources(bicycle)
    assert source.words.id == "bubble"


def test_all_faults_of_all_sources_are_reported_at_once(bicycle: Path) -> None:
    for name in ("a", "b"):
        (bicycle / f"data/diagrams/{name}.d2").write_text("# title: A\n\na: {icon: x}\n", "utf-8")
    with pytest.raises(ContentError) as caught:
        read_sources(bicycle)
    assert len(caught.value.problems) == 6


def test_hand_written_pages_can_show_a_picture(bicycle: Path) -> None:
    with (bicycle / FAQ).open("a", encoding="utf-8") as faq:
        faq.write("\n![Where the air goes](diagram:bubble.light)\n")
    assert load_guide(bicycle)
    replace(bicycle / FAQ, "bubble.light", "buble.light")
    (line,) = problems(bicycle)
    assert 'broken link "diagram:buble.light"; did you mean "bubble.light"?' in line
