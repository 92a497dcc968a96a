"""The Markdown dialect of a field: what is shown, what is refused and where, and what may come out."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from studyguide.markup import Fault, Fragment, Link, MarkupError, Shape, convert, dialect
from studyguide.markup.limits import MAX_CODE_LINE
from studyguide.references import Reference
from tests.unit.markup.harmless import SCHEMES, assert_harmless, soup

pytestmark = [
    pytest.mark.filterwarnings(f"ignore::bs4.{name}")
    for name in ("MarkupResemblesLocatorWarning", "XMLParsedAsHTMLWarning")
]

NESTED = "<ul>\n<li>a\n<ul>\n<li>b</li>\n</ul>\n</li>\n</ul>"
TABLE = (
    "<table>\n<thead>\n<tr>\n<th>a</th>\n<th>b</th>\n</tr>\n</thead>\n"
    "<tbody>\n<tr>\n<td>1</td>\n<td>2</td>\n</tr>\n</tbody>\n</table>"
)

SHAPES: tuple[Shape, ...] = ("block", "spoken", "inline")

IN_BACKTICKS = "put it in backticks to show it as text"
NO_HEADING = ("headings are not allowed in a field", "start the paragraph with a bold word")
KINDS_OF_LINKS = "use one of https:, mailto:, question:, comparison:, path:, topic:"
FULL_ADDRESS = "write https://..., or question:ID for a question of the guide"
ONE_PARAGRAPH = ("expected one paragraph", "remove lists, tables, code blocks and blank lines")
SPOKEN = ("expected plain paragraphs", "this field is spoken: remove lists, tables and code blocks")
BEHIND_THE_WORDS = "write the address behind the words: [words](https://...)"
FENCE = "```\nx\n```"


def faults(source: str, shape: Shape = "block") -> list[Fault]:
    with pytest.raises(MarkupError) as caught:
        convert(source, shape)
    return caught.value.faults


# What is shown


@pytest.mark.parametrize(
    ("source", "html"),
    [
        pytest.param("one\n\ntwo", "<p>one</p>\n<p>two</p>", id="paragraphs"),
        pytest.param("a *b* **c**", "<p>a <em>b</em> <strong>c</strong></p>", id="emphasis"),
        pytest.param("a `b < c`", "<p>a <code>b &lt; c</code></p>", id="inline code"),
        pytest.param("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>", id="list"),
        pytest.param("3. a\n4. b", '<ol start="3">\n<li>a</li>\n<li>b</li>\n</ol>', id="numbered list"),
        *(pytest.param(f"- a\n{' ' * indent}- b", NESTED, id=f"list nested by {indent}") for indent in (2, 3, 4, 5)),
        pytest.param("1) a\n2) b", "<ol>\n<li>a</li>\n<li>b</li>\n</ol>", id="numbers with brackets"),
        pytest.param("a\n- b", "<p>a</p>\n<ul>\n<li>b</li>\n</ul>", id="list right below a line"),
        pytest.param("a\n1. b", "<p>a</p>\n<ol>\n<li>b</li>\n</ol>", id="numbered list right below a line"),
        pytest.param("* a\n  b\n* c", "<ul>\n<li>a\nb</li>\n<li>c</li>\n</ul>", id="list item of two lines"),
        pytest.param("a | b\n--- | ---\n1 | 2", TABLE, id="table without outer pipes"),
        pytest.param("| a | b |\n|---|---|\n| 1 | 2 |", TABLE, id="table with outer pipes"),
        pytest.param("x\n| a | b |\n|---|---|\n| 1 | 2 |", f"<p>x</p>\n{TABLE}", id="table right below a line"),
        pytest.param(
            "| | b |\n|---|:-:|\n| 1 | 2 |",
            TABLE.replace("<th>a</th>\n<th>", '<td></td>\n<th style="text-align:center">').replace(
                "<td>2", '<td style="text-align:center">2'
            ),
            id="table with an empty corner",
        ),
        pytest.param(r"a \| b", "<p>a | b</p>", id="escaped pipe"),
        pytest.param("*.py and *.md, a_b_c, 2 * 3 * 4", "<p>*.py and *.md, a_b_c, 2 * 3 * 4</p>", id="lone marks"),
        pytest.param("$5 and $10, or $0.09/GB", "<p>$5 and $10, or $0.09/GB</p>", id="prices"),
        pytest.param(
            "|a|b|\n|-|:-:|\n|c|d|",
            "<table>\n<thead>\n<tr>\n<th>a</th>\n"
            '<th style="text-align:center">b</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>c</td>\n'
            '<td style="text-align:center">d</td>\n</tr>\n</tbody>\n</table>',
            id="table",
        ),
        pytest.param(
            "```text\na\n\nb\n```",
            '<div class="highlight"><pre><span></span><code>a\n\nb\n</code></pre></div>',
            id="fenced code",
        ),
        pytest.param("> a", "<blockquote>\n<p>a</p>\n</blockquote>", id="quote"),
        pytest.param("a  \nb", "<p>a<br>\nb</p>", id="line break"),
        pytest.param("***", "<hr>", id="rule"),
        pytest.param("[a](https://b.c/d?e=1&f)", '<p><a href="https://b.c/d?e=1&amp;f">a</a></p>', id="link"),
        pytest.param("<https://a.b>", '<p><a href="https://a.b">https://a.b</a></p>', id="link in angle brackets"),
        pytest.param("[a](mailto:b@c.d)", '<p><a href="mailto:b@c.d">a</a></p>', id="mail address"),
        *(
            pytest.param(f"[a]({scheme}:b-1)", f'<p><a href="{scheme}:b-1">a</a></p>', id=f"{scheme} reference")
            for scheme in ("question", "comparison", "path", "topic")
        ),
        pytest.param("a & b < c > d", "<p>a &amp; b &lt; c &gt; d</p>", id="characters of HTML as text"),
        pytest.param("&lt;b&gt; &copy;", "<p>&lt;b&gt; ©</p>", id="entities"),
        pytest.param(r"\*a\*", "<p>*a*</p>", id="escapes"),
        pytest.param(
            "```makefile\na:\n\tb\n```",
            '<div class="highlight"><pre><span></span><code><span class="nf">a</span><span class="o">:</span>\n'
            '<span class="w">\t</span>b\n</code></pre></div>',
            id="tab in code",
        ),
        pytest.param(
            "~~~\na\n~~~", '<div class="highlight"><pre><span></span><code>a\n</code></pre></div>', id="tildes"
        ),
        pytest.param("<a@b.c>", '<p><a href="mailto:a@b.c">a@b.c</a></p>', id="mail address in angle brackets"),
        pytest.param("a\u00a0b 👩\u200d💻", "<p>a&nbsp;b 👩\u200d💻</p>", id="hard space and joined emoji"),
    ],
)
def test_the_dialect_is_converted(source: str, html: str) -> None:
    fragment = convert(source, "block")
    assert fragment.html == html
    assert fragment.source == source


def test_a_fragment_knows_its_words_without_markup() -> None:
    fragment = convert("A **disc** & a\n`rim`\n\n- [both](https://a.b)", "block")
    assert fragment.text == "A disc & a rim both"
    assert fragment.words == 6


def test_markup_next_to_a_sign_or_inside_a_word_adds_no_word() -> None:
    fragment = convert("Use **S3**, please. `re`start.", "spoken")
    assert fragment.text == "Use S3, please. restart."
    assert fragment.words == 4


# What is shown as it is typed


@pytest.mark.parametrize(
    "text",
    [
        "{{ 7*7 }}",
        "{% raw %} {# note #}",
        "${x} #{x} <%= 7 %>",
        '--8<-- "README.md"',
        ';--8<-- "README.md"',
        "--8<--\nREADME.md\n--8<--",
        "-8<- README.md",
        '{: onclick="alert(1)" }',
        'words {: #id .class style="x" }',
        "words\n{: onclick=x }",
        "[TOC]",
        "!!! note",
        "/// html | div\nwords\n///",
        "*[HTML]: words",
        "==b== ^^c^^ H~2~O ~~ c",
        ":smile: @name #12",
        "www.example.org a@example.org https://example.org",
        "[label][1] [label]",
    ],
)
def test_marks_of_other_languages_and_extensions_are_text(text: str) -> None:
    assert soup(convert(text, "block").html).get_text() == text
    in_a_list = text.replace("\n", "\n  ")
    assert soup(convert(f"- {in_a_list}", "block").html).get_text().strip() == text


def test_an_attribute_list_after_a_link_is_text() -> None:
    html = convert('[a](https://b.c){: onclick="x" }', "block").html
    assert html == '<p><a href="https://b.c">a</a>{: onclick="x" }</p>'


@pytest.mark.parametrize("language", ["", "text", "html", "jinja", "yaml", "console", "c++", "nope"])
def test_a_code_block_keeps_tags_and_braces_as_text(language: str) -> None:
    code = '<script>alert("{{ x }}")</script>\n\n{% raw %} {: onclick=x } &lt; <!-- y -->\n    --8<-- "z"\n'
    html = soup(convert(f"```{language}\n{code}```", "block").html)
    assert html.get_text() == code
    assert {tag.name for tag in html.find_all(True)} <= {"div", "pre", "span", "code"}


def test_inline_code_keeps_tags_and_braces_as_text() -> None:
    code = '<b onclick="x"> {{ y }} {: z } &lt; <!-- c --> ![i](j)'
    html = soup(convert(f"`{code}`", "inline").html)
    assert html.get_text() == code
    assert [tag.name for tag in html.find_all(True)] == ["code"]


# What is refused


@pytest.mark.parametrize(
    ("tag", "shown"),
    [
        pytest.param(tag, tag[:40], id=name)
        for name, tag in {
            "tag": "<b>",
            "end tag": "</b>",
            "attributes": '<img src=x onerror="alert(1)">',
            "slash for space": "<svg/onload=alert(1)>",
            "capitals": "<SCRIPT>",
            "void": "<br/>",
            "own element": "<x-y>",
            "namespace": "<x:y>",
            "markdown in html": '<div markdown="1">',
            "comment": "<!-- words -->",
            "declaration": "<!DOCTYPE html>",
            "processing instruction": "<?php words ?>",
            "long": '<a title="123456789012345678901234567890">',
        }.items()
    ],
)
def test_raw_html_is_refused_at_its_position(tag: str, shown: str) -> None:
    expected = Fault(4, f"HTML is not allowed in a field ({shown})", IN_BACKTICKS)
    for shape in SHAPES:
        assert faults(f"one {tag} two", shape) == [expected]


@pytest.mark.parametrize("tag", ['<b\nonclick="x">', "<!-- a\nb -->", "<?php\nx ?>"])
def test_a_tag_of_several_lines_is_refused_where_it_begins(tag: str) -> None:
    (fault,) = faults(f"one {tag} two")
    assert fault.offset == 4
    assert fault.hint == IN_BACKTICKS


@pytest.mark.parametrize("tag", ["<!-- a\n\nb -->", "<b\n\nonclick=x>"])
def test_a_tag_torn_by_a_blank_line_is_text(tag: str) -> None:
    html = soup(convert(f"one {tag} two", "block").html)
    assert html.get_text() == f"one {tag} two".replace("\n\n", "\n")
    assert {element.name for element in html.find_all(True)} == {"p"}


def test_a_message_about_a_tag_of_several_lines_is_one_line() -> None:
    (fault,) = faults('one <b\nonclick="x"> two')
    assert "\n" not in fault.message


def test_every_tag_of_a_field_is_reported() -> None:
    assert [(fault.offset, fault.message) for fault in faults("<b>c</b> <i>")] == [
        (0, "HTML is not allowed in a field (<b>)"),
        (4, "HTML is not allowed in a field (</b>)"),
        (9, "HTML is not allowed in a field (<i>)"),
    ]


def test_a_tag_is_reported_at_its_position_though_the_same_stands_in_code_before() -> None:
    assert [fault.offset for fault in faults("`<b>` is read, <b> is not")] == [15]


@pytest.mark.parametrize("text", ["a < b", "<3", "a <b", "</", "a <!-- b", "x<y and y", "<http"])
def test_a_lone_bracket_is_no_tag(text: str) -> None:
    assert soup(convert(text, "block").html).get_text() == text


@pytest.mark.parametrize(
    ("source", "offset"),
    [
        pytest.param("# Head", 2, id="number sign"),
        pytest.param("one\n\n### Head ###", 9, id="several number signs"),
        pytest.param("one\n\nHead\n====", 5, id="underlined twice"),
        pytest.param("one\n\nHead\n---", 5, id="underlined"),
        pytest.param("- one\n\n    # Head", 13, id="in a list"),
        pytest.param("> # Head", 4, id="in a quote"),
    ],
)
def test_headings_are_refused(source: str, offset: int) -> None:
    assert faults(source) == [Fault(offset, *NO_HEADING)]


@pytest.mark.parametrize(
    "source", ["one ![two](https://a.b/c.png)", 'one ![](question:a "t")', "one ![two](three.png)"]
)
def test_images_are_refused(source: str) -> None:
    assert faults(source) == [Fault(4, "images are not allowed in a field", "describe it in words")]


@pytest.mark.parametrize(
    ("href", "scheme"),
    [
        pytest.param("javascript:alert(1)", "javascript", id="javascript"),
        pytest.param("JaVaScRiPt:alert(1)", "JaVaScRiPt", id="mixed case"),
        pytest.param("data:text/html,x", "data", id="data"),
        pytest.param("vbscript:x", "vbscript", id="vbscript"),
        pytest.param("file:///etc/passwd", "file", id="file"),
        pytest.param("ftp://a.b", "ftp", id="ftp"),
        pytest.param("blob:x", "blob", id="blob"),
        pytest.param("tel:1", "tel", id="tel"),
        pytest.param("HTTPS://a.b", "HTTPS", id="capitals"),
        pytest.param("level:master", "level", id="level reference, for templates only"),
        pytest.param("page:home", "page", id="page reference, for templates only"),
    ],
)
def test_foreign_schemes_are_refused_at_their_position(href: str, scheme: str) -> None:
    expected = Fault(12, f'links with the scheme "{scheme}:" are not allowed', KINDS_OF_LINKS)
    for shape in SHAPES:
        assert faults(f"see [there]({href})", shape) == [expected]


@pytest.mark.parametrize(
    "href",
    [
        pytest.param("java&#115;cript:alert(1)", id="decimal"),
        pytest.param("&#x6A;avascript:alert(1)", id="hexadecimal"),
        pytest.param("&#0000106avascript:alert(1)", id="no semicolon"),
        pytest.param("javascript&colon;alert(1)", id="named colon"),
        pytest.param("java&Tab;script:alert(1)", id="named tab"),
        pytest.param("java&NewLine;script:alert(1)", id="named line end"),
        pytest.param("&#1;javascript:alert(1)", id="control character"),
        pytest.param("javascript&amp;colon;alert(1)", id="escaped twice"),
        pytest.param("<java script:alert(1)>", id="space"),
    ],
)
def test_a_scheme_split_by_entities_is_refused_within_the_link(href: str) -> None:
    source = f"see [there]({href})"
    (fault,) = faults(source)
    assert 4 < fault.offset < source.index(")")
    assert fault.hint in (KINDS_OF_LINKS, FULL_ADDRESS)


@pytest.mark.parametrize(
    ("source", "offset"),
    [("[a]\n\n[a]: javascript:x", 5), ("[b][a]\n\n[a]: https://b.c", 8), ("- c\n\n  [a]: d", 7), ("[a]: b", 0)],
)
def test_link_definitions_are_refused(source: str, offset: int) -> None:
    assert faults(source) == [Fault(offset, "link definitions are not supported ([a]:)", BEHIND_THE_WORDS)]


@pytest.mark.parametrize(
    ("href", "message", "hint"),
    [
        pytest.param("http://a.b", 'unencrypted link "http://a.b"', "use https:", id="http"),
        pytest.param("//a.b", 'incomplete link "//a.b"', FULL_ADDRESS, id="two slashes"),
        pytest.param("/a", 'incomplete link "/a"', FULL_ADDRESS, id="root"),
        pytest.param("../a.md", 'incomplete link "../a.md"', FULL_ADDRESS, id="relative"),
        pytest.param("#a", 'incomplete link "#a"', FULL_ADDRESS, id="anchor"),
        pytest.param("www.a.b", 'incomplete link "www.a.b"', FULL_ADDRESS, id="no scheme"),
        pytest.param("https", 'incomplete link "https"', FULL_ADDRESS, id="https without a colon"),
        pytest.param("http", 'incomplete link "http"', FULL_ADDRESS, id="http without a colon"),
        pytest.param("question", 'incomplete link "question"', FULL_ADDRESS, id="question without a colon"),
        pytest.param("a/b:c", 'incomplete link "a/b:c"', FULL_ADDRESS, id="colon in a path"),
        pytest.param("https:", 'incomplete link "https:"', "write the whole address", id="scheme only"),
        pytest.param("https://", 'incomplete link "https://"', "write the whole address", id="no host"),
        pytest.param("mailto:", 'incomplete link "mailto:"', "write the whole address", id="no mail address"),
        *(
            pytest.param(
                f"{scheme}:{target}",
                f'invalid link "{scheme}:{target}"',
                f"write {scheme}: and an id, for example {scheme}:what-is-it",
                id=f"{scheme} reference to {target or 'nothing'}",
            )
            for scheme, target in (("question", ""), ("topic", "A"), ("path", "a/../b"), ("comparison", "a#b"))
        ),
    ],
)
def test_links_that_name_no_page_are_refused(href: str, message: str, hint: str) -> None:
    assert faults(f"see [there]({href})") == [Fault(12, message, hint)]


@pytest.mark.parametrize("link", ["[there]()", "[there](<>)", "[there]( )"])
def test_empty_links_are_refused(link: str) -> None:
    assert [(fault.message, fault.hint) for fault in faults(f"see {link}")] == [('incomplete link ""', FULL_ADDRESS)]


def test_a_link_is_judged_as_it_comes_out() -> None:
    (fault,) = faults("see [there](&#127;https://a.b)")
    assert 4 < fault.offset < 30


@pytest.mark.parametrize("href", ["https:a", "https:/a", "https:a/b.md", "https::", "https://[", "https://?a"])
def test_an_address_that_names_no_host_is_refused(href: str) -> None:
    (fault,) = faults(f"see [there]({href})")
    assert fault.offset == 12


@pytest.mark.parametrize("href", ["https://a.b:99999/c", "https://1.2.3.999", "https://xn--a.b"])
def test_an_address_that_the_sanitiser_drops_is_refused(href: str) -> None:
    (fault,) = faults(f"see [there]({href})")
    assert fault.offset == 12


@pytest.mark.parametrize(
    "href",
    [
        *(
            "https://a.b",
            "https://a-b.c:8443/d_e/?f=g,h&i#j",
            "https://a.b/c(d)",
            "https://é.fr/%20",
            "mailto:a.b@c.de",
        ),
        "mailto:a@b.c?subject=d",
    ],
)
def test_a_whole_address_passes_and_stays_as_it_is(href: str) -> None:
    link = soup(convert(f"see [there]({href})", "inline").html).a
    assert link is not None
    assert link["href"] == href


@pytest.mark.parametrize("source", ["see <http://a.b>", "see <ftp://a.b>"])
def test_a_link_in_angle_brackets_is_held_to_the_same_schemes(source: str) -> None:
    assert [fault.offset for fault in faults(source)] == [5]


def test_all_faults_of_a_field_are_reported_in_order() -> None:
    source = "a [b](x) <i>\n\n# Head\n\n![c](https://d.e)"
    assert [fault.offset for fault in faults(source)] == [6, 9, 16, 22]


# What GitHub shows and CommonMark does not


@pytest.mark.parametrize(
    ("source", "fault"),
    [
        pytest.param(
            "a\n~~b~~ c",
            Fault(2, "strikethrough is not supported", "remove the text, or say that it is outdated"),
            id="strikethrough",
        ),
        pytest.param(
            "a [^1] b", Fault(2, "footnotes are not supported", "put the remark into the text"), id="footnote"
        ),
        pytest.param(
            "a\n\n[^1]: b", Fault(3, "footnotes are not supported", "put the remark into the text"), id="note"
        ),
        pytest.param("- [ ] a", Fault(2, "task lists are not supported", "remove the box"), id="open task"),
        pytest.param("- a\n- [x] b", Fault(6, "task lists are not supported", "remove the box"), id="finished task"),
        pytest.param("1. [X] a", Fault(3, "task lists are not supported", "remove the box"), id="numbered task"),
        pytest.param(
            "> [!NOTE]\n> a",
            Fault(2, "alerts are not supported", "write a paragraph that starts with a bold word"),
            id="alert",
        ),
        pytest.param("a $b^2$ c", Fault(2, "formulas are not supported", "write it in words"), id="formula"),
        pytest.param("$$\nb\n$$", Fault(0, "formulas are not supported", "write it in words"), id="block of formulas"),
        pytest.param(
            "a\n2) b",
            Fault(2, '"2)" does not start a list inside a paragraph', "put a blank line before it"),
            id="list that starts with two below a line",
        ),
        pytest.param(
            "a\n\n    b",
            Fault(3, "indented code is not supported", "put it between lines of ```, or indent it less"),
            id="indented code",
        ),
        *(
            pytest.param(
                f"```{info}\na\n```",
                Fault(0, f'invalid language of a code block "{info}"', "write one word, such as python or text"),
                id=f"code in {info}",
            )
            for info in ('python title="a"', "{.python #x onclick=y}", "<img>")
        ),
        *(
            pytest.param(
                source, Fault(0, "this is not a link", "write the address on one line and without spaces"), id=name
            )
            for name, source in {
                "line end in a link": "[a](java\nscript:b)",
                "space in a link": "[a](https://b c)",
                "open link": "[a](https://b",
            }.items()
        ),
        pytest.param("a\tb", Fault(1, "tab outside a code block", "use spaces"), id="tab"),
        pytest.param(
            "one\n\n```text\ntwo", Fault(5, "code block is not closed", "end it with a line of ```"), id="open fence"
        ),
        pytest.param("~~~~\n~~~", Fault(0, "code block is not closed", "end it with a line of ~~~~"), id="short end"),
        pytest.param(
            "- ```\n  a\n\nb", Fault(0, "code block is not closed", "end it with a line of ```"), id="in a list"
        ),
        pytest.param("```", Fault(0, "code block is not closed", "end it with a line of ```"), id="a fence alone"),
        pytest.param(
            f"a\n\n```console\n{'b' * (MAX_CODE_LINE + 1)}\n```",
            Fault(14, f"line of code too long ({MAX_CODE_LINE + 1} of {MAX_CODE_LINE} characters)", "break it"),
            id="long line of code",
        ),
    ],
)
def test_what_would_be_shown_broken_is_refused_at_its_position(source: str, fault: Fault) -> None:
    assert faults(source) == [fault]


@pytest.mark.parametrize(
    "source",
    [
        pytest.param("`~~a~~` `[^1]` `$b$` `[a]: b`", id="inline code"),
        pytest.param("```\n~~a~~ [^1] $b$\n[a]: b\n2) c\n- [ ] d\n\te\n```", id="code block"),
        pytest.param(r"\~~a~~ \[^1] \$b\$ \[a]: b", id="escaped"),
        pytest.param("a [x] b, [ ] c", id="box in a sentence"),
        pytest.param("a [!NOTE] b", id="alert in a sentence"),
        pytest.param("a (see\n2024) b", id="year at the start of a line"),
        pytest.param("````\n```\n````", id="fence inside a longer fence"),
        pytest.param("> ```\n> a\n> ```", id="fence in a quote"),
        pytest.param("- a\n\n  ```\n  b\n  ```", id="fence in a list"),
        pytest.param("3 - 2 = 1\n-5 is less", id="a minus"),
        pytest.param("one\n|two", id="a bar"),
    ],
)
def test_what_only_looks_like_it_is_shown_as_typed(source: str) -> None:
    assert convert(source, "block").html


# Shapes


@pytest.mark.parametrize(
    ("source", "inline", "spoken"),
    [
        pytest.param("one\n\ntwo", False, True, id="paragraphs"),
        pytest.param("- one", False, False, id="list"),
        pytest.param("| a |\n|---|\n| b |", False, False, id="table"),
        pytest.param("> one", False, False, id="quote"),
        pytest.param("***", False, False, id="rule"),
        pytest.param("one *two* `three` [four](https://a.b)", True, True, id="inline"),
        pytest.param("one\ntwo", True, True, id="two lines"),
        *(
            pytest.param(
                source,
                False,
                False,
                id=name,
            )
            for name, source in {"fenced code": FENCE, "fenced code after text": f"one\n\n{FENCE}"}.items()
        ),
    ],
)
def test_a_field_holds_only_what_its_shape_allows(source: str, inline: bool, spoken: bool) -> None:
    assert convert(source, "block").html
    for shape, allowed, fault in (("inline", inline, ONE_PARAGRAPH), ("spoken", spoken, SPOKEN)):
        if allowed:
            assert convert(source, "inline" if shape == "inline" else "spoken").html
        else:
            (found,) = faults(source, "inline" if shape == "inline" else "spoken")
            assert (found.message, found.hint) == fault


@pytest.mark.parametrize(
    ("source", "offset"), [("one\n\ntwo", 5), ("one\n\n- two", 5), (f"one\n\n{FENCE}", 5), ("- a", 0)]
)
def test_a_wrong_shape_is_reported_where_it_begins(source: str, offset: int) -> None:
    assert [fault.offset for fault in faults(source, "inline")] == [offset]


def test_an_inline_field_has_no_paragraph_around_it() -> None:
    assert convert("one *two*", "inline").html == "one <em>two</em>"
    assert convert("one *two*", "spoken").html == "<p>one <em>two</em></p>"


# References


def test_each_reference_is_listed_at_its_position() -> None:
    source = "`question:a` topic:z [topic:z](topic:z) <https://a.b>"
    source += "\n\n- [b](https://c.d) [`e`](question:f-1)\n- [g](topic:z)"
    fragment = convert(source, "block")
    assert [str(link.reference) for link in fragment.links] == ["topic:z", "question:f-1", "topic:z"]
    assert [source[link.offset :].partition(")")[0] for link in fragment.links] == [
        "topic:z",
        "question:f-1",
        "topic:z",
    ]
    assert fragment.links[0].offset == source.index("](topic:z)") + 2
    assert fragment.links[2].offset == source.rindex("topic:z")


def test_a_reference_in_a_table_is_listed_at_its_position() -> None:
    source = "| a | b |\n|---|---|\n| question:c | [d](question:c) |"
    assert convert(source, "block").links == (Link(Reference("question", "c"), source.rindex("question:c")),)


# Whatever is typed

MARKS = [
    *(
        "*",
        "**",
        "_",
        "`",
        "```",
        "```html",
        "```{.x onclick=y}",
        "~~~",
        "\n",
        "\n\n",
        "\n    ",
        "- ",
        "1. ",
        "> ",
        "|",
    ),
    *("\n\n| a | b |\n|---|---|\n|", "[", "](", "[x](", "](question:a)", "](https://a.b)", ' "t")', ")", "(", "<", ">"),
    *("</", "<b>", "<b ", "!--", "-->", "![", "\\", "&", "&#", "&#106;", "&colon;", ";", ":", "javascript:", "data:"),
    *(
        "//",
        "#",
        "=",
        "---",
        "a",
        "b c",
        "é",
        "{: #x onclick=y }",
        "{{",
        "}}",
        '"',
        "'",
        'href="',
        "onload=",
        " ",
        "  ",
    ),
    *("<https://x.y>", "<script>", "<style>", "<svg", "<?", "?>", "<![CDATA[", "]]>", "wzxhzdk:0", "klzzwxh:0000"),
]
HARMLESS = [
    *("[x](question:a)", "[y](https://a.b?c=d&e)", "[z](mailto:f@g.h 'i')", "`j <k>`", "*l*", "**m**", " ", "\n\n"),
    *("\n\n- n\n- o\n\n", "\n\n| p |\n|:-:|\n| q |\n\n", "\n\n```python\nr = '<s>'\n```\n\n", "\n\n> t\n\n", "u & v"),
]
HREFS = st.lists(
    st.sampled_from(
        [
            *(
                "https",
                "HTTPS",
                "mailto",
                "question",
                "level",
                "http",
                "javascript",
                "java",
                "script",
                "data",
                ":",
                "//",
            ),
            *(
                "&colon;",
                "&#58;",
                "&#x3a;",
                "&#x73;",
                "&Tab;",
                "&amp;",
                "a",
                "-b",
                "/",
                "?",
                "#",
                " ",
                "<",
                ">",
                '"',
                "'",
            ),
        ]
    ),
    max_size=6,
).map("".join)
TEXTS = st.one_of(
    st.lists(st.one_of(st.sampled_from(HARMLESS), st.sampled_from(HARMLESS), st.text(max_size=3)), max_size=10).map(
        "".join
    ),
    st.lists(st.one_of(st.sampled_from(HARMLESS + MARKS), st.text(max_size=6)), max_size=25).map("".join),
    HREFS.map("a [b]({}) c".format),
    HREFS.map("https:{}".format).map("a [b]({}) c".format),
    st.text(max_size=100),
)


def converted(source: str, shape: Shape) -> Fragment | list[Fault]:
    try:
        return convert(source, shape)
    except MarkupError as error:
        return error.faults


@settings(max_examples=400, deadline=None)
@given(TEXTS, st.sampled_from(SHAPES))
@example("| a |\n|:-:|\n| [b](question:c) |", "block")
@example("```{.python onclick=x style=y}\n<b>\n```", "block")
@example('[a](https://b.c "d\\" onclick=\\"e")', "inline")
def test_a_text_is_refused_or_harmless(source: str, shape: Shape) -> None:
    found = converted(source, shape)
    if isinstance(found, Fragment):
        assert_harmless(found.html)
        links = [str(link["href"]) for link in soup(found.html).find_all("a", href=True)]
        assert {link.partition(":")[0] for link in links} <= SCHEMES - {"level", "page"}
    else:
        assert found
        assert all(0 <= fault.offset <= len(source) for fault in found)


UNMARKED = st.lists(
    st.one_of(
        st.from_regex(r"[a-zA-Z]{1,6}", fullmatch=True),
        st.sampled_from(
            [" ", " ", "\n", ". ", ", ", "'", '"', "(", ")", ": ", "é", "5", "%", "-", "/", "_", "1. ", "=", "\n\n"]
        ),
        st.text(max_size=2),
    ),
    max_size=12,
).map("".join)


@settings(max_examples=600, deadline=None)
@given(UNMARKED, st.sampled_from(SHAPES))
@example('One (two) three\'s "four": 5 %.\nSix\n', "inline")
@example("One _two_ three", "block")
@example("One\n=", "block")
@example("One \nTwo", "spoken")
def test_a_text_without_marks_comes_out_as_if_it_had_been_parsed(source: str, shape: Shape) -> None:
    short_cut = dialect._convert_unmarked(source, shape)
    if short_cut:
        assert short_cut == dialect._convert_marked(source, shape)


def test_the_short_cut_takes_ordinary_sentences() -> None:
    assert dialect._convert_unmarked(
        "Names the unit each one protects: interface or subnet.\nThen (briefly) why.", "block"
    )
