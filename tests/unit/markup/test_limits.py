"""Limits on the text of a field: texts made to exhaust a parser, and characters that nobody sees."""

from __future__ import annotations

import pytest
from markdown_it import MarkdownIt

from studyguide.markup import Fault, MarkupError, check_plain_text, convert
from studyguide.markup.limits import (
    MAX_BRACKETS,
    MAX_CHARACTERS,
    MAX_CODE_LINE,
    MAX_COLUMNS,
    MAX_INDENT,
    MAX_LINE_CHARACTERS,
    MAX_LINES,
    MAX_LISTS_IN_LINE,
    MAX_MARKS,
    MAX_OPEN_BRACKETS,
    MAX_QUOTE_DEPTH,
    MAX_RUN,
)


def faults(source: str) -> list[Fault]:
    with pytest.raises(MarkupError) as caught:
        convert(source, "block")
    return caught.value.faults


# Characters that cannot be seen

CONTROL = [0x00, 0x07, 0x0B, 0x0C, 0x0D, 0x1B, 0x7F, 0x85, 0x9F, 0x2028, 0x2029, 0xD800, 0xFFFE, 0xFFFF]
INVISIBLE = [0xAD, 0x61C, 0x200B, 0x200E, 0x200F, 0x202A, 0x202E, 0x2060, 0x2066, 0x2069, 0xFEFF, 0xFFF9, 0xE0041]
HIDDEN = [
    *(pytest.param(code, "control character", id=f"U+{code:04X}") for code in CONTROL),
    *(pytest.param(code, "invisible character", id=f"U+{code:04X}") for code in INVISIBLE),
]


@pytest.mark.parametrize(("code", "what"), HIDDEN)
def test_characters_that_cannot_be_seen_are_refused_at_their_position(code: int, what: str) -> None:
    expected = [Fault(3, f"{what} U+{code:04X}", "remove it")]
    assert faults(f"one{chr(code)}two") == expected
    assert check_plain_text(f"one{chr(code)}two") == expected


@pytest.mark.parametrize("entity", ["&#8238;", "&#x200b;", "&#1;", "&#127;", "&shy;"])
def test_characters_that_cannot_be_seen_are_refused_as_entities_too(entity: str) -> None:
    assert [fault.offset for fault in faults(f"one{entity}two")] == [3]


@pytest.mark.parametrize(
    "text", ["What is S3?", "a <b> *c* {{ d }}", "é ß 字 👩\u200d💻 \u00a0", "x" * MAX_LINE_CHARACTERS]
)
def test_a_plain_text_may_hold_any_visible_character(text: str) -> None:
    assert check_plain_text(text) == []


def test_a_plain_text_is_one_line_and_not_endless() -> None:
    assert check_plain_text("one\ntwo") == [Fault(3, "expected one line of text", "remove the line break")]
    assert check_plain_text("x" * 501) == [Fault(0, "text too long (501 of 500 characters)", "shorten it")]
    assert check_plain_text("one\ttwo") == [Fault(3, "tab in a line of text", "use a space")]


# Floods


class ParserCalledError(Exception):
    pass


@pytest.fixture
def no_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ParserCalledError

    monkeypatch.setattr(MarkdownIt, "parse", fail)


@pytest.mark.usefixtures("no_parser")
def test_a_harmless_text_does_reach_the_parser() -> None:
    with pytest.raises(ParserCalledError):
        convert("*one*", "block")


@pytest.mark.usefixtures("no_parser")
@pytest.mark.parametrize(
    ("source", "message"),
    [
        pytest.param("a" * (MAX_CHARACTERS + 1), "text too long (12001 of 12000 characters)", id="characters"),
        pytest.param("a" * 10_000_000, "text too long (10000000 of 12000 characters)", id="ten million characters"),
        pytest.param("\n" * (MAX_LINES + 1), "text too long (401 of 400 lines)", id="lines"),
        pytest.param("[" * 8_000, "'[' more than 120 times in a row", id="run of brackets"),
        pytest.param("*" * (MAX_RUN + 1), "'*' more than 120 times in a row", id="run of stars"),
        pytest.param("`" * (MAX_RUN + 1), "'`' more than 120 times in a row", id="run of backticks"),
        pytest.param("~" * (MAX_RUN + 1), "'~' more than 120 times in a row", id="run of tildes"),
        pytest.param("#" * (MAX_RUN + 1), "'#' more than 120 times in a row", id="run of number signs"),
        pytest.param("\\" * (MAX_RUN + 1), "'\\\\' more than 120 times in a row", id="run of backslashes"),
        pytest.param("_" * (MAX_MARKS + 1), "more than 1000 marks such as * and `", id="run of underscores"),
        pytest.param("a [b" * (MAX_OPEN_BRACKETS + 1), "too many open brackets", id="open square brackets"),
        pytest.param("a (b" * (MAX_OPEN_BRACKETS + 1), "too many open brackets", id="open round brackets"),
        pytest.param("[a](" * 2_000, "too many open brackets", id="open links"),
        pytest.param("![" * 2_000, "too many open brackets", id="open images"),
        pytest.param("<a " * (MAX_BRACKETS + 1), "too many open brackets", id="open tags"),
        pytest.param("[a](b) " * (MAX_BRACKETS // 4 + 1), "too many open brackets", id="many links"),
        pytest.param("<!--" * (MAX_BRACKETS + 1), "too many open brackets", id="open comments"),
        pytest.param(">" * (MAX_QUOTE_DEPTH + 1) + "a", "nested too deeply", id="nested quotes"),
        pytest.param("> " * 100 + "a", "nested too deeply", id="spaced quotes"),
        pytest.param(" " * (MAX_INDENT + 1) + "- a", "nested too deeply", id="indentation"),
        pytest.param("*a _b " * MAX_MARKS, "more than 1000 marks such as * and `", id="emphasis that stays open"),
        pytest.param("`a``b" * MAX_MARKS, "more than 1000 marks such as * and `", id="code that stays open"),
        pytest.param("|a" * (MAX_MARKS + 1), "more than 1000 marks such as * and `", id="table cells"),
        pytest.param("&amp;" * (MAX_MARKS + 1), "more than 1000 marks such as * and `", id="entities"),
        pytest.param("\\a" * (MAX_MARKS + 1), "more than 1000 marks such as * and `", id="escapes"),
        pytest.param("1. " * 3_900, "nested too deeply", id="lists in one line"),
        pytest.param("- " * (MAX_LISTS_IN_LINE + 1) + "a", "nested too deeply", id="four lists in one line"),
    ],
)
def test_a_flood_is_refused_before_the_parser_is_called(source: str, message: str) -> None:
    assert [fault.message for fault in faults(source)].count(message) == 1


@pytest.mark.parametrize(
    ("source", "offset"),
    [
        pytest.param("a" * (MAX_CHARACTERS + 1), 0, id="characters"),
        pytest.param("\n" * (MAX_LINES + 1), 0, id="lines"),
        pytest.param("`a``b" * MAX_MARKS, 0, id="marks"),
        pytest.param("one\n" + "*" * (MAX_RUN + 1), 4, id="run"),
        pytest.param("a|" * MAX_COLUMNS + "a\n" + "-|" * MAX_COLUMNS + "-", 2 * MAX_COLUMNS + 2, id="columns"),
        pytest.param("> a|b\n> | " + "-|" * (MAX_COLUMNS + 1), 6, id="columns in a quote"),
        pytest.param("one\n" + " " * (MAX_INDENT + 1) + "two", 4, id="indentation"),
        pytest.param("[a](b) ((" + "(" * MAX_OPEN_BRACKETS, 7 + MAX_OPEN_BRACKETS, id="the bracket that is too many"),
    ],
)
def test_a_flood_is_reported_where_it_begins(source: str, offset: int) -> None:
    assert [fault.offset for fault in faults(source)] == [offset]


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
        pytest.param("|" + "a|" * MAX_COLUMNS + "\n|" + "-|" * MAX_COLUMNS, id="columns"),
        pytest.param(("(" * MAX_OPEN_BRACKETS + "\n\n") * 3, id="brackets that stay open in each paragraph"),
    ],
)
def test_a_text_at_a_limit_passes(source: str) -> None:
    assert convert(source, "block").html


@pytest.mark.parametrize(
    ("language", "colored"), [("python", True), ("py", True), ("yml", True), ("java", False), ("perl", False)]
)
def test_only_languages_that_stay_fast_are_colored(language: str, colored: bool) -> None:
    html = convert(f"```{language}\nif (1) {{ a = 2; }}\n```", "block").html
    assert ("<span class=" in html) == colored
    assert "if" in html
