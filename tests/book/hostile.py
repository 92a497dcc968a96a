"""Fragments that have broken books: each may be printed in another way than it is written, and none may lose a word."""

from __future__ import annotations

from dataclasses import dataclass

LONG_WORD = "".join(f"{number:04}" for number in range(100))
PHRASES = [f"phrase{number:03}." for number in range(900)]


@dataclass(frozen=True)
class Case:
    """A fragment and what comes of it.

    Attributes:
        name: What is odd about it.
        html: The fragment.
        reported: A part of what the editor is reported; empty if nothing.
        shown: Words that must be in the book in place of the fragment's own; empty if those are.
        hidden: Words that must not be in the book.
        source: The Markdown that the editor wrote, where it matters.
    """

    name: str
    html: str
    reported: str = ""
    shown: tuple[str, ...] = ()
    hidden: str = ""
    source: str = ""


def _table(rows: list[list[str]]) -> str:
    head, *body = rows
    lines = ["".join(f"<td>{cell}</td>" for cell in row) for row in body]
    heads = "".join(f"<th>{cell}</th>" for cell in head)
    return (
        f"<table><thead><tr>{heads}</tr></thead><tbody>"
        + "".join(f"<tr>{line}</tr>" for line in lines)
        + "</tbody></table>"
    )


def _code(lines: list[str]) -> str:
    return '<div class="highlight"><pre><span></span><code>' + "\n".join(lines) + "\n</code></pre></div>"


LONG_TABLE = Case(
    "a table of 1,500 rows", _table([["headone", "headtwo"], *([f"r{n:04}", f"v{n:04}"] for n in range(1500))])
)

CASES = (
    LONG_TABLE,
    Case(
        "a table of 24 columns",
        _table([[f"column{n:02}" for n in range(24)], [f"cell{n:02}" for n in range(24)]]),
        reported="24 columns",
    ),
    Case(
        "a cell as tall as pages",
        _table([["a", "b"], [" ".join(PHRASES), "beside"]]),
        reported="may be split over pages",
        shown=tuple(PHRASES),
    ),
    Case("a word of 400 characters", f"<p>before {LONG_WORD} after</p>", reported="a word of 400 characters"),
    Case(
        "a word of 400 characters in a narrow cell",
        _table([["one", "two", "three"], [LONG_WORD, f"<code>{LONG_WORD}</code>", " ".join(["plain"] * 60)]]),
        reported="a word of 400 characters",
    ),
    Case("a line of code of 1,000 characters", _code(["x" * 1000])),
    Case("a block of code of 300 lines", _code([f"line{n:03} -&gt; {n} != {n} &gt;= {n}" for n in range(300)])),
    Case(
        "a language that does not exist",
        _code(["qapla batlh"]),
        reported='the language "klingon"',
        source="```klingon\nqapla batlh\n```",
    ),
    Case("an emoji", "<p>my \N{BICYCLE} rides</p>", reported="it is printed as [bicycle]", shown=("my[bicycle]rides",)),
    Case("a control character", "<p>a\x07b</p>", reported="(U+0007)", shown=("a[u+0007]b",)),
    Case(
        "letters of another script",
        "<p>say \N{HEBREW LETTER SHIN}</p>",
        reported="[hebrew letter shin]",
        shown=("say[hebrewlettershin]",),
    ),
    Case(
        "accents that combine",
        "<p>cafe\N{COMBINING ACUTE ACCENT} na\N{LATIN SMALL LETTER I WITH DIAERESIS}ve</p>",
        shown=("cafe\N{COMBINING ACUTE ACCENT}",),
    ),
    Case("quotes twelve deep", "<blockquote>" * 12 + "<p>deep words</p>" + "</blockquote>" * 12),
    Case("lists twelve deep", "".join(f"<ul><li>depth{n}" for n in range(12)) + "</li></ul>" * 12),
    Case(
        "a broken drawing",
        '<p>see <svg><path d="M0 0 L"</svg></p>',
        reported="drawings are not printed",
        shown=("see",),
    ),
    Case("an image", '<p>see <img src="x.png" alt="two wheels"></p>', reported="images", shown=("[Image:twowheels]",)),
    Case("tags that nobody closes", "<p>open <strong>bold <em>both<ul><li>item <code>code"),
    Case(
        "scripts and styles",
        "<p>words</p><script>alert(1)</script><style>p{color:red}</style>",
        shown=("words",),
        hidden="alert",
    ),
    Case("blocks where lines belong", "<strong><p>one</p><p>two</p></strong><li>three</li><td>four</td>"),
    Case(
        "rows of different length",
        "<table><tr><th>a</th></tr><tr><td>b1</td><td>c1</td></tr><tr><td></td></tr></table><ul></ul>",
    ),
    Case(
        "the words of Typst",
        '<p>#set page(width: 1pt) $x^2$ @ref // no comment /* */ \\ \\u{41} "q" &lt;label&gt; [a] *b* _c_ `d` = e</p>',
    ),
    Case(
        "links that lead nowhere",
        '<p><a href="question:missing">one</a> <a href="javascript:alert(1)">two</a> <a href="">three</a></p>',
        shown=("onetwothree",),
    ),
)
