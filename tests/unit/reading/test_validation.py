"""One file with one fault: what is reported of its fields, and where."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.projects import replace
from tests.unit.reading.faults import (
    ADDRESS,
    BLEED,
    DATE,
    EMPTY,
    GUIDE,
    ID,
    IN_BACKTICKS,
    LIST,
    MAP,
    MEANT,
    NO_VALUE,
    NUMBER,
    PATH,
    POINTS,
    TABLE,
    TEXT,
    WHEEL,
    case,
    problems,
)


@pytest.mark.parametrize(
    ("path", "old", "new", "expected"),
    [
        case("number as id", WHEEL, "level: apprentice", "level: 5", f"3:8: level: {TEXT}"),
        case("true as id", WHEEL, "level: apprentice", "level: true", f"3:8: level: {TEXT}"),
        case("no id", WHEEL, "level: apprentice", "level: A B", f"3:8: level: {MEANT.format('a-b')}"),
        case("no id at all", WHEEL, "level: apprentice", "level: '?'", f"3:8: level: {ID}"),
        case("number as text", WHEEL, "How do you true a wheel?", "5", f"1:8: title: {TEXT}"),
        case("list as text", WHEEL, "How do you true a wheel?", "[a]", f"1:8: title: {TEXT}"),
        case("text as list", BLEED, POINTS, "key_points: Air", f"12:13: key_points: {LIST}"),
        case("map as list", BLEED, POINTS, "key_points: {a: b}", f"12:13: key_points: {LIST}"),
        case(
            "map as item of a list of texts",
            WHEEL,
            "  - Quarter turns",
            "  - Quarter: turns",
            f"23:5: key_points[1]: {TEXT}",
        ),
        case(
            "text as map",
            WHEEL,
            "  - ask: What do you do first?\n    answer: Look at the tyre.",
            "  - What do you do first?",
            f"29:5: follow_ups[2]: {MAP}",
        ),
        case(
            "list as map",
            TABLE,
            "{rim: low, disc: higher}",
            "[low, higher]",
            f"13:16: groups[1].criteria[2].cells: {MAP}",
        ),
        case("number as cell", TABLE, "rim: low", "rim: 5", f"13:22: groups[1].criteria[2].cells.rim: {TEXT}"),
        case(
            "text as number",
            GUIDE,
            "words_per_minute: 120",
            "words_per_minute: fast",
            f"7:19: words_per_minute: {NUMBER}",
        ),
        case(
            "decimal as whole number",
            GUIDE,
            "words_per_minute: 120",
            "words_per_minute: 120.5",
            f"7:19: words_per_minute: {NUMBER}",
        ),
        case(
            "quoted number",
            GUIDE,
            "words_per_minute: 120",
            "words_per_minute: '120'",
            f"7:19: words_per_minute: {NUMBER}",
        ),
        case("yes as true", GUIDE, "steps: true", "steps: yes", "16:57: kinds[3].steps: expected true or false"),
        case("date in words", WHEEL, "2026-10-05", "5 Oct 2026", f"47:11: verified: {DATE}"),
        case("no day of the calendar", WHEEL, "2026-10-05", "2026-02-30", f"47:11: verified: {DATE}"),
        case("short date", WHEEL, "2026-10-05", "2026-10-5", f"47:11: verified: {DATE}"),
        case("number as date", WHEEL, "2026-10-05", "20261005", f"47:11: verified: {DATE}"),
        case("quoted number as date", WHEEL, "2026-10-05", "'20261005'", f"47:11: verified: {DATE}"),
        case("week as date", WHEEL, "2026-10-05", "2026-W41-1", f"47:11: verified: {DATE}"),
        case(
            "number as command",
            WHEEL,
            'spin --slowly "front wheel" | grep <wobble>',
            "5",
            f"42:14: steps[2].command: {TEXT}",
        ),
        case("number as address", WHEEL, "https://example.org/wheels", "5", f"46:10: sources[1].url: {TEXT}"),
        case("scheme only", WHEEL, "https://example.org/wheels", "https://", f"46:10: sources[1].url: {ADDRESS}"),
        case("broken host", WHEEL, "https://example.org/wheels", "https://[a.b", f"46:10: sources[1].url: {ADDRESS}"),
        case(
            "http",
            WHEEL,
            "https://example.org/wheels",
            "http://example.org/wheels",
            f"46:10: sources[1].url: {ADDRESS}",
        ),
        case("no scheme", WHEEL, "https://example.org/wheels", "www.example.org", f"46:10: sources[1].url: {ADDRESS}"),
        case("no host", WHEEL, "https://example.org/wheels", "https://wheels", f"46:10: sources[1].url: {ADDRESS}"),
        case(
            "brackets in an address",
            WHEEL,
            "https://example.org/wheels",
            "https://example.org/<b>",
            f"46:10: sources[1].url: {ADDRESS}",
        ),
        case(
            "one role as text",
            WHEEL,
            "roles: all",
            "roles: mechanic",
            "5:8: roles: expected a list; write [one, two], or all",
        ),
        case("number as roles", WHEEL, "roles: all", "roles: 5", f"5:8: roles: {LIST}"),
        case(
            "map as roles",
            WHEEL,
            "roles: all",
            "roles: {a: b}",
            f"5:8: roles: {LIST}",
        ),
        case(
            "no id among roles", WHEEL, "roles: all", "roles: [mechanic, A B]", f"5:19: roles[2]: {MEANT.format('a-b')}"
        ),
        case("missing field", WHEEL, "level: apprentice\n", "", "1:1: missing field level; add it"),
        case(
            "missing field inside",
            WHEEL,
            "    answer: Look at the tyre.\n",
            "",
            "29:5: follow_ups[2]: missing field answer; add it",
        ),
        case(
            "misspelt field",
            WHEEL,
            "label: Truing",
            "lable: Truing",
            "1:1: missing field label; add it",
            '2:1: lable: unknown field "lable"; did you mean "label"?',
        ),
        case(
            "misspelt field inside",
            WHEEL,
            "    command: spin",
            "    comand: spin",
            '42:5: steps[2].comand: unknown field "comand"; did you mean "command"?',
        ),
        case(
            "misspelt field in a map by item",
            TABLE,
            "avoid: it rains",
            "avoids: it rains",
            '19:34: choose.rim.avoids: unknown field "avoids"; did you mean "avoid"?',
        ),
        case(
            "unknown field",
            WHEEL,
            "kind: repair",
            "kind: repair\nzzz: 1",
            '5:1: zzz: unknown field "zzz"; remove it',
        ),
        case(
            "unknown field among few",
            PATH,
            "title: Mechanic",
            "title: Mechanic\nzzz: 1",
            '2:1: zzz: unknown field "zzz"; choose one of: title, audience, outcome, prerequisites, '
            "stages, redirect_from",
        ),
        case(
            "fields that come from the file's name",
            WHEEL,
            "kind: repair",
            "kind: repair\nid: a\ntopic: b\norigin: c",
            "5:1: id: id is not written in the file; remove it: it comes from the file's name and folder",
            "6:1: topic: topic is not written in the file; remove it: it comes from the file's name and folder",
            "7:1: origin: origin is not written in the file; remove it: it comes from the file's name and folder",
        ),
        case("no value", WHEEL, "level: apprentice", "level:", f"3:7: level: {NO_VALUE}"),
        case("no roles", WHEEL, "roles: all", "roles:", f"5:7: roles: {NO_VALUE}"),
        case("empty text", WHEEL, "How do you true a wheel?", "''", f"1:8: title: {EMPTY}"),
        case("spaces as text", WHEEL, "How do you true a wheel?", "'  '", f"1:8: title: {EMPTY}"),
        case(
            "empty block",
            BLEED,
            "stands_out: Names the cause before the cure.",
            "stands_out: |",
            f"23:13: stands_out: {EMPTY}",
        ),
        case(
            "empty command",
            WHEEL,
            'command: spin --slowly "front wheel" | grep <wobble>',
            "command: ''",
            f"42:14: steps[2].command: {EMPTY}",
        ),
        case(
            "long title",
            WHEEL,
            "How do you true a wheel?",
            "x" * 111,
            "1:8: title: text too long (111 of 110 characters); shorten it",
        ),
        case(
            "long label",
            WHEEL,
            "Truing a wheel",
            "x" * 33,
            "2:8: label: text too long (33 of 32 characters); shorten it",
        ),
        case(
            "few",
            BLEED,
            POINTS,
            "key_points: [a, b]",
            "12:13: key_points: too few (2, at least 3 are needed); add more",
        ),
        case(
            "many",
            BLEED,
            POINTS,
            "key_points: [a, b, c, d, e, f, g]",
            "12:13: key_points: too many (7 of 6); keep the best",
        ),
        case("no role", WHEEL, "roles: all", "roles: []", "5:8: roles: too few (0, at least 1 are needed); add more"),
        case(
            "enough, but faulty ones",
            BLEED,
            POINTS,
            "key_points: [a, '', <b>]",
            f"12:17: key_points[2]: {EMPTY}",
            f"12:21: key_points[3]: HTML is not allowed in a field (<b>); {IN_BACKTICKS}",
        ),
        case(
            "small number",
            GUIDE,
            "words_per_minute: 120",
            "words_per_minute: 59",
            "7:19: words_per_minute: expected a number of at least 60",
        ),
        case(
            "large number",
            GUIDE,
            "words_per_minute: 120",
            "words_per_minute: 241",
            "7:19: words_per_minute: expected a number of at most 240",
        ),
        case(
            "html in a block",
            WHEEL,
            "  A rim is held",
            "  A <b>rim</b> is held",
            f"12:5: detail: HTML is not allowed in a field (<b>); {IN_BACKTICKS}",
            f"12:11: detail: HTML is not allowed in a field (</b>); {IN_BACKTICKS}",
        ),
        case(
            "open fence",
            WHEEL,
            "  quarter turn -> spin -> look\n  ```",
            "  quarter turn -> spin -> look",
            "19:3: detail: code block is not closed; end it with a line of ```",
        ),
        case(
            "invisible character in a title",
            WHEEL,
            "How do you true a wheel?",
            '"a\\u200bb"',
            "1:8: title: invisible character U+200B; remove it",
        ),
        case(
            "two lines in a title",
            WHEEL,
            "How do you true a wheel?",
            '"a\\nb"',
            "1:8: title: expected one line of text; remove the line break",
        ),
    ],
)
def test_a_fault_is_reported_with_its_place_and_what_to_do(
    bicycle: Path, path: str, old: str, new: str, expected: list[str]
) -> None:
    replace(bicycle / path, old, new)
    assert problems(bicycle) == expected


@pytest.mark.parametrize(
    ("command", "reason"),
    [
        pytest.param('command: "ls\\0"', "zero byte", id="zero byte in a command"),
        pytest.param('command: "ls \\u202e"', "bidirectional mark", id="bidirectional mark in a command"),
        pytest.param('command: "ls \\u200b"', "invisible space", id="invisible space in a command"),
    ],
)
def test_a_command_holds_no_hidden_character(bicycle: Path, command: str, reason: str) -> None:
    replace(bicycle / WHEEL, 'command: spin --slowly "front wheel" | grep <wobble>', command)
    assert [problem.split(": ")[0] for problem in problems(bicycle)] == [f"{WHEEL}:42:14"], reason


def test_an_address_holds_no_hidden_character(bicycle: Path) -> None:
    replace(bicycle / WHEEL, "https://example.org/wheels", '"https://example.org/\\u202ewheels"')
    assert [problem.split(": ")[0] for problem in problems(bicycle)] == [f"{WHEEL}:46:10"]
