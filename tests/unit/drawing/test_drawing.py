"""Drawing with D2: the same bytes each time, both schemes alike, every error with its place, nothing half written."""

from __future__ import annotations

import re
import shutil
import subprocess
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from studyguide.diagrams.source import STYLE
from studyguide.drawing import d2
from studyguide.drawing.pictures import draw
from studyguide.problems import ContentError
from studyguide.reading.diagrams import read_sources
from studyguide.reading.loading import load_guide
from tests.projects import BICYCLE, ROOT, guide_here, replace

SOURCE = "data/diagrams/bubble.d2"
FOLDER = "data/diagrams"
THING = "lever: Lever {class: box}"


@pytest.fixture(scope="module")
def drawn() -> dict[str, bytes]:
    return draw(read_sources(BICYCLE))


def refused(project: Path) -> list[str]:
    """What is reported; no picture may change."""
    before = {file.name: file.read_bytes() for file in (project / FOLDER).iterdir()}
    result = guide_here(project, "diagrams")
    assert result.exit_code == 1
    assert {file.name: file.read_bytes() for file in (project / FOLDER).iterdir()} == before
    return result.stderr.splitlines()[1:]


def test_the_committed_pictures_are_drawn_again_byte_by_byte(drawn: dict[str, bytes]) -> None:
    assert drawn == {name: (BICYCLE / name).read_bytes() for name in drawn}
    assert set(drawn) == {f"{FOLDER}/bubble.light.svg", f"{FOLDER}/bubble.dark.svg"}


def test_another_diagram_changes_no_picture(bicycle: Path, drawn: dict[str, bytes]) -> None:
    text = (bicycle / SOURCE).read_text("utf-8").replace("Lever", "Größe ≤ 9 €")
    (bicycle / FOLDER / "other.d2").write_text(text, "utf-8")
    assert drawn.items() <= draw(read_sources(bicycle)).items()


def test_both_schemes_show_the_same_in_other_colors(drawn: dict[str, bytes]) -> None:
    light, dark = (drawn[f"{FOLDER}/bubble.{scheme}.svg"].decode() for scheme in ("light", "dark"))
    assert light != dark
    assert re.sub(r"#[0-9a-f]{6}\b", "", light) == re.sub(r"#[0-9a-f]{6}\b", "", dark)


def test_a_picture_has_its_title_its_words_and_its_font(drawn: dict[str, bytes]) -> None:
    root = ET.fromstring(drawn[f"{FOLDER}/bubble.light.svg"])
    name = "{http://www.w3.org/2000/svg}"
    assert root.findtext(f"{name}title") == "Where the air goes"
    assert {"Lever", "Syringe", "Hydraulic brake", "1 fresh oil"} <= {
        " ".join(text.split()) for node in root.iter(f"{name}text") for text in node.itertext()
    }
    assert "src:url(data:font/woff;base64," in (root.findtext(f"{name}style") or "")


def test_the_command_writes_files_that_everybody_may_read(bicycle: Path) -> None:
    for scheme in ("light", "dark"):
        (bicycle / f"{FOLDER}/bubble.{scheme}.svg").unlink()
    result = guide_here(bicycle, "diagrams")
    assert result.exit_code == 0
    assert result.output == f"Wrote {FOLDER}/bubble.light.svg.\nWrote {FOLDER}/bubble.dark.svg.\n"
    assert {file.stat().st_mode & 0o777 for file in (bicycle / FOLDER).glob("*.svg")} == {0o644}
    assert len(load_guide(bicycle).diagrams) == 1
    assert guide_here(bicycle, "diagrams").output == ""


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("lever: Lever {class: box", f"{SOURCE}:8:14: D2: maps must be terminated"),
        ("lever: Lever {class: box; shape: foo}", f'{SOURCE}:8:34: D2: unknown shape "foo"'),
        ("lever: Lever {icon: /etc/passwd}", f'{SOURCE}:8:15: "icon" is not allowed'),
        ("lever: Lever {link: https://a.b}", f'{SOURCE}:8:15: "link" is not allowed'),
        ('lever: "<script>" {class: box}', f"{SOURCE}:8:9: this looks like a tag"),
        ("lever: Lever", f'{SOURCE}:8:1: "lever" has no class; give it one of: box, step'),
        ("lever: Lever {class: bux}", f'{SOURCE}:8:1: "lever" has no class'),
        ("lever: Lever 🚲 {class: box}", f'{SOURCE}:8:14: the font has no "🚲"'),
        ("lever: Lever {class: box; width: 4000}", f"{SOURCE}: too wide (4"),
        (
            "; ".join(f"x{index}: X {{class: box}}" for index in range(8)) + f"; {THING}",
            f"{SOURCE}: too many boxes (12 of 9)",
        ),
        ("; ".join(["lever -> syringe {class: call}"] * 10) + f"; {THING}", f"{SOURCE}: too many arrows (13 of 12)"),
    ],
)
def test_a_fault_is_reported_and_nothing_is_written(bicycle: Path, line: str, expected: str) -> None:
    replace(bicycle / SOURCE, THING, line)
    lines = refused(bicycle)
    assert [text for text in lines if text.startswith(expected)], lines


def test_a_fault_in_one_diagram_keeps_all_pictures_as_they_are(bicycle: Path) -> None:
    replace(bicycle / SOURCE, "lever: Lever", "lever: Handle")
    text = (bicycle / SOURCE).read_text("utf-8")
    (bicycle / FOLDER / "broken.d2").write_text(text + "a -> ", "utf-8")
    assert refused(bicycle)


def test_d2_is_not_started_on_a_source_that_names_a_file(bicycle: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: pytest.fail("D2 was started"))
    replace(bicycle / SOURCE, THING, "lever: Lever {icon: /etc/passwd}")
    assert refused(bicycle)


def test_settings_of_the_user_change_nothing(drawn: dict[str, bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("D2_LAYOUT", "dagre")
    monkeypatch.setenv("D2_SKETCH", "true")
    assert draw(read_sources(BICYCLE)) == drawn


def test_without_d2_the_command_says_what_to_install(bicycle: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda *_, **__: None)
    result = guide_here(bicycle, "diagrams")
    assert result.exit_code == 2
    assert "D2, which draws diagrams, is not installed. Run: pip install -r requirements-dev.txt" in result.stderr


def test_a_diagram_that_takes_too_long_is_reported(bicycle: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(d2, "_SECONDS", 0.0001)
    with pytest.raises(ContentError, match=r"bubble\.d2: D2 cannot lay this out in a minute; say less"):
        draw(read_sources(bicycle))


def test_the_colors_are_those_of_the_site_and_of_the_book() -> None:
    css = (ROOT / "docs/assets/stylesheets/guide.css").read_text("utf-8")
    typst = (ROOT / "hooks/studyguide/book/typst/theme.typ").read_text("utf-8")
    dark = css[css.index("@media screen") :]
    for scheme, tokens in (("light", css), ("dark", dark)):
        colors = dict(re.findall(r'(\w+): "(#\w+)"', (STYLE / f"{scheme}.d2").read_text("utf-8")))
        paper = re.search(r"--md-default-bg-color: (#\w+);", tokens)
        assert paper
        assert colors.pop("paper") == paper[1]
        for name, color in colors.items():
            token = re.search(rf"--g-{name}: (#\w+);", tokens)
            assert token
            assert color == token[1], (scheme, name)
            assert scheme == "dark" or f'#let {name} = rgb("{color}")' in typst
