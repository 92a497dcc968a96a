"""A fragment becomes a tree of plain values, element by element."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyguide.book.html_tree import TreeBuilder
from studyguide.book.lines import pieces
from studyguide.book.tables import FULL_WIDTH, TEXT_WIDTH, lay_out
from studyguide.markup import Fragment


def builder(*labels: str) -> TreeBuilder:
    def label_of(href: str) -> str:
        label = href.replace(":", "-")
        return label if label in labels else ""

    return TreeBuilder(label_of, lambda near, message, hint: None)


def blocks(html: str, *labels: str) -> Any:
    return builder(*labels).blocks(Fragment("", html))


def inline(html: str, *labels: str) -> Any:
    return builder(*labels).inline(Fragment("", html))


@pytest.mark.parametrize(
    ("html", "tree"),
    [
        ("a <strong>b</strong> c", ["a ", {"kind": "strong", "content": ["b"]}, " c"]),
        ("<em>a <code>b</code></em>", [{"kind": "emphasis", "content": ["a ", {"kind": "code", "pieces": ["b"]}]}]),
        ("a &amp; b &lt;c&gt;", ["a & b <c>"]),
        ("  a\n  b  ", ["a b"]),
        ("a <br> b<br>", ["a", {"kind": "break"}, "b"]),
        ('<a href="https://example.org/">a</a>', [{"kind": "link", "url": "https://example.org/", "content": ["a"]}]),
        ('<a href="question:b">a</a>', [{"kind": "reference", "label": "question-b", "content": ["a"]}]),
        ('see <a href="question:elsewhere">a</a>', ["see a"]),
        ("<span class='x'>a</span>b", ["ab"]),
        ("", []),
    ],
)
def test_a_line(html: str, tree: object) -> None:
    assert inline(html, "question-b") == tree


@pytest.mark.parametrize(
    ("html", "kinds"),
    [
        ("<p>a</p><p>b</p>", ["paragraph", "paragraph"]),
        ("a<p>b</p>c", ["text", "paragraph", "text"]),
        ("<p></p><ul></ul><table></table>", []),
        ("<ul><li>a</li></ul><ol><li>b</li></ol>", ["list", "list"]),
        ("<blockquote><p>a</p></blockquote><hr>", ["quote", "rule"]),
        ("<h2>a</h2><div class='highlight'><pre><code>b</code></pre></div>", ["heading", "code"]),
    ],
)
def test_the_kinds_of_blocks(html: str, kinds: list[str]) -> None:
    assert [block["kind"] for block in blocks(html)] == kinds


def test_a_list_keeps_its_order_its_start_and_what_is_nested() -> None:
    (tree,) = blocks('<ol start="3"><li>a<ul><li>b</li></ul></li><li><p>c</p></li></ol>')
    assert (tree["ordered"], tree["start"]) == (True, 3)
    assert [[block["kind"] for block in item] for item in tree["items"]] == [["text", "list"], ["paragraph"]]


def test_code_keeps_its_lines_spaces_and_colours() -> None:
    (tree,) = blocks('<pre><code><span class="k">if</span> a:\n    <span class="s">"b"</span>\n\n\tc\n</code></pre>')
    assert tree["lines"] == [
        [["k", "if"], ["", " a:"]],
        [["", "    "], ["s", '"b"']],
        [],
        [["", "    c"]],
    ]
    assert (tree["wide"], tree["whole"]) == (False, True)


def test_a_table_has_a_head_rows_and_alignment() -> None:
    (tree,) = blocks(
        '<table><thead><tr><th>a</th><th style="text-align: right;">b</th></tr></thead>'
        "<tbody><tr><td>c</td><td><code>d</code></td></tr><tr><td>e</td></tr></tbody></table>"
    )
    assert tree["align"] == ["left", "right"]
    assert tree["head"] == [[{"kind": "text", "content": ["a"]}], [{"kind": "text", "content": ["b"]}]]
    assert [len(row["cells"]) for row in tree["rows"]] == [2, 2]
    assert all(row["whole"] for row in tree["rows"])


def test_a_narrow_table_is_as_wide_as_its_words_and_a_wide_one_fills_the_page() -> None:
    assert sum(lay_out([["a", "b"]]).widths) < TEXT_WIDTH / 4
    wide = lay_out([["word " * 40] * 5] * 2)
    assert sum(wide.widths) == pytest.approx(FULL_WIDTH, abs=0.5)
    assert wide.wide


@given(st.lists(st.lists(st.text(max_size=200), min_size=1, max_size=8), min_size=1, max_size=5))
def test_a_table_never_leaves_the_page_and_no_column_vanishes(rows: list[list[str]]) -> None:
    layout = lay_out(rows)
    assert sum(layout.widths) <= FULL_WIDTH + 0.5
    assert min(layout.widths) > 9
    assert min(layout.letters) >= 4


@given(st.text(), st.integers(4, 60))
def test_pieces_are_the_text_again_and_short_enough(text: str, longest: int) -> None:
    cut = pieces(text, longest)
    assert "".join(cut) == text
    assert all(len(word) <= longest for piece in cut for word in piece.split())


@pytest.mark.parametrize(
    ("word", "cut"),
    [
        ("short", ["short"]),
        ("https://example.org/some/page", ["https://", "example.", "org/", "some/", "page"]),
        ("HTTPCodeTargetCount", ["HTTPCode", "Target", "Count"]),
        ("aaaaaaaaaaaaaaaaaaaa", ["aaaaaaaaaaaa", "aaaaaaaa"]),
    ],
)
def test_a_word_is_cut_where_it_reads_best(word: str, cut: list[str]) -> None:
    assert pieces(word, 12) == cut


@given(st.text(st.sampled_from("<>/=\"'& apbulitrdcoeh#\n"), max_size=120))
def test_any_markup_gives_a_tree(html: str) -> None:
    json.dumps(blocks(html))
