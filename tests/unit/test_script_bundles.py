"""The scripts of pages, joined from many files."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from studyguide.script_bundles import BUNDLES, FOLDER, join_scripts, script_bundles
from tests.projects import ROOT

TEMPLATES = ROOT / "hooks" / "studyguide" / "pages" / "templates"
USES = re.compile(r"studyguide\.(\w+)|const \{([\w, ]+)\} = studyguide;")
LOADED_LATE = {
    "pages/continue.js": {"pageParts", "practiceData", "practicePlan", "store"},
    "pages/practice.js": {"warmUp"},
}
"""What a script loads by itself once it is needed."""

DEFINES = re.compile(r"^ *studyguide\.(\w+) = \{", re.MULTILINE)


def test_a_bundle_holds_its_files_in_order_under_a_name_with_a_hash() -> None:
    bundles = script_bundles(ROOT / "docs")
    assert set(bundles) == set(BUNDLES)
    for name, file in bundles.items():
        assert re.fullmatch(rf"{FOLDER}/{name}\.[0-9a-f]{{8}}\.js", file.uri)
        assert isinstance(file.content, bytes)
        assert file.content.decode().count('"use strict";') == len(BUNDLES[name])


def test_comments_types_and_indentation_are_left_out_and_nothing_else(tmp_path: Path) -> None:
    source = """\
// a
  /** @type {T} */
/**
 * b
 */
const url = "https://c"; // d
  const e = f * g;
  /** @type {T} */ (h)(/** @type {const} */ (1));
const part = `/*${url}  */`;
"""
    (tmp_path / "a.js").write_text(source, "utf-8")
    (tmp_path / "b.js").write_text("h();\n", "utf-8")
    kept = 'const url = "https://c"; // d\nconst e = f * g;\n(h)((1));\nconst part = `/*${url}  */`;\n'
    assert join_scripts([tmp_path / "a.js", tmp_path / "b.js"]) == f"{kept}\nh();\n"


@pytest.mark.parametrize("file", sorted((ROOT / "docs" / FOLDER).rglob("*.js")), ids=lambda file: file.name)
def test_no_text_goes_over_lines_whose_indentation_would_be_lost(file: Path) -> None:
    code = join_scripts([file])
    assert [line for line in code.splitlines() if line.count("`") % 2] == []


def test_every_file_is_in_a_bundle() -> None:
    folder = ROOT / "docs" / FOLDER
    files = {file.relative_to(folder).as_posix() for name in ("core", "pages") for file in (folder / name).glob("*.js")}
    assert {part for parts in BUNDLES.values() for part in parts} == files


def bundles_of(template: Path) -> list[str]:
    match = re.search(r"^bundles: \[(.*)\]$", template.read_text("utf-8"), re.MULTILINE)
    return match[1].split(", ") if match else []


@pytest.mark.parametrize("template", sorted(TEMPLATES.glob("*.md.jinja")), ids=lambda file: file.name)
def test_the_bundles_of_a_page_bring_what_their_files_need(template: Path) -> None:
    scripts = (ROOT / "docs" / FOLDER).glob("*.js")  # on every page
    defined = {word for file in scripts for word in DEFINES.findall(file.read_text("utf-8"))}
    for name in bundles_of(template):
        for part in BUNDLES[name]:
            text = join_scripts([ROOT / "docs" / FOLDER / part])
            defined |= set(DEFINES.findall(text))
            used = {word for one, more in USES.findall(text) for word in (one, *re.findall(r"\w+", more)) if word}
            assert used <= defined | LOADED_LATE.get(part, set()), f"{part} needs {used - defined}"
