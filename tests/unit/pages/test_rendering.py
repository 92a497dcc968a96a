"""Pages from a guide: what is kept as it was, what is escaped, and what is reported of a faulty template."""

from __future__ import annotations

import datetime as dt
import html
import json
import re
import shutil
from pathlib import Path
from urllib.parse import urljoin

import markdown
import pytest
import yaml
from bs4 import BeautifulSoup
from hypothesis import example, given, settings
from hypothesis import strategies as st

from studyguide.markup import check_plain_text, convert
from studyguide.model import Guide
from studyguide.pages.addresses import folder_of
from studyguide.pages.environment import TEMPLATES, escape_front_matter, escape_markdown, one_line, plural
from studyguide.pages.pictures import pictures
from studyguide.pages.rendering import export_pages, render_failure_box, render_pages
from studyguide.problems import ContentError, Problem
from studyguide.reading.loading import load_guide
from studyguide.references import REFERENCE_SCHEMES
from tests.projects import replace

pytestmark = pytest.mark.filterwarnings("ignore::bs4.MarkupResemblesLocatorWarning")

BLEED = "data/questions/brakes/bleed-a-brake.yml"
TABLE = "data/comparisons/rim-vs-disc.yml"

SHOWN = st.characters(codec="utf-8", exclude_categories=("Cc", "Cf", "Cs", "Cn", "Co", "Zl", "Zp"))
TITLES = (
    st.one_of(
        st.text(SHOWN, max_size=40),
        st.lists(
            st.sampled_from(
                ["# ", "- ", "1. ", "*a*", "`", "[b](c)", "<i>", "&lt;", "\\", "{: #d }", " ", "|", "_", ":", "'"]
            ),
            max_size=8,
        ).map("".join),
    )
    .map(str.strip)
    .filter(lambda text: bool(text) and not check_plain_text(text))
)


def soup(text: str) -> BeautifulSoup:
    return BeautifulSoup(text, "html.parser")


def pages(guide: Guide, repository: str = "") -> dict[str, str]:
    return {page.uri: page.text for page in render_pages(guide, repository)}


# One line


def block_of(words: list[tuple[bool, str]]) -> str:
    return "".join(
        f"<pre><code>{html.escape(text)}</code></pre>\n" if code else f"<p>{html.escape(text)}</p>\n\t"
        for code, text in words
    )


@settings(deadline=None)
@given(st.lists(st.tuples(st.booleans(), st.text("ab<&`\n\t \u00a0~#'\"{", max_size=20)), max_size=6))
def test_a_block_on_one_line_shows_the_same(words: list[tuple[bool, str]]) -> None:
    block = block_of(words)
    line = one_line(block)
    assert not re.search(r"[\n\t]", line)
    before, after = soup(block), soup(line)
    assert [code.get_text() for code in after.find_all("pre")] == [code.get_text() for code in before.find_all("pre")]
    assert [folded(p.get_text()) for p in after.find_all("p")] == [folded(p.get_text()) for p in before.find_all("p")]


def folded(text: str) -> str:
    """A text as a browser shows it outside ``pre``: no-break spaces stay out of account here."""
    return " ".join(text.split())


@pytest.mark.parametrize("space", ["\u00a0", "\u202f", "\u2009", "\u3000"])
def test_spaces_that_browsers_do_not_fold_stay(space: str) -> None:
    assert one_line(f"<p>10{space}GB</p>") == f"<p>10{space}GB</p>"


def test_a_code_block_survives_the_reading_as_markdown() -> None:
    code = "```\n```\n\n    # a\n{: onclick=x }\n***\n- b\n"
    block = one_line(f"<div>{convert(f'````text{chr(10)}{code}````', 'block').html}</div>")
    read = markdown.markdown(f"words\n\n{block}\n\nwords", extensions=["attr_list", "tables", "pymdownx.superfences"])
    (pre,) = soup(read).find_all("pre")
    assert pre.get_text() == code


# Escaping


@settings(max_examples=200, deadline=None)
@given(TITLES)
@example("# {{ a }} *b* <img src=x onerror=y> {: #c }")
@example("1. &amp; \\* [d](e) `f` é字😀")
def test_an_escaped_title_is_shown_as_typed(title: str) -> None:
    read = soup(markdown.markdown(escape_markdown(title)))
    assert [tag.name for tag in read.find_all(True)] == ["p"]
    assert read.get_text() == title


@settings(max_examples=200, deadline=None)
@given(TITLES)
@example("a { #wrong } ###")
@example("a {: onclick=x }")
def test_an_escaped_title_stays_in_its_heading(title: str) -> None:
    read = soup(markdown.markdown(f"### {escape_markdown(title)} {{ #right }}", extensions=["attr_list"]))
    assert [(tag.name, tag.attrs) for tag in read.find_all(True)] == [("h3", {"id": "right"})]
    assert read.get_text() == title


@settings(max_examples=200, deadline=None)
@given(TITLES.filter(lambda text: max(text) <= "\uffff"))
@example("---\na: b # c")
@example('"<img src=x onerror=alert(1)>"')
@example("no")
@example("2026-11-23")
def test_front_matter_loads_as_the_escaped_text(title: str) -> None:
    loaded = yaml.safe_load(f"title: {escape_front_matter(title)}\nnext: 1\n")
    assert loaded == {"title": html.escape(title), "next": 1}


def test_front_matter_holds_characters_beyond_the_first_plane() -> None:
    assert yaml.safe_load(f"title: {escape_front_matter('a 😀')}") == {"title": "a 😀"}


def test_a_hostile_title_is_text_wherever_it_stands(bicycle: Path) -> None:
    title = "Why <img src=x onerror=alert(1)> {{ 7*7 }} {: onclick=x } *now*?"
    replace(bicycle / BLEED, "title: Why does a brake need bleeding?", f"title: {json.dumps(title)}")
    replace(bicycle / TABLE, "title: Rim vs disc brake", f"title: {json.dumps(title)}")
    for uri, text in pages(load_guide(bicycle)).items():
        assert "<img src=x" not in text, uri
        assert "{: onclick" not in text.replace(html.escape(title), ""), uri
    assert html.escape(title) in pages(load_guide(bicycle))["questions/index.md"]


# Pages


def test_a_block_is_one_line_of_the_page(bicycle_guide: Guide) -> None:
    for uri, text in pages(bicycle_guide).items():
        lines = [line for line in text.split("\n") if line.lstrip().startswith("<")]
        assert lines, uri
        for line in lines:
            opened, closed = re.findall(r"<(div|details|table|ul|ol|p|pre)\b", line), re.findall(r"</(\w+)>", line)
            assert [closed.count(tag) - opened.count(tag) for tag in set(opened)] == [0] * len(set(opened)), uri


def test_a_command_is_shown_as_it_is_typed(bicycle_guide: Guide) -> None:
    codes = [code.get_text() for code in soup(pages(bicycle_guide)["questions/wheels.md"]).find_all("code")]
    assert 'spin --slowly "front wheel" | grep <wobble>' in codes
    assert "quarter turn -> spin -> look\n" in codes


def test_without_a_repository_no_page_has_an_edit_link(bicycle_guide: Guide) -> None:
    for text in pages(bicycle_guide).values():
        assert "/blob/" not in text
        assert "Edit this" not in text


@pytest.mark.parametrize("repository", ["https://example.org/a/b", "https://example.org/a/b/"])
def test_with_a_repository_an_entry_links_to_its_file_and_line(bicycle: Path, repository: str) -> None:
    text = (bicycle / BLEED).read_text("utf-8")
    (bicycle / BLEED).write_text(f"# one\n# two\n{text}", "utf-8")
    rendered = pages(load_guide(bicycle), repository)
    links = {
        str(link["href"]): link.get_text()
        for uri in ("questions/brakes.md", "comparisons/rim-vs-disc.md")
        for link in soup(rendered[uri]).find_all("a", href=re.compile("/blob/"))
    }
    assert links == {
        f"https://example.org/a/b/blob/HEAD/{BLEED}#L3": "Edit this answer",
        "https://example.org/a/b/blob/HEAD/data/questions/brakes/rim-or-disc-brake.yml#L1": "Edit this answer",
        f"https://example.org/a/b/blob/HEAD/{TABLE}#L1": "Edit this table",
    }


def test_an_address_of_a_repository_cannot_leave_its_attribute(bicycle_guide: Guide) -> None:
    hostile = '"><script>alert(1)</script>'
    assert "<script>" not in "".join(pages(bicycle_guide, hostile).values())


def test_exported_pages_link_to_pages_and_anchors_that_exist(bicycle_guide: Guide) -> None:
    exported = {page.uri: page.text for page in export_pages(bicycle_guide)}
    assert set(exported) == set(pages(bicycle_guide))
    places = {f"https://a.b/{folder_of(uri)}".rstrip("/"): text for uri, text in exported.items()}
    links = 0
    drawn = {f"https://a.b/{file.uri}" for file in pictures(bicycle_guide)}
    for place, text in places.items():
        assert not re.search(rf'(href|src)="({"|".join(REFERENCE_SCHEMES)}):', text)
        for link in re.findall(r'(?:href|src)="([^"]+)"', text):
            target, _, anchor = urljoin(f"{place}/", html.unescape(link)).partition("#")
            if target.startswith("https://a.b/") and target not in drawn:
                links += 1
                assert target.rstrip("/") in places, f"{place} links to {link}"
                is_for_script = "=" in anchor  # what to practice
                assert not anchor or is_for_script or re.search(rf'(id="|#){anchor}\b', places[target.rstrip("/")])
    assert links > 20


def test_the_days_and_hours_of_a_path_are_shown(bicycle_guide: Guide) -> None:
    text = soup(pages(bicycle_guide)["paths/mechanic.md"]).get_text(" ")
    assert "32 min" in text
    assert "Days 3–7" in text


def test_a_date_is_written_for_people_and_machines(bicycle_guide: Guide) -> None:
    table = bicycle_guide.comparisons[0].model_copy(update={"verified": dt.date(2027, 1, 2)})
    guide = bicycle_guide.model_copy(update={"comparisons": (table,)})
    assert '<time datetime="2027-01-02">2 Jan 2027</time>' in pages(guide)["comparisons/rim-vs-disc.md"]


@pytest.mark.parametrize(
    ("minutes", "shown"),
    [(54, "59 min"), (55, "1 h"), (69, "1 h"), (70, "1.5 h"), (71, "1.5 h"), (115, "2 h"), (595, "10 h")],
)
def test_long_times_are_written_in_half_hours(bicycle_guide: Guide, minutes: int, shown: str) -> None:
    config = bicycle_guide.settings
    level = config.levels[0].model_copy(update={"minutes": minutes})
    stage = bicycle_guide.paths[0].stages[0].model_copy(update={"questions": ("true-a-wheel",)})
    guide = Guide(
        settings=config.model_copy(update={"levels": (level, *config.levels[1:])}),
        questions=bicycle_guide.questions,
        comparisons=bicycle_guide.comparisons,
        paths=(bicycle_guide.paths[0].model_copy(update={"stages": (stage,)}),),
        diagrams=bicycle_guide.diagrams,
    )
    assert f"about <strong>{shown}</strong> of practice" in pages(guide)["paths/mechanic.md"]


@pytest.mark.parametrize(("count", "words"), [(0, "0 tables"), (1, "1 table"), (2, "2 tables")])
def test_a_count_is_written_with_its_noun(count: int, words: str) -> None:
    assert plural(count, "table") == words


def test_the_box_of_problems_is_text_on_one_line() -> None:
    box = render_failure_box((Problem("a.yml", 1, 2, "b", "<script>alert(1)</script>"),))
    assert "\n" not in box
    assert soup(box).find_all("script") == []
    assert "a.yml:1:2: b: <script>alert(1)</script>" in soup(box).get_text()


# Faulty templates


@pytest.fixture
def templates(tmp_path: Path) -> Path:
    return Path(shutil.copytree(TEMPLATES, tmp_path / "templates"))


@pytest.mark.parametrize(
    ("name", "text", "line", "message"),
    [
        pytest.param(
            "paths.md.jinja", "a\n\n{{ nope }}\n", 3, "template error: 'nope' is undefined", id="unknown name"
        ),
        pytest.param(
            "path_list.html.jinja",
            "<p>\n{{ nope }}</p>",
            2,
            "template error: 'nope' is undefined",
            id="unknown name in a block",
        ),
        pytest.param(
            "macros.html.jinja",
            "{% macro meta(a) %}\n\n{{ nope }}{% endmacro %}{% macro sources(a) %}{% endmacro %}"
            "{% macro checked(a, b) %}{% endmacro %}{% macro level_mark(a) %}{% endmacro %}",
            3,
            "template error: 'nope' is undefined",
            id="unknown name in a macro",
        ),
        pytest.param(
            "paths.md.jinja",
            "a\n{{ guide.settings.nope }}",
            2,
            "template error: 'studyguide.model.settings.Settings object' has no attribute 'nope'",
            id="unknown field",
        ),
        pytest.param(
            "paths.md.jinja",
            "a\n{% if %}\n",
            2,
            "template error: Expected an expression, got 'end of statement block'",
            id="syntax",
        ),
        pytest.param(
            "path_list.html.jinja",
            "\n\n{{ a | nope }}",
            3,
            "template error: No filter named 'nope'.",
            id="unknown filter",
        ),
        pytest.param("paths.md.jinja", "a\n{{ 1 + 'a' }}", 2, "template error: ", id="wrong type"),
        pytest.param("paths.md.jinja", "a\n\n{{ 1 / 0 }}", 3, "template error: ", id="wrong number"),
    ],
)
def test_a_faulty_template_is_reported_with_its_file_and_line(
    bicycle_guide: Guide, templates: Path, name: str, text: str, line: int, message: str
) -> None:
    (templates / name).write_text(text, "utf-8")
    with pytest.raises(ContentError) as caught:
        render_pages(bicycle_guide, templates=templates)
    (problem,) = caught.value.problems
    assert problem.path == str(templates / name)
    assert problem.line == line
    assert message in problem.message


@pytest.mark.parametrize("start", ["words", '<a href="page:home">a</a>', "<span>a</span>", "<pre>a</pre>"])
def test_a_block_that_markdown_would_read_again_is_refused(bicycle_guide: Guide, templates: Path, start: str) -> None:
    (templates / "path_list.html.jinja").write_text(f"{start}<p>b</p>", "utf-8")
    with pytest.raises(ContentError, match=r"path_list\.html\.jinja must begin with a block element"):
        render_pages(bicycle_guide, templates=templates)


def test_a_reference_of_a_template_that_is_broken_is_reported(bicycle_guide: Guide, templates: Path) -> None:
    (templates / "path_list.html.jinja").write_text('<p><a href="question:nope">a</a></p>', "utf-8")
    with pytest.raises(ContentError) as caught:
        render_pages(bicycle_guide, templates=templates)
    assert [str(problem) for problem in caught.value.problems] == [
        'paths/index.md: broken link "question:nope"; fix the page template'
    ]


def test_a_missing_template_is_reported(bicycle_guide: Guide, templates: Path) -> None:
    (templates / "stage.html.jinja").unlink()
    with pytest.raises(ContentError, match=r"path\.md\.jinja:\d+:1: .*stage\.html\.jinja"):
        render_pages(bicycle_guide, templates=templates)


def test_edited_templates_show_in_the_next_rendering(bicycle_guide: Guide, templates: Path) -> None:
    render_pages(bicycle_guide, templates=templates)
    (templates / "paths.md.jinja").write_text("edited", "utf-8")
    assert "edited" in [page.text for page in render_pages(bicycle_guide, templates=templates)]
