"""Pages written by hand: which references they hold, and on which line."""

from __future__ import annotations

from pathlib import Path

import pytest

from studyguide.problems import Problem
from studyguide.reading.documents import Document, read_documents


def found(text: str) -> list[tuple[str, int, int]]:
    document = Document("docs/x.md", text)
    return [(str(reference), line, column) for reference, line, column in document.references()]


@pytest.mark.parametrize(
    ("text", "references"),
    [
        pytest.param("See [a](question:b-1).", [("question:b-1", 1, 9)], id="link"),
        pytest.param("one\n\n  [a](path:b)", [("path:b", 3, 7)], id="on a later line"),
        pytest.param("[a](topic:b), [c](comparison:d)", [("topic:b", 1, 5), ("comparison:d", 1, 19)], id="two"),
        pytest.param("[a](level:b) [c](page:home)", [("level:b", 1, 5), ("page:home", 1, 18)], id="level and page"),
        pytest.param('[a](question:b "words")', [("question:b", 1, 5)], id="with a title"),
        pytest.param("[a](<question:b>)", [("question:b", 1, 6)], id="in angle brackets"),
        pytest.param("[`a`](question:b)", [("question:b", 1, 7)], id="code as its words"),
        pytest.param("`a` [b](question:c) `d`", [("question:c", 1, 9)], id="between code"),
        pytest.param("~~~\na\n~~~\n[b](question:c)", [("question:c", 4, 5)], id="after a block of code"),
        pytest.param("[a](question:b#c)", [("question:b#c", 1, 5)], id="with an anchor, which no id has"),
        pytest.param("[a](question:)", [("question:", 1, 5)], id="without an id"),
        pytest.param("[a][1]\n\n[1]: question:b", [("question:b", 3, 6)], id="defined below"),
        pytest.param('<a href="question:b">c</a>', [("question:b", 1, 10)], id="html"),
        pytest.param("[a]( question:b )", [("question:b", 1, 6)], id="space before"),
        pytest.param("a ` b\n\n[c](question:d)\n\ne ` f", [("question:d", 3, 5)], id="lone backticks"),
        pytest.param(r"\`[a](question:b)\`", [("question:b", 1, 7)], id="escaped backticks"),
    ],
)
def test_a_reference_is_found_with_its_line_and_column(text: str, references: list[tuple[str, int, int]]) -> None:
    assert found(text) == references


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("[a](https://b.c) [d](e.md)", id="other links"),
        pytest.param("question:b", id="no link"),
        pytest.param("`[a](question:b)`", id="code"),
        pytest.param("``[a](question:b) ` ``", id="code with a backtick"),
        pytest.param("```\n[a](question:b)\n```", id="block of code"),
        pytest.param("````\n```\n[a](question:b)\n````", id="block of code with a shorter fence"),
        pytest.param("- a\n\n    ```\n    [a](question:b)\n    ```", id="block of code in a list"),
    ],
)
def test_what_is_no_reference_is_left_alone(text: str) -> None:
    assert found(text) == []


def test_pages_are_read_from_all_folders_by_path(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "c.md").write_bytes(b"\xef\xbb\xbf# C")
    (tmp_path / "a.md").write_text("# Ä", "utf-8")
    (tmp_path / "a.css").write_text("x", "utf-8")
    problems: list[Problem] = []
    documents = read_documents(tmp_path, "docs", problems)
    assert documents == [Document("docs/a.md", "# Ä"), Document("docs/b/c.md", "# C")]
    assert problems == []


def test_a_page_that_cannot_be_read_is_reported_and_the_others_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"\xe9")
    (tmp_path / "b.md").mkdir()
    (tmp_path / "c.md").write_text("c", "utf-8")
    problems: list[Problem] = []
    assert read_documents(tmp_path, "docs", problems) == [Document("docs/c.md", "c")]
    assert [str(problem) for problem in problems] == [
        "docs/a.md: the file is not UTF-8; save it with UTF-8 encoding",
        "docs/b.md: the file cannot be read (is a directory)",
    ]


def test_a_project_may_have_no_pages(tmp_path: Path) -> None:
    problems: list[Problem] = []
    assert read_documents(tmp_path / "docs", "docs", problems) == []
    assert problems == []
