"""One YAML file, read strictly: what it holds, where each value stands, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from studyguide.reading.yaml_file import FieldPath, show_path
from studyguide.reading.yaml_reader import MAX_BYTES, MAX_DEPTH, UnreadableFileError, parse_yaml, read_yaml

PATH = "data/x.yml"
LINES_AROUND = "check the indentation and the quotes of this line and the one before"
QUOTE_A_COMMA = "inside { } a comma ends the value before it; put a text that holds a comma in quotes"
EMPTY = f"{PATH}: the file is empty; see CONTRIBUTING.md for what belongs in it"


def problems(file: Path) -> list[str]:
    with pytest.raises(UnreadableFileError) as caught:
        read_yaml(file, PATH)
    return [str(problem) for problem in caught.value.problems]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "x.yml"


# What is refused


def test_a_missing_file_is_reported(file: Path) -> None:
    assert problems(file) == [f"{PATH}: the file cannot be read (no such file or directory)"]


def test_a_folder_is_no_file(file: Path) -> None:
    file.mkdir()
    assert problems(file) == [f"{PATH}: the file cannot be read (is a directory)"]


def test_a_link_to_another_file_is_not_followed(file: Path, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("a: b", "utf-8")
    file.symlink_to(tmp_path / "secret")
    assert problems(file) == [f"{PATH}: this is a link to another file; put the file itself here"]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param(b"", [EMPTY], id="empty"),
        pytest.param(b"# words\n", [EMPTY], id="comment only"),
        pytest.param(b"---\n", [EMPTY], id="document mark only"),
        pytest.param(
            "a: b\nc: dé".encode("latin-1"),
            [f"{PATH}:2:5: the file is not UTF-8; save it with UTF-8 encoding"],
            id="latin-1",
        ),
        pytest.param(
            "a: b".encode("utf-16"), [f"{PATH}:1:1: the file is not UTF-8; save it with UTF-8 encoding"], id="utf-16"
        ),
        pytest.param(
            b"a: 1\nb: 2\na: 3",
            [f'{PATH}:3:1: duplicate key "a", first on line 1; keep one of them'],
            id="repeated key",
        ),
        pytest.param(
            b"a:\n  - b: 1\n    'b': 2\nc: 1\nc: 2",
            [
                f'{PATH}:3:5: a[1]: duplicate key "b", first on line 2; keep one of them',
                f'{PATH}:5:1: duplicate key "c", first on line 4; keep one of them',
            ],
            id="several repeated keys, one in quotes",
        ),
        pytest.param(
            b"a: &x [1]\nb: *x",
            [
                f"{PATH}:1:4: a: anchors (&x) are not allowed; write the value out where it is needed",
                f"{PATH}:2:4: b: aliases (*x) are not allowed; write the value out",
            ],
            id="anchor and alias",
        ),
        pytest.param(
            b"a: !!python/object/apply:os.system [ls]",
            [f"{PATH}:1:4: a: tags (tag:yaml.org,2002:python/object/apply:os.system) are not allowed; remove it"],
            id="tag of Python",
        ),
        pytest.param(b"a: !x b", [f"{PATH}:1:4: a: tags (!x) are not allowed; remove it"], id="own tag"),
        pytest.param(
            b"a: !!str 5", [f"{PATH}:1:4: a: tags (tag:yaml.org,2002:str) are not allowed; remove it"], id="str"
        ),
        pytest.param(
            b"a: 1\n---\nb: 2", [f"{PATH}:2:1: the file has a second document; remove the line ---"], id="two documents"
        ),
        pytest.param(b"a:\n\tb: c", [f"{PATH}:2:1: the line is indented with a tab; use spaces"], id="tab"),
        pytest.param(b"a:\n\t- b", [f"{PATH}:2:1: the line is indented with a tab; use spaces"], id="tab in a list"),
        pytest.param(
            b"a: b\ntitle: What: now",
            [f'{PATH}:2:12: a plain value cannot hold ": "; put it in quotes: title: "What: now"'],
            id="colon in plain text",
        ),
        pytest.param(
            b'a:\n  - say: He says "b": c',
            [f'{PATH}:2:21: a plain value cannot hold ": "; put it in quotes: - say: "He says \\"b\\": c"'],
            id="colon and quotes in plain text",
        ),
        pytest.param(
            b"a: b # c",
            [
                f'{PATH}:1:4: a: the text after " #" is dropped by YAML; put it in quotes: "b # c", '
                "or the comment on its own line"
            ],
            id="number sign in plain text",
        ),
        pytest.param(
            b"a: #1 answer",
            [
                f'{PATH}:1:3: a: the text after " #" is dropped by YAML; put it in quotes: "#1 answer", '
                "or the comment on its own line"
            ],
            id="number sign at the start",
        ),
        pytest.param(
            b"a: b\n  c # d",
            [
                f'{PATH}:1:4: a: the text after " #" is dropped by YAML; put it in quotes: "b c # d", '
                "or the comment on its own line"
            ],
            id="number sign on the second line",
        ),
        pytest.param(
            b"cells: {rim: late, in rain, disc: early}",
            [f'{PATH}:1:20: cells: "in rain" has no value: {QUOTE_A_COMMA}'],
            id="comma between braces",
        ),
        pytest.param(
            b'a: b\nc: "d\ne: f',
            [f"{PATH}:2:4: a quoted text does not end; close the quotes, and double a quote inside it"],
            id="open quotes",
        ),
        pytest.param(
            b"c: 'd\ne: f",
            [f"{PATH}:1:4: a quoted text does not end; close the quotes, and double a quote inside it"],
            id="open single quotes",
        ),
        pytest.param(
            b"a: @b",
            [f'{PATH}:1:4: a plain value cannot start with this character; put it in quotes: "@b"'],
            id="at sign",
        ),
        pytest.param(
            b'a: `b` "c"',
            [f'{PATH}:1:4: a plain value cannot start with this character; put it in quotes: "`b` \\"c\\""'],
            id="backtick",
        ),
        pytest.param(
            b"a:\n  - `b` c",
            [f'{PATH}:2:5: a plain value cannot start with this character; put it in quotes: "`b` c"'],
            id="backtick in a list",
        ),
        pytest.param(
            b"a: b\n c: d",
            [f"{PATH}:2:3: this line does not fit the lines around it; {LINES_AROUND}"],
            id="indentation",
        ),
        pytest.param(
            b"a: b\nc\n", [f"{PATH}:3:1: this line does not fit the lines around it; {LINES_AROUND}"], id="no colon"
        ),
        pytest.param(b"? [a]\n: b", [f"{PATH}:1:3: a key must be a word; write key: value"], id="list as key"),
        pytest.param(
            b"a: {b: c\n",
            [f"{PATH}:2:1: not valid YAML (did not find expected ',' or '}}'); {LINES_AROUND}"],
            id="open brace",
        ),
        pytest.param(
            b"[" * (MAX_DEPTH + 1),
            [
                f"{PATH}:1:13: {'[1]' * 12}: the file is nested more than 12 deep; "
                "check the brackets and the indentation"
            ],
            id="too deep",
        ),
        pytest.param(
            b"[" * 199_000,
            [
                f"{PATH}:1:13: {'[1]' * 12}: the file is nested more than 12 deep; "
                "check the brackets and the indentation"
            ],
            id="far too deep",
        ),
        pytest.param(
            b"a: " + b"b" * (MAX_BYTES - 2), [f"{PATH}: the file is larger than 200 kB; split it"], id="too large"
        ),
        pytest.param(b"a: b\nc: d\x07", [f"{PATH}:2:5: control character U+0007; remove it"], id="control character"),
        *(
            pytest.param(
                f"a: é\nb: c{character}d".encode(),
                [f"{PATH}:2:5: unusual line end U+{ord(character):04X}; remove it"],
                id=name,
            )
            for name, character in {"next line": "\x85", "line separator": "\u2028", "paragraph": "\u2029"}.items()
        ),
        pytest.param(b"a: \x00", [f"{PATH}:1:4: control character U+0000; remove it"], id="zero byte"),
        pytest.param(
            "a: é\nc: d\x07".encode(),
            [f"{PATH}:2:5: control character U+0007; remove it"],
            id="control character after letters outside ASCII",
        ),
        pytest.param(
            b"a: b\r\nc: d\x07",
            [f"{PATH}:2:5: control character U+0007; remove it"],
            id="control character after line ends of Windows",
        ),
    ],
)
def test_a_bad_file_is_reported_with_line_and_column(file: Path, content: bytes, expected: list[str]) -> None:
    file.write_bytes(content)
    assert problems(file) == expected


def test_a_bomb_of_aliases_is_reported_and_not_built(file: Path) -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    file.write_text("\n".join(lines), "utf-8")
    found = problems(file)
    assert found[0] == f"{PATH}:1:5: a0: anchors (&a0) are not allowed; write the value out where it is needed"
    assert f"{PATH}:2:10: a1[1]: aliases (*a0) are not allowed; write the value out" in found
    assert len(found) == 12 + 11 * 9


def test_everything_that_can_be_told_apart_is_reported_in_one_run(file: Path) -> None:
    file.write_text("a: &x b # c\nd: !t e\na: f\ng: {h, i: j}\nk: l: m", "utf-8")
    assert [problem.split(": ")[0] for problem in problems(file)] == [
        f"{PATH}:{place}" for place in ("1:4", "1:4", "2:4", "3:1", "4:5", "5:5")
    ]


# What is read


@pytest.mark.parametrize(
    "content", [b"\xef\xbb\xbfa: b\nc: d\n", b"a: b\r\nc: d\r\n", b"a: b\rc: d", b"---\na: b\nc: d\n"]
)
def test_files_of_other_editors_are_read_alike(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    read = read_yaml(file, PATH)
    assert read.data == {"a": "b", "c": "d"}
    assert (read.keys[("c",)].column, read.path) == (1, PATH)


def test_a_file_of_the_largest_size_is_read(file: Path) -> None:
    file.write_bytes(b"a: " + b"b" * (MAX_BYTES - 3))
    assert len(read_yaml(file, PATH).data["a"]) == MAX_BYTES - 3


def test_the_deepest_nesting_is_read() -> None:
    depth = MAX_DEPTH
    assert str(parse_yaml("[" * depth + "]" * depth, PATH).data) == "[" * depth + "]" * depth


@pytest.mark.parametrize(
    "text",
    [
        *("no", "No", "NO", "yes", "on", "off", "y", "n", "12:30", "1:2:3", "2026-11-23", "2026-11-23 12:30:00", "0o7"),
        *("0x1F", "0b1", "1_000", "1,000", ".inf", ".nan", "<<", "=", "--", "1.2.3", "null.", "١"),
        *("1" * 16, "-" + "1" * 5_000, "1." + "1" * 16, "1e1000"),
    ],
)
def test_what_only_old_yaml_understands_stays_text(text: str) -> None:
    assert parse_yaml(f"a: {text}\nb: [{text!r}]", PATH).data == {"a": text, "b": [text]}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        *(pytest.param(text, None, id=f"null as {text!r}") for text in ("", "~", "null", "Null", "NULL")),
        *(pytest.param(text, True, id=text) for text in ("true", "True", "TRUE")),
        *(pytest.param(text, False, id=text) for text in ("false", "False", "FALSE")),
        pytest.param("12", 12, id="whole number"),
        pytest.param("-12", -12, id="negative number"),
        pytest.param("007", 7, id="zeros before"),
        pytest.param("1.5", 1.5, id="decimal number"),
        pytest.param("1e3", 1000.0, id="exponent"),
        pytest.param("'12'", "12", id="number in quotes"),
        pytest.param('"true"', "true", id="word in quotes"),
        pytest.param("''", "", id="nothing in quotes"),
        pytest.param("|-\n  12", "12", id="number in a block"),
    ],
)
def test_plain_values_mean_what_yaml_1_2_says(text: str, value: object) -> None:
    data = parse_yaml(f"a: {text}\nb: c", PATH).data
    assert data == {"a": value, "b": "c"}
    assert type(data["a"]) is type(value)


def test_a_comment_beside_a_quoted_value_or_a_key_is_no_fault() -> None:
    assert parse_yaml('# a\nb: # c\n  - "d" # e\n', PATH).data == {"b": ["d"]}


# FieldPaths

TEXT = """\
# comment
title: Words
points:
  - One
  - two: Three
block: |
  One line
  another

      deeper
folded: >
  One line
  another
quoted: "One line
  another"
flow: {a: [b, {c: d}]}
below:
  |
  Here
chomped: |-
  One
  two
spaced: |

    One
  # two
"""


@pytest.mark.parametrize(
    ("place", "offset", "line", "column"),
    [
        pytest.param((), 0, 2, 1, id="file"),
        pytest.param(("title",), 0, 2, 8, id="plain"),
        pytest.param(("title",), 3, 2, 8, id="inside plain"),
        pytest.param(("points",), 0, 4, 3, id="list"),
        pytest.param(("points", 1), 0, 5, 5, id="list item"),
        pytest.param(("points", 1, "two"), 0, 5, 10, id="value in a list item"),
        pytest.param(("block",), 0, 7, 3, id="block"),
        pytest.param(("block",), 4, 7, 7, id="inside the first line of a block"),
        pytest.param(("block",), 9, 8, 3, id="second line of a block"),
        pytest.param(("block",), 12, 8, 6, id="inside the second line of a block"),
        pytest.param(("block",), 22, 10, 7, id="inside a deeper line of a block"),
        pytest.param(("block",), 24, 10, 9, id="further inside a deeper line"),
        pytest.param(("folded",), 0, 11, 9, id="folded"),
        pytest.param(("folded",), 12, 11, 9, id="inside folded"),
        pytest.param(("quoted",), 12, 14, 9, id="inside quotes"),
        pytest.param(("flow", "a", 1, "c"), 0, 16, 19, id="between braces"),
        pytest.param(("below",), 1, 19, 4, id="block whose mark stands below its key"),
        pytest.param(("chomped",), 5, 22, 4, id="block without its last line end"),
        pytest.param(("spaced",), 1, 25, 5, id="block that begins with an empty line"),
        pytest.param(("spaced",), 2, 25, 6, id="inside a block that begins with an empty line"),
        pytest.param(("points", 1, "three", "four"), 0, 5, 5, id="nearest place around"),
        pytest.param(("points", 7), 0, 4, 3, id="nearest list around"),
        pytest.param(("nothing",), 0, 2, 1, id="unknown"),
    ],
)
def test_the_place_of_a_value_is_known(place: FieldPath, offset: int, line: int, column: int) -> None:
    position = parse_yaml(TEXT, PATH).position(place, offset)
    assert (position.line, position.column) == (line, column)


def test_the_place_inside_a_block_with_a_given_indentation_is_known() -> None:
    read = parse_yaml("a: |2\n    one two\n", PATH)
    assert read.data["a"] == "  one two\n"
    position = read.position(("a",), read.data["a"].index("two"))
    assert (position.line, position.column) == (2, 9)


@pytest.mark.parametrize(
    ("place", "line", "column"),
    [(("title",), 2, 1), (("points", 1, "two"), 5, 5), (("flow", "a", 1, "c"), 16, 16)],
)
def test_the_place_of_a_key_is_known(place: FieldPath, line: int, column: int) -> None:
    position = parse_yaml(TEXT, PATH).keys[place]
    assert (position.line, position.column) == (line, column)


@settings(deadline=None)
@given(st.lists(st.text(st.sampled_from("ab<é字😀"), min_size=1, max_size=6), min_size=1, max_size=6), st.data())
def test_the_place_inside_a_block_is_the_character_itself(words: list[str], data: st.DataObject) -> None:
    lines = [line for word in words for line in (word, "")][:-1]
    text = "a:\n  b: |\n" + "\n".join(f"    {line}" if line else "" for line in lines) + "\n"
    read = parse_yaml(text, PATH)
    value = read.data["a"]["b"]
    offset = data.draw(st.sampled_from([n for n, char in enumerate(value) if char != "\n"]))
    position = read.position(("a", "b"), offset)
    assert text.split("\n")[position.line - 1][position.column - 1] == value[offset]


@pytest.mark.parametrize(
    ("place", "shown"),
    [((), ""), (("a",), "a"), (("a", 0), "a[1]"), (("a", 1, "b", "c"), "a[2].b.c"), ((0, "a"), "[1].a")],
)
def test_a_place_is_shown_counting_from_one(place: FieldPath, shown: str) -> None:
    assert show_path(place) == shown


# Whatever is typed

MARKS = [
    *(
        "a",
        "b",
        ": ",
        ":",
        "\n",
        "\n  ",
        "\n- ",
        "- ",
        "-",
        "{",
        "}",
        "[",
        "]",
        ", ",
        ",",
        "|\n",
        ">\n",
        "'",
        '"',
        "#",
        " #",
    ),
    *(
        "&x ",
        "*x",
        "!t ",
        "? ",
        "---\n",
        "...\n",
        "%YAML 1.1\n",
        "\t",
        "@",
        "`",
        "é",
        "😀",
        "\\",
        "\r\n",
        "\0",
        "\x07",
        "<<",
    ),
]


def read_or_told(text: str) -> bool:
    try:
        read = parse_yaml(text, PATH)
    except UnreadableFileError as error:
        return bool(error.problems) and all("\n" not in str(problem) for problem in error.problems)
    return all(read.position(place).line >= 1 for place in read.values)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(MARKS), max_size=30).map("".join))
@example("{b")
@example("? a")
@example("a: b\n\n  c # d")
@example("{a|\n\na")
def test_any_text_is_read_or_told(text: str) -> None:
    assert read_or_told(text)


# Spaces that YAML does not take for spaces


@pytest.mark.parametrize(
    ("content", "line", "column", "name"),
    [
        pytest.param("title:\u00a0What is it?\nlabel: a", 1, 7, "no-break space (U+00A0)", id="after a key"),
        pytest.param("a: b\ntitle:\u3000What", 2, 7, "ideographic space (U+3000)", id="after a key, at the end"),
        pytest.param("a:\n  - b\n  -\u2009c", 3, 4, "thin space (U+2009)", id="after a dash"),
        pytest.param("a:\n  -\u00a0b", 2, 4, "no-break space (U+00A0)", id="after the only dash"),
        pytest.param("a:\n\u00a0\u00a0b: c", 2, 1, "no-break space (U+00A0)", id="indentation"),
        pytest.param("a:\n  - ask:\u00a0b\n    answer: c", 2, 9, "no-break space (U+00A0)", id="key in a list"),
        pytest.param("\u202fa: b", 1, 1, "narrow no-break space (U+202F)", id="before a key"),
        pytest.param("a: [b,\n\u00a0 c]", 2, 1, "no-break space (U+00A0)", id="inside brackets"),
    ],
)
def test_an_unusual_space_is_named_where_yaml_needs_a_space(content: str, line: int, column: int, name: str) -> None:
    with pytest.raises(UnreadableFileError) as caught:
        parse_yaml(content, PATH)
    expected = f"{PATH}:{line}:{column}: a {name} stands where YAML needs a space; replace it with an ordinary space"
    assert expected in [str(problem) for problem in caught.value.problems]


@pytest.mark.parametrize(
    "content",
    [
        "a: 5\u00a0km and 10\u202f%",
        "a: |\n  \u00a0b\n  c:\u00a0d",
        'a: "\u00a0b"',
        "a: b\n  5\u00a0km",
        "# \u00a0note\na: b",
    ],
    ids=["in a value", "in a block", "in quotes", "in the second line", "in a comment"],
)
def test_an_unusual_space_inside_a_text_is_kept(content: str) -> None:
    assert parse_yaml(content, PATH).data["a"]


def test_tabs_inside_a_block_are_kept() -> None:
    assert parse_yaml("a: |\n  all:\n  \tcc x.c", PATH).data == {"a": "all:\n\tcc x.c"}
