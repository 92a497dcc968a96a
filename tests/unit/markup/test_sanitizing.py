"""HTML is reduced to the tags, attributes, classes and schemes of the dialect."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studyguide.markup.sanitizing import sanitize
from tests.unit.markup.harmless import assert_harmless

pytestmark = [
    pytest.mark.filterwarnings(f"ignore::bs4.{name}")
    for name in ("MarkupResemblesLocatorWarning", "XMLParsedAsHTMLWarning")
]

HTML = st.lists(
    st.one_of(
        st.sampled_from(
            [
                *(
                    "<p>",
                    "</p>",
                    "<a href='",
                    "'>",
                    "</a>",
                    "<td style='",
                    "text-align:center",
                    "position:fixed",
                    "<img ",
                ),
                *(
                    "src=x ",
                    "onerror=x",
                    "javascript:",
                    "https://a",
                    "question:a",
                    "<svg>",
                    "<math>",
                    "<style>",
                    "</style>",
                ),
                *(
                    "<script>",
                    "</script>",
                    "<div class='",
                    "<table>",
                    "<tr>",
                    "<!--",
                    "-->",
                    "&lt;",
                    "&",
                    "<b",
                    ">",
                    '"',
                ),
            ]
        ),
        st.text(max_size=5),
    ),
    max_size=15,
).map("".join)


@settings(max_examples=300, deadline=None)
@given(HTML)
def test_sanitized_html_is_harmless_and_stays_as_it_is(raw: str) -> None:
    clean = sanitize(raw)
    assert_harmless(clean)
    assert sanitize(clean) == clean


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        pytest.param("<script>alert(1)</script>a", "a", id="script with its text"),
        pytest.param('<p onclick="x" id="y">a</p>', "<p>a</p>", id="handler and id"),
        pytest.param('<a href="javascript:x">a</a>', "<a>a</a>", id="scheme"),
        pytest.param('<td style="text-align:left;position:fixed">a</td>', "a", id="cell without a table"),
        pytest.param(
            '<table><tbody><tr><td style="text-align:left;position:fixed">a</td></tr></tbody></table>',
            '<table><tbody><tr><td style="text-align:left">a</td></tr></tbody></table>',
            id="style",
        ),
        pytest.param(
            '<p title="a" lang="b">c</p>',
            "<p>c</p>",
            id="attributes of every tag",
        ),
        pytest.param(
            '<div class="highlight answer"><span class="k say">a</span><code class="b">c</code></div>',
            '<div class="highlight"><span class="k">a</span><code>c</code></div>',
            id="classes of the page",
        ),
        pytest.param('<img src="https://a.b">', "", id="image"),
        pytest.param("a</div></p>", "a<p></p>", id="end tags that leave the element"),
        pytest.param("<b>a", "a", id="tag not of the dialect"),
    ],
)
def test_html_is_reduced_to_the_dialect(raw: str, clean: str) -> None:
    assert sanitize(raw) == clean
