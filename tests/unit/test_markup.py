"""The Markdown dialect of a field: what passes, what is refused and where, and what may come out."""

from __future__ import annotations

import re

import pytest
from bs4 import BeautifulSoup
from hypothesis import example, given, settings
from hypothesis import strategies as st

from studyguide import markup
from studyguide.markup import (
    MAX_BRACKETS,
    MAX_CHARACTERS,
    MAX_CODE_LINE,
    MAX_INDENT,
    MAX_LINES,
    MAX_LISTS_IN_LINE,
    MAX_MARKS,
    MAX_OPEN_BRACKETS,
    MAX_QUOTE_DEPTH,
    MAX_RUN,
    Fault,
    Fragment,
    MarkupError,
    Reference,
    Shape,
    convert,
    locate_reference,
    locate_references,
    plain,
    references,
    resolve_references,
    sanitise,
    without_code,
)

pytestmark = [
    pytest.mark.filterwarnings(f"ignore::bs4.{name}")
    for name in ("MarkupResemblesLocatorWarning", "XMLParsedAsHTMLWarning")
]

SHAPES: tuple[Shape, ...] = ("block", "spoken", "inline")

IN_BACKTICKS = "put it in backticks if it is meant to be read"
NO_HEADING = ("headings are not allowed in a field", "write a bold word at the start of the paragraph")
KINDS_OF_LINKS = "use one of https:, mailto:, question:, comparison:, path:, topic:"
FULL_ADDRESS = "write https://..., or question:ID for a question of the guide"
ONE_PARAGRAPH = Fault(0, "this field is one paragraph", "remove lists, tables, code blocks and blank lines")
SPOKEN = Fault(0, "this field is spoken", "write plain paragraphs, without lists, tables or code blocks")
FENCE = "```\nx\n```"


def faults(source: str, shape: Shape = "block") -> list[Fault]:
    with pytest.raises(MarkupError) as caught:
        convert(source, shape)
    return caught.value.faults


def soup(html: str) -> BeautifulSoup:
    return BeautifulSoup(html, "html.parser")


# What passes


@pytest.mark.parametrize(
    ("source", "html"),
    [
        pytest.param("one\n\ntwo", "<p>one</p>\n<p>two</p>", id="paragraphs"),
        pytest.param("a *b* **c**", "<p>a <em>b</em> <strong>c</strong></p>", id="emphasis"),
        pytest.param("a `b < c`", "<p>a <code>b &lt; c</code></p>", id="inline code"),
        pytest.param("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>", id="list"),
        pytest.param("3. a\n4. b", '<ol start="3">\n<li>a</li>\n<li>b</li>\n</ol>', id="numbered list"),
        pytest.param("- a\n    - b", "<ul>\n<li>a<ul>\n<li>b</li>\n</ul>\n</li>\n</ul>", id="nested list"),
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
        pytest.param("[a]: b", "<p>[a]: b</p>", id="a line like a link definition"),
        pytest.param("    a", "<p>a</p>", id="indented text is no code"),
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
        "[^1]: words",
        "*[HTML]: words",
        "~~a~~ ==b== ^^c^^ H~2~O",
        "www.example.org a@example.org https://example.org",
        "[label][1] [label]",
    ],
)
def test_marks_of_other_languages_and_extensions_are_text(text: str) -> None:
    assert soup(convert(text, "block").html).get_text() == text
    in_a_list = text.replace("\n", "\n    ")
    assert soup(convert(f"- {in_a_list}", "block").html).get_text().strip() == in_a_list


def test_an_attribute_list_after_a_link_is_text() -> None:
    html = convert('[a](https://b.c){: onclick="x" }', "block").html
    assert html == '<p><a href="https://b.c">a</a>{: onclick="x" }</p>'


@pytest.mark.parametrize("language", ["", "text", "html", "jinja", "yaml", "console", "{.python #x onclick=y}", "nope"])
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
            "mail address": "<a@b.c>",
            "long": '<a title="123456789012345678901234567890">',
        }.items()
    ],
)
def test_raw_html_is_refused_where_it_stands(tag: str, shown: str) -> None:
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


def test_every_tag_of_a_field_is_told() -> None:
    assert [(fault.offset, fault.message) for fault in faults("<b>c</b> <i>")] == [
        (0, "HTML is not allowed in a field (<b>)"),
        (4, "HTML is not allowed in a field (</b>)"),
        (9, "HTML is not allowed in a field (<i>)"),
    ]


def test_a_tag_is_told_where_it_stands_though_the_same_stands_in_code_before() -> None:
    assert [fault.offset for fault in faults("`<b>` is read, <b> is not")] == [15]


@pytest.mark.parametrize("text", ["a < b", "<3", "a <b", "</", "<!--", "x<y and y", "<![CDATA[a]]>"])
def test_a_lone_bracket_is_no_tag(text: str) -> None:
    assert soup(convert(text, "block").html).get_text() == text


@pytest.mark.parametrize(
    ("source", "offset"),
    [
        pytest.param("# Head", 2, id="number sign"),
        pytest.param("one\n\n### Head ###", 9, id="several number signs"),
        pytest.param("one\n\n#Head", 6, id="no space"),
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
def test_foreign_schemes_are_refused_where_they_stand(href: str, scheme: str) -> None:
    expected = Fault(12, f'links of the kind "{scheme}:" are not allowed', KINDS_OF_LINKS)
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
    "source", ["[a]\n\n[a]: javascript:x", "[b][a]\n\n[a]: javascript:x", "![a]\n\n[a]: https://b.c"]
)
def test_links_defined_elsewhere_are_text(source: str) -> None:
    assert soup(convert(source, "block").html).find_all(["a", "img"]) == []


@pytest.mark.parametrize(
    ("href", "message", "hint"),
    [
        pytest.param("http://a.b", 'the link "http://a.b" is not encrypted', "use https:", id="http"),
        pytest.param("//a.b", 'the link "//a.b" has no full address', FULL_ADDRESS, id="two slashes"),
        pytest.param("/a", 'the link "/a" has no full address', FULL_ADDRESS, id="root"),
        pytest.param("../a.md", 'the link "../a.md" has no full address', FULL_ADDRESS, id="relative"),
        pytest.param("#a", 'the link "#a" has no full address', FULL_ADDRESS, id="anchor"),
        pytest.param("www.a.b", 'the link "www.a.b" has no full address', FULL_ADDRESS, id="no scheme"),
        pytest.param("https", 'the link "https" has no full address', FULL_ADDRESS, id="https without a colon"),
        pytest.param("http", 'the link "http" has no full address', FULL_ADDRESS, id="http without a colon"),
        pytest.param(
            "question", 'the link "question" has no full address', FULL_ADDRESS, id="question without a colon"
        ),
        pytest.param("a/b:c", 'the link "a/b:c" has no full address', FULL_ADDRESS, id="colon in a path"),
        pytest.param("https:", 'the link "https:" names no page', "write the whole address", id="scheme only"),
        pytest.param("https://", 'the link "https://" names no page', "write the whole address", id="no host"),
        pytest.param("mailto:", 'the link "mailto:" names no page', "write the whole address", id="no mail address"),
        *(
            pytest.param(
                f"{scheme}:{target}",
                f'the link "{scheme}:{target}" names no entry',
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
    assert [(fault.message, fault.hint) for fault in faults(f"see {link}")] == [
        ('the link "" has no full address', FULL_ADDRESS)
    ]


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


def test_all_faults_of_a_field_are_told_in_order() -> None:
    source = "a [b](x) <i>\n\n# Head\n\n![c](https://d.e)"
    assert [fault.offset for fault in faults(source)] == [6, 9, 16, 22]


# Characters that cannot be seen

CONTROL = [0x00, 0x07, 0x09, 0x0B, 0x0C, 0x0D, 0x1B, 0x7F, 0x85, 0x9F, 0x2028, 0x2029, 0xD800, 0xFFFE, 0xFFFF]
INVISIBLE = [0xAD, 0x61C, 0x200B, 0x200E, 0x200F, 0x202A, 0x202E, 0x2060, 0x2066, 0x2069, 0xFEFF, 0xFFF9, 0xE0041]
HIDDEN = [
    *(pytest.param(code, "a control character", id=f"U+{code:04X}") for code in CONTROL),
    *(pytest.param(code, "an invisible character", id=f"U+{code:04X}") for code in INVISIBLE),
]


@pytest.mark.parametrize(("code", "what"), HIDDEN)
def test_characters_that_cannot_be_seen_are_refused_where_they_stand(code: int, what: str) -> None:
    expected = [Fault(3, f"{what} (U+{code:04X})", "remove it")]
    assert faults(f"one{chr(code)}two") == expected
    assert plain(f"one{chr(code)}two") == expected


@pytest.mark.parametrize("entity", ["&#8238;", "&#x200b;", "&#1;", "&#127;", "&shy;"])
def test_characters_that_cannot_be_seen_are_refused_as_entities_too(entity: str) -> None:
    assert [fault.offset for fault in faults(f"one{entity}two")] == [3]


@pytest.mark.parametrize("text", ["What is S3?", "a <b> *c* {{ d }}", "é ß 字 👩\u200d💻 \u00a0", "x" * 480])
def test_a_plain_text_may_hold_any_visible_character(text: str) -> None:
    assert plain(text) == []


def test_a_plain_text_is_one_line_and_not_endless() -> None:
    assert plain("one\ntwo") == [Fault(3, "this is one line of text", "remove the line break")]
    assert plain("x" * 481) == [Fault(0, "the text is 481 characters long", "keep it under 480")]


# Layout that Python-Markdown would lose in silence


@pytest.mark.parametrize(
    ("source", "fault"),
    [
        pytest.param(
            "one\n- two", Fault(4, "a list starts right below a line of text", "put a blank line before it"), id="list"
        ),
        pytest.param(
            "one\n1. two",
            Fault(4, "a list starts right below a line of text", "put a blank line before it"),
            id="numbered list",
        ),
        pytest.param(
            "one\n| a |\n|---|",
            Fault(4, "a table starts right below a line of text", "put a blank line before it"),
            id="table",
        ),
        pytest.param(
            "- a\n  - b",
            Fault(4, "a nested list is not indented by four spaces", "indent it by 4, or 8 for the next level"),
            id="nested by two",
        ),
        pytest.param(
            "1. a\n   - b",
            Fault(5, "a nested list is not indented by four spaces", "indent it by 4, or 8 for the next level"),
            id="nested by three",
        ),
        pytest.param(
            "one\n\n```text\ntwo", Fault(5, "a code block is not closed", "end it with a line of ```"), id="open fence"
        ),
        pytest.param("~~~~\n~~~", Fault(5, "a code block is not closed", "end it with a line of ~~~~"), id="short end"),
    ],
)
def test_layout_that_would_be_lost_is_refused(source: str, fault: Fault) -> None:
    if source.startswith("~~~~"):
        assert [(found.message, found.hint) for found in faults(source)] == [(fault.message, fault.hint)]
    else:
        assert faults(source) == [fault]


@pytest.mark.parametrize(
    "source",
    [
        pytest.param("one\n\n- two\n- three", id="blank line before a list"),
        pytest.param("- a\n    - b\n        - c\n- d", id="nested by four"),
        pytest.param("```\none\n- two\n  - three\n| a |\n```", id="inside code"),
        pytest.param("````\n```\n````", id="fence inside a longer fence"),
        pytest.param("3 - 2 = 1\n-5 is less", id="a minus"),
        pytest.param("one\n|two", id="a bar"),
    ],
)
def test_layout_that_is_kept_passes(source: str) -> None:
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
            assert faults(source, "inline" if shape == "inline" else "spoken") == [fault]


def test_an_inline_field_has_no_paragraph_around_it() -> None:
    assert convert("one *two*", "inline").html == "one <em>two</em>"
    assert convert("one *two*", "spoken").html == "<p>one <em>two</em></p>"


# References


def test_a_reference_is_located_outside_code() -> None:
    source = "`question:a`\n\n```\nquestion:a\n```\n\n[b](question:a-b) [c](question:a) [d](question:a)"
    first = source.index("(question:a)") + 1
    assert locate_reference(source, Reference("question", "a")) == first
    assert list(locate_references(source, Reference("question", "a"))) == [first, source.rindex("question:a")]
    assert locate_reference(source, Reference("question", "z")) == 0


@pytest.mark.parametrize(
    ("source", "rest"),
    [
        pytest.param("a `b` c", "a     c", id="inline"),
        pytest.param("a ``b ` c`` d", "a           d", id="inline with a backtick"),
        pytest.param("a\n```\nb\n```\nc", "a\n   \n \n   \nc", id="block"),
        pytest.param("~~~\nb\n~~~ \nc", "   \n \n    \nc", id="block of tildes"),
        pytest.param("a ` b\n\nc ` d", "a ` b\n\nc ` d", id="lone backticks in two paragraphs"),
        pytest.param(r"a \` b ` c", r"a \` b ` c", id="escaped backtick"),
    ],
)
def test_code_is_blanked_out_and_the_rest_stays_in_its_place(source: str, rest: str) -> None:
    assert without_code(source) == rest


def test_code_is_not_looked_for_again_for_each_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    calls = {10: 0, 100: 0}
    for tags in calls:

        def counting(source: str, tags: int = tags) -> str:
            calls[tags] += 1
            return without_code(source)

        monkeypatch.setattr(markup, "without_code", counting)
        assert len(faults("<b> " * tags)) == tags
    assert calls[10] == calls[100]


def test_references_are_listed_in_order_and_as_often_as_they_stand() -> None:
    fragment = convert("[a](topic:z) [b](https://c.d) [e](question:f-1)\n\n- [g](topic:z)", "block")
    assert fragment.references == (Reference("topic", "z"), Reference("question", "f-1"), Reference("topic", "z"))
    assert [str(reference) for reference in fragment.references] == ["topic:z", "question:f-1", "topic:z"]


def test_templates_may_also_refer_to_levels_and_pages() -> None:
    html = '<a href="level:a">b</a> <a href="page:home">c</a> <a href="question:&amp;">d</a>'
    assert list(references(html)) == [Reference("level", "a"), Reference("page", "home"), Reference("question", "&")]


@pytest.mark.parametrize(
    "source", ['`href="question:a"`', 'one href="question:a" two', '```html\nhref="question:a"\n```']
)
def test_a_text_that_looks_like_a_reference_is_text(source: str) -> None:
    fragment = convert(source, "block")
    assert fragment.references == ()
    assert 'href="question:a"' in soup(resolve_references(fragment.html, lambda _: "../a/")).get_text()


def test_resolving_turns_references_into_links_and_leaves_the_rest() -> None:
    html = convert("[a](question:b) `question:c` question:d [e](https://f.g)", "inline").html
    resolved = resolve_references(html, lambda reference: f"../{reference.target}/#{reference.scheme}")
    assert resolved == ('<a href="../b/#question">a</a> <code>question:c</code> question:d <a href="https://f.g">e</a>')


def test_what_the_resolver_gives_is_escaped() -> None:
    address = "?a&b=\"><script>alert('1')</script>"
    html = soup(resolve_references('<a href="question:b">a</a>', lambda _: address))
    assert [(tag.name, tag.attrs) for tag in html.find_all(True)] == [("a", {"href": address})]


# Floods


class ConverterCalledError(Exception):
    pass


@pytest.fixture
def no_converter(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ConverterCalledError

    monkeypatch.setattr("markdown.Markdown", fail)


@pytest.mark.usefixtures("no_converter")
def test_a_harmless_text_does_reach_the_converter() -> None:
    with pytest.raises(ConverterCalledError):
        convert("one", "block")


@pytest.mark.usefixtures("no_converter")
@pytest.mark.parametrize(
    ("source", "message"),
    [
        pytest.param("a" * (MAX_CHARACTERS + 1), "the text is 12001 characters long", id="characters"),
        pytest.param("a" * 10_000_000, "the text is 10000000 characters long", id="ten million characters"),
        pytest.param("\n" * (MAX_LINES + 1), "the text has 401 lines", id="lines"),
        pytest.param("[" * 8_000, "more than 120 times '[' in a row", id="run of brackets"),
        pytest.param("*" * (MAX_RUN + 1), "more than 120 times '*' in a row", id="run of stars"),
        pytest.param("`" * (MAX_RUN + 1), "more than 120 times '`' in a row", id="run of backticks"),
        pytest.param("~" * (MAX_RUN + 1), "more than 120 times '~' in a row", id="run of tildes"),
        pytest.param("#" * (MAX_RUN + 1), "more than 120 times '#' in a row", id="run of number signs"),
        pytest.param("\\" * (MAX_RUN + 1), "more than 120 times '\\\\' in a row", id="run of backslashes"),
        pytest.param("_" * (MAX_MARKS + 1), "more than 1000 marks such as * and `", id="run of underscores"),
        pytest.param("a [b" * (MAX_OPEN_BRACKETS + 1), "too many open brackets", id="open square brackets"),
        pytest.param("a (b" * (MAX_OPEN_BRACKETS + 1), "too many open brackets", id="open round brackets"),
        pytest.param("[a](" * 2_000, "too many open brackets", id="open links"),
        pytest.param("![" * 2_000, "too many open brackets", id="open images"),
        pytest.param("<a " * (MAX_BRACKETS + 1), "too many open brackets", id="open tags"),
        pytest.param("[a](b) " * (MAX_BRACKETS // 4 + 1), "too many open brackets", id="many links"),
        pytest.param("<!--" * (MAX_BRACKETS + 1), "too many open brackets", id="open comments"),
        pytest.param(">" * (MAX_QUOTE_DEPTH + 1) + "a", "the text is nested too deep", id="nested quotes"),
        pytest.param("> " * 100 + "a", "the text is nested too deep", id="spaced quotes"),
        pytest.param(" " * (MAX_INDENT + 1) + "- a", "the text is nested too deep", id="indentation"),
        pytest.param("*a _b " * MAX_MARKS, "more than 1000 marks such as * and `", id="emphasis that stays open"),
        pytest.param("`a``b" * MAX_MARKS, "more than 1000 marks such as * and `", id="code that stays open"),
        pytest.param("|a" * (MAX_MARKS + 1), "more than 1000 marks such as * and `", id="table cells"),
        pytest.param("&amp;" * (MAX_MARKS + 1), "more than 1000 marks such as * and `", id="entities"),
        pytest.param("\\a" * (MAX_MARKS + 1), "more than 1000 marks such as * and `", id="escapes"),
        pytest.param("1. " * 3_900, "the text is nested too deep", id="lists in one line"),
        pytest.param("- " * (MAX_LISTS_IN_LINE + 1) + "a", "the text is nested too deep", id="four lists in one line"),
        pytest.param(f"```console\n{'a' * (MAX_CODE_LINE + 1)}\n```", "a line is too long", id="long line of code"),
    ],
)
def test_a_flood_is_refused_before_the_converter_is_called(source: str, message: str) -> None:
    assert [fault.message for fault in faults(source)].count(message) == 1


@pytest.mark.parametrize(
    ("source", "offset"),
    [
        pytest.param("a" * (MAX_CHARACTERS + 1), 0, id="characters"),
        pytest.param("\n" * (MAX_LINES + 1), 0, id="lines"),
        pytest.param("`a``b" * MAX_MARKS, 0, id="marks"),
        pytest.param("one\n" + "*" * (MAX_RUN + 1), 4, id="run"),
        pytest.param("one\n" + " " * (MAX_INDENT + 1) + "two", 4, id="indentation"),
        pytest.param("[a](b) ((" + "(" * MAX_OPEN_BRACKETS, 7 + MAX_OPEN_BRACKETS, id="the bracket that is too many"),
    ],
)
def test_a_flood_is_told_where_it_begins(source: str, offset: int) -> None:
    assert [fault.offset for fault in faults(source)] == [offset]


@pytest.mark.parametrize("error", [RecursionError, AssertionError, IndexError])
def test_a_text_that_the_converter_gives_up_on_is_refused(
    monkeypatch: pytest.MonkeyPatch, error: type[Exception]
) -> None:
    def give_up(*_: object) -> str:
        raise error

    monkeypatch.setattr("markdown.Markdown.convert", give_up)
    assert faults("one") == [Fault(0, "the text cannot be read as Markdown", "simplify its nesting")]


@pytest.mark.parametrize(
    "source",
    [
        pytest.param("a" * MAX_CHARACTERS, id="characters"),
        pytest.param("a\n" * MAX_LINES, id="lines"),
        pytest.param("*" * MAX_RUN, id="run"),
        pytest.param("(" * MAX_OPEN_BRACKETS + ")" * MAX_OPEN_BRACKETS, id="open brackets"),
        pytest.param("[" * MAX_OPEN_BRACKETS + "]" * MAX_OPEN_BRACKETS, id="open square brackets"),
        pytest.param(")" * 20 + "(" * MAX_OPEN_BRACKETS + ")" * 20, id="brackets closed without being open"),
        pytest.param("a < b " * 100, id="less-than signs"),
        pytest.param("(a) " * (MAX_BRACKETS // 2), id="brackets"),
        pytest.param("*a* " * (MAX_MARKS // 2), id="marks"),
        pytest.param("> " * MAX_QUOTE_DEPTH + "a", id="quotes"),
        pytest.param("- " * MAX_LISTS_IN_LINE + "a", id="lists in one line"),
        pytest.param(f"```\n{'a' * MAX_CODE_LINE}\n```", id="line of code"),
        pytest.param("a" * (MAX_CODE_LINE + 1), id="line of words"),
        pytest.param("a\n" + " " * MAX_INDENT + "b", id="indentation"),
        pytest.param(("(" * MAX_OPEN_BRACKETS + "\n\n") * 3, id="brackets that stay open in each paragraph"),
    ],
)
def test_a_text_at_a_limit_passes(source: str) -> None:
    assert convert(source, "block").html


# Whatever is typed

TAGS = {"p", "br", "hr", "em", "strong", "code", "pre", "div", "span", "blockquote", "a", "ul", "ol", "li"}
TAGS |= {"table", "thead", "tbody", "tr", "th", "td"}
SCHEMES = {"https", "mailto", "question", "comparison", "path", "topic", "level", "page"}
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
SOUND = [
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
    st.lists(st.one_of(st.sampled_from(SOUND), st.sampled_from(SOUND), st.text(max_size=3)), max_size=10).map("".join),
    st.lists(st.one_of(st.sampled_from(SOUND + MARKS), st.text(max_size=6)), max_size=25).map("".join),
    HREFS.map("a [b]({}) c".format),
    HREFS.map("https:{}".format).map("a [b]({}) c".format),
    st.text(max_size=100),
)


def converted(source: str, shape: Shape) -> Fragment | list[Fault]:
    try:
        return convert(source, shape)
    except MarkupError as error:
        return error.faults


def assert_harmless(html: str) -> None:
    for tag in soup(html).find_all(True):
        assert tag.name in TAGS
        for name, value in tag.attrs.items():
            assert not name.startswith("on")
            assert name in {"href", "title", "lang", "class", "start", "style"}
            if name == "style":
                rules = str(value).split(";")
                assert all(rule.strip().startswith("text-align:") for rule in rules if rule.strip())
            if name == "href":
                scheme = re.match(r"\s*([a-z][a-z0-9+.-]*):", str(value), re.IGNORECASE)
                assert scheme is None or scheme[1] in SCHEMES


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
def test_sanitised_html_is_harmless_and_stays_as_it_is(raw: str) -> None:
    clean = sanitise(raw)
    assert_harmless(clean)
    assert sanitise(clean) == clean


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
    assert sanitise(raw) == clean
