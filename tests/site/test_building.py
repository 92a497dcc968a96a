"""``mkdocs build``: the same result everywhere, or every problem and no site."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.projects import EPOCH, REAL_BUILD, ROOT, copy_project, mkdocs, replace
from tests.site.built import BuiltSite, content

pytestmark = pytest.mark.site

TEMPLATES = "hooks/studyguide/pages/templates"


def test_a_build_from_another_folder_is_the_same(project: Path, tiny: BuiltSite, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    result = mkdocs(project, "build", "--strict", cwd=elsewhere, env={"SOURCE_DATE_EPOCH": EPOCH})
    assert result.returncode == 0, result.stderr
    built = BuiltSite(project / "site")
    assert {name: file.read_bytes() for name, file in built.files.items() if name in built.pages} == {
        name: file.read_bytes() for name, file in tiny.files.items() if name in tiny.pages
    }
    assert list(elsewhere.iterdir()) == []


def test_addresses_without_folders_are_files(flat: BuiltSite) -> None:
    assert {"questions/wheels.html", "comparisons/rim-vs-disc.html", "paths/mechanic.html"} <= flat.pages.keys()


def test_the_page_for_lost_readers_offers_only_what_the_guide_has(project: Path, tiny: BuiltSite) -> None:
    shutil.rmtree(project / "data/comparisons")
    shutil.rmtree(project / "data/paths")
    replace(project / "data/questions/brakes/rim-or-disc-brake.yml", "comparison: rim-vs-disc\n", "")
    replace(project / "data/questions/brakes/bleed-a-brake.yml", "(comparison:rim-vs-disc)", "(question:true-a-wheel)")
    replace(project / "docs/prepare.md", "(path:mechanic)", "(topic:wheels)")
    replace(project / "docs/faq.md", "(comparison:rim-vs-disc)", "(topic:wheels)")
    result = mkdocs(project, "build", "--strict")
    assert result.returncode == 0, result.stderr
    bare = BuiltSite(project / "site")
    assert _offered(bare) == ["/questions/", "/."]
    assert _offered(tiny) == ["/questions/", "/comparisons/", "/paths/", "/."]


def _offered(site: BuiltSite) -> list[str]:
    return [str(link["href"]) for link in content(site.pages["404.html"]).select("ul a")]


def test_two_builds_of_the_same_day_are_equal_byte_for_byte(built_site: Path, tmp_path: Path) -> None:
    project = copy_project(ROOT, tmp_path / "project")
    other_machine = {"PYTHONHASHSEED": "2", "TZ": "Asia/Tokyo"}
    result = mkdocs(project, "build", env={**REAL_BUILD, **other_machine})
    assert result.returncode == 0, result.stderr
    sites = (BuiltSite(built_site), BuiltSite(project / "site"))
    first, second = (
        {name: file.read_bytes() for name, file in site.files.items() if not name.startswith("downloads/")}
        for site in sites  # whoever has made the books has them in one of the two
    )
    assert first.keys() == second.keys()
    assert [name for name in first if first[name] != second[name]] == []


def test_a_broken_guide_is_reported_in_full_and_not_built(project: Path) -> None:
    replace(project / "data/questions/wheels/true-a-wheel.yml", "level: apprentice", "level: aprentice")
    replace(project / "data/comparisons/rim-vs-disc.yml", "trap:", "trapp:")
    result = mkdocs(project, "build")
    lines = _failed(result, project)
    for problem in (
        'data/questions/wheels/true-a-wheel.yml:3:8: level: unknown level "aprentice"; did you mean "apprentice"?',
        'data/comparisons/rim-vs-disc.yml:21:1: trapp: unknown field "trapp"; did you mean "trap"?',
        "data/comparisons/rim-vs-disc.yml:1:1: missing field trap; add it",
    ):
        assert lines.count(problem) == 1, result.stderr
    assert len([line for line in lines if line.startswith("data/")]) == 3


def test_a_broken_guide_leaves_the_site_of_before_alone(project: Path) -> None:
    assert mkdocs(project, "build").returncode == 0
    before = (project / "site/index.html").read_bytes()
    replace(project / "data/comparisons/rim-vs-disc.yml", "trap:", "trapp:")
    assert mkdocs(project, "build").returncode == 1
    assert (project / "site/index.html").read_bytes() == before


@pytest.mark.parametrize(
    ("mistake", "message"),
    [
        pytest.param("{{ nothing }}", "'nothing' is undefined", id="a name that does not exist"),
        pytest.param("{{ guide.nothing }}", "has no attribute 'nothing'", id="a field that does not exist"),
        pytest.param("{% if %}", "Expected an expression", id="a wrong tag"),
        pytest.param("{% include 'x.jinja' %}", "'x.jinja' not found", id="a template that does not exist"),
        pytest.param(
            "{{ 3 | plural }}",
            "argument",
            id="a filter without its word",
        ),
    ],
)
def test_a_mistake_in_a_template_is_reported_with_its_line(mistake: str, message: str, project: Path) -> None:
    template = project / TEMPLATES / "topic_head.html.jinja"
    count = len(template.read_text("utf-8").splitlines())
    template.write_text(template.read_text("utf-8") + mistake + "\n", "utf-8")
    problems = [line for line in _failed(mkdocs(project, "build"), project) if message in line]
    assert len(problems) == 1
    assert f"{TEMPLATES}/topic_head.html.jinja:{count + 1}:" in problems[0]


def test_a_reference_of_a_template_must_lead_somewhere(project: Path) -> None:
    template = project / TEMPLATES / "topic_head.html.jinja"
    replace(template, '<p class="lede">', '<p class="lede"><a href="question:nothing">x</a>')
    assert "question:nothing" in "\n".join(_failed(mkdocs(project, "build"), project))


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("questions/brakes.md", id="the same file"),
        pytest.param("questions/brakes/index.md", id="another file with the same address"),
        pytest.param("questions/Brakes.md", id="the same file where case is not reported apart"),
        pytest.param("index.md", id="the home page"),
        pytest.param(
            "questions/brakes.markdown",
            id="Markdown with another ending",
        ),
        pytest.param(
            "questions/brakes/index.html",
            id="a finished page",
        ),
    ],
)
def test_a_page_written_by_hand_never_takes_the_place_of_a_generated_one(name: str, project: Path) -> None:
    page = project / "docs" / name
    page.parent.mkdir(exist_ok=True, parents=True)
    page.write_text("# My own\n", "utf-8")
    lines = _failed(mkdocs(project, "build"), project)
    assert [line for line in lines if line.startswith(f"docs/{name}: ")]


@pytest.mark.parametrize(
    "link",
    [
        pytest.param("[x](question:nothing)", id="inline"),
        pytest.param(
            "[x][1]\n\n[1]: question:nothing",
            id="by a note",
        ),
        pytest.param(
            '<a href="question:nothing">x</a>',
            id="as HTML",
        ),
    ],
)
def test_a_reference_in_a_page_written_by_hand_must_lead_somewhere(link: str, project: Path) -> None:
    (project / "docs/about.md").write_text(f"# About\n\n{link}\n", "utf-8")
    lines = _failed(mkdocs(project, "build"), project)
    assert [line for line in lines if line.startswith("docs/about.md") and "question:nothing" in line]


def _failed(result: subprocess.CompletedProcess[str], project: Path) -> list[str]:
    """Check that a build failed as a build should, and give the lines that it printed."""
    printed = result.stdout + result.stderr
    assert result.returncode == 1, printed
    assert "Traceback" not in printed
    assert not (project / "site").exists()
    return printed.splitlines()
