"""``python hooks/guide.py``: what it prints where, and how it ends."""

from __future__ import annotations

import datetime as dt
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.projects import BICYCLE, ROOT, environment, guide_command, guide_here, replace
from tests.site.built import BuiltSite
from tests.site.exported import build_exported

pytestmark = pytest.mark.site


def test_check_tells_what_was_checked(bicycle: Path) -> None:
    result = guide_command(bicycle, "check")
    assert (result.returncode, result.stderr) == (0, "")
    for count in ("3 questions", "1 comparison", "1 learning path", "2 topics", "14 pages"):
        assert count in result.stdout


def test_check_without_a_project_takes_the_guide_around_it_from_any_folder(tmp_path: Path) -> None:
    command = [sys.executable, str(ROOT / "hooks/guide.py"), "check"]
    result = subprocess.run(command, cwd=tmp_path, env=environment(), capture_output=True, text=True, check=False)
    assert (result.returncode, result.stderr) == (0, "")
    assert "questions" in result.stdout


def test_check_tells_every_problem_on_the_error_stream(bicycle: Path) -> None:
    replace(bicycle / "data/questions/wheels/true-a-wheel.yml", "level: apprentice", "level: aprentice")
    replace(bicycle / "data/comparisons/rim-vs-disc.yml", "trap:", "trapp:")
    replace(bicycle / "docs/faq.md", "topic:wheels", "topic:wheel")
    result = guide_command(bicycle, "check")
    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr.splitlines() == [
        "4 problems in the guide's files:",
        "data/comparisons/rim-vs-disc.yml:1:1: missing field trap; add it",
        'data/comparisons/rim-vs-disc.yml:21:1: trapp: unknown field "trapp"; did you mean "trap"?',
        'data/questions/wheels/true-a-wheel.yml:3:8: level: unknown level "aprentice"; did you mean "apprentice"?',
        'docs/faq.md:3:14: broken link "topic:wheel"; did you mean "wheels"?',
    ]


def test_check_finds_a_page_written_by_hand_in_the_place_of_a_generated_one(bicycle: Path) -> None:
    (bicycle / "docs/questions").mkdir()
    (bicycle / "docs/questions/brakes.md").write_text("# Mine\n", "utf-8")
    result = guide_command(bicycle, "check")
    assert result.returncode == 1
    assert "docs/questions/brakes.md: " in result.stderr


def test_schemas_are_valid_once_written_and_stale_when_the_allow_lists_change(bicycle: Path) -> None:
    written = guide_command(bicycle, "schema")
    assert (written.returncode, written.stderr) == (0, "")
    names = [
        f"data/schema/{name}.schema.json"
        for name in ("question", "comparison", "path", "guide", "terms", "abbreviations", "everyday_words")
    ]
    assert written.stdout.splitlines() == [f"Wrote {name}." for name in names]
    before = {name: (bicycle / name).read_bytes() for name in names}
    check = guide_command(bicycle, "schema", "--check")
    assert (check.returncode, check.stdout, check.stderr) == (0, "", "")

    replace(
        bicycle / "data/guide.yml",
        "{id: shop-owner, name: Shop owner}",
        "{id: shop-owner, name: A}\n  - {id: b, name: B}",
    )
    for command in (["schema", "--check"], ["check"]):
        stale = guide_command(bicycle, *command)
        assert stale.returncode == 1
        assert [line.partition(":")[0] for line in stale.stderr.splitlines()[1:]] == names[:1]
    assert {name: (bicycle / name).read_bytes() for name in names} == before, "a check writes nothing"


def test_a_missing_schema_is_stale(bicycle: Path) -> None:
    guide_command(bicycle, "schema")
    (bicycle / "data/schema/path.schema.json").unlink()
    result = guide_command(bicycle, "schema", "--check")
    assert result.returncode == 1
    assert "data/schema/path.schema.json: " in result.stderr


def test_no_schema_is_written_through_a_link(bicycle: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine.txt"
    mine.write_text("mine", "utf-8")
    (bicycle / "data/schema").mkdir()
    (bicycle / "data/schema/question.schema.json").symlink_to(mine)
    result = guide_here(bicycle, "schema")
    reported = "data/schema/question.schema.json: symbolic links are not followed; remove it"
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.splitlines()[1:] == [reported]
    assert mine.read_text("utf-8") == "mine"
    assert [file.name for file in (bicycle / "data/schema").iterdir()] == ["question.schema.json"]


@pytest.mark.parametrize("taken", ["schema", "schema/question.schema.json/x"], ids=["a file", "a folder"])
def test_what_stands_in_the_way_of_a_schema_is_reported(taken: str, bicycle: Path) -> None:
    (bicycle / "data" / taken).parent.mkdir(parents=True, exist_ok=True)
    (bicycle / "data" / taken).write_text("mine", "utf-8")
    result = guide_here(bicycle, "schema")
    assert (result.exit_code, result.stdout) == (2, "")
    assert re.search(r"data/schema(/question.schema.json)? cannot be written: ", result.stderr)
    assert (bicycle / "data" / taken).read_text("utf-8") == "mine"


def test_the_committed_schemas_are_those_of_the_models() -> None:
    result = guide_command(ROOT, "schema", "--check")
    assert (result.returncode, result.stderr) == (0, "")


def test_new_writes_a_file_that_only_waits_to_be_filled_in(bicycle: Path) -> None:
    result = guide_command(bicycle, "new", "paint", "what-is-primer")
    path = "data/questions/paint/what-is-primer.yml"
    assert (result.returncode, result.stderr) == (0, "")
    assert path in result.stdout
    entry = yaml.safe_load((bicycle / path).read_text("utf-8"))
    assert {"title", "short", "detail", "sources"} <= entry.keys()
    assert entry["verified"] <= dt.date.today()
    problems = guide_command(bicycle, "check").stderr.splitlines()[1:]
    assert problems
    assert [line for line in problems if not line.startswith(f"{path}:")] == []
    assert [line for line in problems if "no field" in line or "missing" in line] == []


@pytest.mark.parametrize(
    ("topic", "identifier", "said"),
    [
        pytest.param("wheels", "true-a-wheel", "taken", id="an id that is taken"),
        pytest.param("wheels", "bleed-a-brake", "taken", id="an id that is taken in another topic"),
        pytest.param("wheel", "what-is-it", 'did you mean "wheels"', id="a topic that does not exist"),
        pytest.param("../..", "what-is-it", "unknown topic", id="a topic that leads out"),
        pytest.param("wheels", "../../../evil", "cannot be an id", id="an id that leads out"),
        pytest.param("wheels", "What Is It", "cannot be an id", id="an id with capitals and spaces"),
        pytest.param("wheels", "true-a-wheel-answer", "cannot be an id", id="an id that is an anchor"),
        pytest.param("wheels", "con", "cannot be an id", id="a name of a device"),
    ],
)
def test_new_refuses_and_writes_nothing(topic: str, identifier: str, said: str, bicycle: Path) -> None:
    before = {file: file.read_bytes() for file in bicycle.parent.rglob("*") if file.is_file()}
    result = guide_command(bicycle, "new", topic, identifier)
    assert (result.returncode, result.stdout) == (1, "")
    assert said in result.stderr
    assert "Traceback" not in result.stderr
    assert {file: file.read_bytes() for file in bicycle.parent.rglob("*") if file.is_file()} == before


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """The tiny guide's exported pages, built strictly by MkDocs without the hook."""
    return build_exported(BICYCLE, tmp_path_factory.mktemp("exported"))


def test_exported_pages_build_without_the_hook_into_the_same_answers(exported: BuiltSite, tiny: BuiltSite) -> None:
    count = {name: len(page.select("article.q details.answer")) for name, page in exported.pages.items()}
    assert count == {name: len(tiny.pages[name].select("article.q details.answer")) for name in exported.pages}
    assert count["questions/brakes/index.html"] == 2


def test_links_of_exported_pages_lead_somewhere(exported: BuiltSite) -> None:
    faults = [(page, href) for page, _, href in exported.addresses() if exported.fault_of(page, href)]
    assert faults == []


def test_the_export_tells_how_many_pages_it_wrote(tmp_path: Path) -> None:
    assert "14 pages" in guide_command(BICYCLE, "pages", str(tmp_path)).stdout


def test_a_broken_guide_is_not_exported(bicycle: Path, tmp_path: Path) -> None:
    replace(bicycle / "data/comparisons/rim-vs-disc.yml", "trap:", "trapp:")
    result = guide_command(bicycle, "pages", str(tmp_path / "out"))
    assert (result.returncode, result.stdout) == (1, "")
    assert "rim-vs-disc.yml:21:1" in result.stderr
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    "taken",
    [
        pytest.param("out", id="a file has the folder's name"),
        pytest.param("out/questions", id="a file has the name of a folder inside"),
        pytest.param("out/index.md/x", id="a folder has the name of a page"),
    ],
)
def test_a_folder_that_cannot_be_written_is_reported(taken: str, bicycle: Path, tmp_path: Path) -> None:
    (tmp_path / taken).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / taken).write_text("mine", "utf-8")
    result = guide_command(bicycle, "pages", str(tmp_path / "out"))
    assert (result.returncode, result.stdout) == (2, "")
    assert str(tmp_path / "out") in result.stderr
    assert "Traceback" not in result.stderr
    assert (tmp_path / taken).read_text("utf-8") == "mine"


@pytest.mark.parametrize("arguments", [["check"], ["schema"], ["new", "a", "b"], ["pages", "out"]], ids=lambda a: a[0])
def test_a_folder_without_data_is_reported(arguments: list[str], tmp_path: Path) -> None:
    result = guide_command(tmp_path, *arguments)
    assert result.returncode == 1
    assert result.stderr.splitlines()[1].startswith("data: the folder with the data of the guide is missing")
    assert list(tmp_path.iterdir()) == []


def test_a_project_that_does_not_exist_is_reported(tmp_path: Path) -> None:
    result = guide_command(tmp_path / "nowhere", "check")
    assert result.returncode == 2
    assert "nowhere" in result.stderr
    assert "Traceback" not in result.stderr


def test_stale_facts_fail_only_the_check_that_asks_for_them(bicycle: Path) -> None:
    assert guide_command(bicycle, "check").returncode == 0
    replace(bicycle / "data/guide.yml", "words_per_minute: 120", "recheck_after_days: 1")
    assert guide_command(bicycle, "check").returncode == 0
    result = guide_command(bicycle, "check", "--freshness")
    assert (result.returncode, result.stdout) == (1, "")
    assert "data/questions/wheels/true-a-wheel.yml: verified: the facts were checked " in result.stderr


def test_a_day_that_has_not_come_fails_the_check(bicycle: Path) -> None:
    replace(bicycle / "data/questions/wheels/true-a-wheel.yml", "2026-10-05", "2999-01-01")
    result = guide_command(bicycle, "check")
    assert result.returncode == 1
    assert "verified: 2999-01-01 is in the future" in result.stderr


def test_sources_reports_what_cannot_be_reached(bicycle: Path, tmp_path: Path) -> None:
    for file in bicycle.rglob("*.yml"):
        file.write_text(file.read_text("utf-8").replace("https://example.org/", "https://127.0.0.1:9/"), "utf-8")
    result = guide_command(bicycle, "sources", "--retries", "0", "--report", str(tmp_path / "report.md"))
    assert result.returncode == 1
    assert result.stdout.splitlines() == ["0 of 3 sources OK."]
    report = (tmp_path / "report.md").read_text("utf-8")
    assert "## Could not be read (3)" in report
    assert "`question:rim-or-disc-brake`, `comparison:rim-vs-disc`" in report
    assert "Traceback" not in result.stderr
