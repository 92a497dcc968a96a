"""Files that do not fit together: what is reported, and where."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from studyguide.reading.loading import load_guide
from tests.projects import replace
from tests.unit.reading.faults import (
    BLEED,
    DETAIL,
    FAQ,
    GUIDE,
    ONCE,
    PATH,
    QUESTIONS,
    RETIRED,
    RIM,
    TABLE,
    WHEEL,
    case,
    copy,
    other_title,
    problems,
    write,
)


@pytest.mark.parametrize(
    ("path", "old", "new", "expected"),
    [
        case(
            "no as level",
            WHEEL,
            "level: apprentice",
            "level: no",
            '3:8: level: unknown level "no"; choose one of: apprentice, master',
        ),
        case(
            "unknown level",
            WHEEL,
            "level: apprentice",
            "level: aprentice",
            '3:8: level: unknown level "aprentice"; did you mean "apprentice"?',
        ),
        case(
            "unknown kind",
            WHEEL,
            "kind: repair",
            "kind: repare",
            '4:7: kind: unknown kind "repare"; did you mean "repair"?',
        ),
        case(
            "unknown role",
            WHEEL,
            "roles: all",
            "roles: [mecanic]",
            '5:9: roles[1]: unknown role "mecanic"; did you mean "mechanic"?',
        ),
        case(
            "all in a list",
            WHEEL,
            "roles: all",
            "roles: [all]",
            '5:9: roles[1]: unknown role "all"; choose one of: mechanic, shop-owner',
        ),
        case(
            "steps missing",
            BLEED,
            "kind: idea",
            "kind: repair",
            "1:1: missing field steps; a repair is answered in steps: add do and look_for",
        ),
        case(
            "steps not allowed",
            WHEEL,
            "kind: repair",
            "kind: idea",
            "38:3: steps: a idea has no steps; remove them, or change the kind",
        ),
        case(
            "unknown featured question",
            GUIDE,
            "[true-a-wheel]",
            "[true-wheel]",
            '8:12: featured[1]: unknown question "true-wheel"; did you mean "true-a-wheel"?',
        ),
        case(
            "featured twice",
            GUIDE,
            "[true-a-wheel]",
            "[true-a-wheel, true-a-wheel]",
            f'8:26: featured[2]: duplicate "true-a-wheel"; {ONCE}',
        ),
        case(
            "topic twice",
            GUIDE,
            "{id: paint",
            "{id: brakes",
            f'23:10: topics[3].id: duplicate "brakes"; {ONCE}',
        ),
        case(
            "role called all",
            GUIDE,
            "  - {id: shop-owner, name: Shop owner}",
            "  - {id: shop-owner, name: Shop owner}\n  - {id: all, name: All}",
            '20:10: roles[3].id: the id "all" means every role; choose another',
        ),
        case(
            "short answer too long",
            BLEED,
            "Because air",
            "Because air is soft. " + "word " * 60 + "Because air",
            "8:3: short: short answer of 124 words; say it in 40 to 120",
        ),
        case(
            "retired name in a block",
            RIM,
            "wet rims need a turn",
            "velocipede rims need a turn",
            f"14:5: detail: {RETIRED}",
        ),
        case(
            "retired name",
            BLEED,
            "The one on the lid.",
            "The velocipede one.",
            f"15:13: follow_ups[1].answer: {RETIRED}",
        ),
        case(
            "retired name in a title",
            BLEED,
            "Why does a brake",
            "Why does a velocipede brake",
            f"1:8: title: {RETIRED}",
        ),
        case(
            "retired name in a cell",
            TABLE,
            "rim: everywhere",
            "rim: on each velocipede",
            f"17:22: groups[2].criteria[1].cells.rim: {RETIRED}",
        ),
        case(
            "retired name in a path",
            PATH,
            "goal: Make it stop.",
            "goal: Stop a velocipede.",
            f"15:11: stages[3].goal: {RETIRED}",
        ),
        case(
            "retired name in guide.yml",
            GUIDE,
            "Stopping, with cables",
            "A velocipede with cables",
            f"22:39: topics[2].intro: {RETIRED}",
        ),
        case(
            "titles that ask the same",
            BLEED,
            "Why does a brake need bleeding?",
            "How do you true the wheels?",
            f'{WHEEL}:1:8: title: "How do you true a wheel?" asks the same as "How do you true the wheels?" '
            f"in {BLEED}; say what sets it apart",
        ),
        case(
            "unknown related question",
            WHEEL,
            "[rim-or-disc-brake]",
            "[rim-or-disk]",
            '43:11: related[1]: unknown question "rim-or-disk"; did you mean "rim-or-disc-brake"?',
        ),
        case(
            "related to itself",
            WHEEL,
            "[rim-or-disc-brake]",
            "[true-a-wheel]",
            "43:11: related[1]: a question is not related to itself; remove it",
        ),
        case(
            "related twice",
            WHEEL,
            "[rim-or-disc-brake]",
            "[rim-or-disc-brake, rim-or-disc-brake]",
            f'43:30: related[2]: duplicate "rim-or-disc-brake"; {ONCE}',
        ),
        case(
            "alias twice",
            BLEED,
            "[air in the line, spongy lever]",
            "[Air, air]",
            f'6:16: aliases[2]: duplicate "air"; {ONCE}',
        ),
        case(
            "source twice",
            WHEEL,
            "sources:\n",
            "sources:\n  - {title: a, url: 'https://example.org/wheels'}\n",
            f'47:10: sources[2].url: duplicate "https://example.org/wheels"; {ONCE}',
        ),
        case(
            "role twice",
            WHEEL,
            "roles: all",
            "roles: [mechanic, mechanic]",
            f'5:19: roles[2]: duplicate "mechanic"; {ONCE}',
        ),
        case(
            "unknown comparison",
            RIM,
            "comparison: rim-vs-disc",
            "comparison: rim-vs-disk",
            '6:13: comparison: unknown comparison "rim-vs-disk"; did you mean "rim-vs-disc"?',
        ),
        case(
            "broken reference",
            WHEEL,
            "See [brakes](question:rim-or-disc-brake)",
            "See [brakes](question:brakes)",
            f'28:13: follow_ups[1].answer: broken link "question:brakes"; {QUESTIONS}',
        ),
        case(
            "broken reference in a block",
            RIM,
            "- discs do not",
            "- [discs](comparison:discs) do not",
            '15:13: detail: broken link "comparison:discs"; choose one of: rim-vs-disc',
        ),
        case(
            "reference to a topic without a page",
            RIM,
            "- discs do not",
            "- [discs](topic:paint) do not",
            '15:13: detail: broken link "topic:paint"; choose one of: brakes, wheels',
        ),
        case(
            "broken reference in a table",
            TABLE,
            "trap: Saying",
            'trap: "[Saying](path:me)"  \n#',
            '21:7: trap: broken link "path:me"; choose one of: mechanic',
        ),
        case(
            "broken reference in guide.yml",
            GUIDE,
            '"Stopping, with cables or with oil."',
            '"See [this](question:stop)."',
            f'22:39: topics[2].intro: broken link "question:stop"; {QUESTIONS}',
        ),
        case(
            "broken reference in a page",
            FAQ,
            "[wheels](topic:wheels)",
            "[wheels](topic:wheel)",
            '3:14: broken link "topic:wheel"; did you mean "wheels"?',
        ),
        case(
            "unknown level in a page",
            FAQ,
            "[wheels](topic:wheels)",
            "[wheels](level:none)",
            '3:14: broken link "level:none"; choose one of: apprentice, master',
        ),
        case(
            "unknown question of a path",
            PATH,
            "questions: [true-a-wheel]",
            "questions: [wheel]",
            f'8:17: stages[1].questions[1]: unknown question "wheel"; {QUESTIONS}',
        ),
        case(
            "question in two stages",
            PATH,
            "[bleed-a-brake, rim-or-disc-brake]",
            "[bleed-a-brake, true-a-wheel]",
            f'16:32: stages[3].questions[2]: "true-a-wheel" is already in stage 1; {ONCE}',
        ),
        case(
            "question twice in a stage",
            PATH,
            "[bleed-a-brake, rim-or-disc-brake]",
            "[bleed-a-brake, bleed-a-brake]",
            f'16:32: stages[3].questions[2]: "bleed-a-brake" is already in stage 3; {ONCE}',
        ),
        case(
            "unknown comparison of a path",
            PATH,
            "comparisons: [rim-vs-disc]",
            "comparisons: [rim]",
            '17:19: stages[3].comparisons[1]: unknown comparison "rim"; choose one of: rim-vs-disc',
        ),
        case(
            "cell missing",
            TABLE,
            "{rim: low, disc: higher}",
            "{rim: low}",
            '13:16: groups[1].criteria[2].cells: the row "Weight" has no cell for "disc"; add it',
        ),
        case(
            "extra cell",
            TABLE,
            "{rim: low, disc: higher}",
            "{rim: low, disc: higher, drum: a}",
            '13:47: groups[1].criteria[2].cells.drum: unknown item "drum"; choose one of: rim, disc',
        ),
        case(
            "comma in a cell",
            TABLE,
            "rim: low,",
            "rim: low, when dry,",
            '13:27: groups[1].criteria[2].cells: "when dry" has no value: inside { } a comma ends the '
            "value before it; put a text that holds a comma in quotes",
        ),
        case(
            "choose missing",
            TABLE,
            "  disc: {pick: it rains}\n",
            "",
            '19:3: choose: missing choice for "disc"; add it',
        ),
        case(
            "choose too many",
            TABLE,
            "  disc: {pick: it rains}\n",
            "  disc: {pick: it rains}\n  drum: {pick: a}\n",
            '21:9: choose.drum: unknown item "drum"; choose one of: rim, disc',
        ),
        case(
            "item twice",
            TABLE,
            "items:\n",
            "items:\n  - {id: rim, name: Rim, in_short: a}\n",
            f'6:10: items[2].id: duplicate "rim"; {ONCE}',
        ),
        case(
            "row twice",
            TABLE,
            "name: Weight",
            "name: Rain",
            f'12:15: groups[1].criteria[2].name: duplicate "Rain"; {ONCE}',
        ),
        case(
            "old id in use",
            WHEEL,
            "[straighten-a-wheel]",
            "[bleed-a-brake]",
            '48:17: redirect_from[1]: "bleed-a-brake" is the id of a question; remove it, or rename that one',
        ),
        case(
            "own id as old id",
            WHEEL,
            "[straighten-a-wheel]",
            "[true-a-wheel]",
            '48:17: redirect_from[1]: "true-a-wheel" is the id of a question; remove it, or rename that one',
        ),
        case(
            "old id twice",
            WHEEL,
            "[straighten-a-wheel]",
            "[a, a]",
            '48:20: redirect_from[2]: "a" already leads to true-a-wheel; keep it in one place',
        ),
        case(
            "old id of two questions",
            BLEED,
            "verified: 2026-10-07",
            "verified: 2026-10-07\nredirect_from: [straighten-a-wheel]",
            f'{WHEEL}:48:17: redirect_from[1]: "straighten-a-wheel" already leads to bleed-a-brake; '
            "keep it in one place",
        ),
    ],
)
def test_a_fault_is_reported_with_its_place_and_what_to_do(
    bicycle: Path, path: str, old: str, new: str, expected: list[str]
) -> None:
    replace(bicycle / path, old, new)
    assert problems(bicycle) == expected


# References that stand twice, and lines that are reported


def test_each_of_several_broken_references_is_reported_at_its_position(bicycle: Path) -> None:
    replace(bicycle / BLEED, DETAIL, "detail: |\n  Air, see [a](question:a),\n  and [b](path:b).\n#")
    assert problems(bicycle) == [
        f'{BLEED}:12:16: detail: broken link "question:a"; {QUESTIONS}',
        f'{BLEED}:13:11: detail: broken link "path:b"; choose one of: mechanic',
    ]


@pytest.mark.parametrize(
    "second",
    [
        pytest.param("[b](question:a)", id="in a longer one"),
        pytest.param("`question:a` [b](question:a)", id="in code before"),
    ],
)
def test_a_broken_reference_is_reported_at_its_position_though_its_letters_stand_before(
    bicycle: Path, second: str
) -> None:
    replace(bicycle / BLEED, DETAIL, f"detail: |\n  [c](question:a-b)\n  {second}\n#")
    last = problems(bicycle)[-1]
    assert last.startswith(f"{BLEED}:13:{3 + second.index('question:a)')}: ")


def test_a_level_without_a_question_has_no_page_to_link_to(bicycle: Path) -> None:
    replace(bicycle / GUIDE, "levels:\n", "levels:\n  - {id: novice, name: Novice, about: a, minutes: 5}\n")
    replace(bicycle / FAQ, "topic:wheels", "level:novice")
    assert problems(bicycle) == [f'{FAQ}:3:14: broken link "level:novice"; choose one of: apprentice, master']


@pytest.mark.parametrize("list_of", ["comparisons", "paths"])
def test_a_list_without_an_entry_has_no_page_to_link_to(bicycle: Path, list_of: str) -> None:
    if list_of == "comparisons":
        replace(bicycle / RIM, "comparison: rim-vs-disc\n", "")
        replace(bicycle / BLEED, "[the table](comparison:rim-vs-disc)", "the table")
        replace(bicycle / PATH, "    comparisons: [rim-vs-disc]\n", "")
        replace(bicycle / FAQ, "[the table](comparison:rim-vs-disc)", "the table")
    else:
        replace(bicycle / "docs/prepare.md", "[mechanic's path](path:mechanic)", "path")
    shutil.rmtree(bicycle / "data" / list_of)
    replace(bicycle / FAQ, "topic:wheels", f"page:{list_of}")
    (reported,) = problems(bicycle)
    assert reported.startswith(f'{FAQ}:3:14: broken link "page:{list_of}"')


# Ids that pages need


@pytest.mark.parametrize(
    "identifier",
    [
        *("wheels", "paint", "apprentice", "master", "idea", "repair", "bleed-answer", "stage-1", "stage-12"),
        *("try", "try-3", "plan", "table", "trap", "pick-when", "top"),
    ],
)
def test_an_id_that_pages_need_for_something_else_is_refused(bicycle: Path, identifier: str) -> None:
    path = f"data/questions/brakes/{identifier}.yml"
    copy(bicycle, BLEED, path)
    other_title(bicycle, path)
    assert problems(bicycle) == [f'{path}: the id "{identifier}" is used for other anchors; rename the file']


@pytest.mark.parametrize("identifier", ["stage", "stages-1", "mechanic", "rim-vs-disc", "answer", "tabletop"])
def test_an_id_that_only_resembles_a_reserved_one_is_free(bicycle: Path, identifier: str) -> None:
    path = f"data/questions/brakes/{identifier}.yml"
    copy(bicycle, BLEED, path)
    other_title(bicycle, path)
    assert identifier in load_guide(bicycle).question_by_id


@pytest.mark.parametrize("old", ["master", "brakes", "true-a-wheel-answer", "stage-1", "top"])
def test_an_old_id_that_pages_need_for_something_else_is_refused(bicycle: Path, old: str) -> None:
    replace(bicycle / WHEEL, "[straighten-a-wheel]", f"[{old}]")
    assert [problem.split(": ")[0] for problem in problems(bicycle)] == [f"{WHEEL}:48:17"]


@pytest.mark.parametrize("folder", ["comparisons", "topics"])
def test_the_id_index_is_refused_where_it_would_replace_a_list(bicycle: Path, folder: str) -> None:
    if folder == "topics":
        replace(bicycle / GUIDE, "{id: paint", "{id: index")
        copy(bicycle, BLEED, "data/questions/index/bleed-it.yml")
        other_title(bicycle, "data/questions/index/bleed-it.yml")
    else:
        copy(bicycle, TABLE, "data/comparisons/index.yml")
    assert problems(bicycle)


# Rules that need more than one change


def say(project: Path, words: int) -> None:
    """Give the question about bleeding a short answer of some words."""
    text = (project / BLEED).read_text("utf-8")
    start, end = text.index("short: |"), text.index("detail:")
    write(project, BLEED, text[:start] + f"short: {' '.join(['word.'] * words)}\n" + text[end:])


@pytest.mark.parametrize("words", [39, 121])
def test_a_short_answer_that_cannot_be_said_well_is_refused(bicycle: Path, words: int) -> None:
    say(bicycle, words)
    assert problems(bicycle) == [f"{BLEED}:7:8: short: short answer of {words} words; say it in 40 to 120"]


@pytest.mark.parametrize("words", [40, 120])
def test_a_short_answer_of_40_to_120_words_is_allowed(bicycle: Path, words: int) -> None:
    say(bicycle, words)
    assert load_guide(bicycle).question_by_id["bleed-a-brake"].short.words == words


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        pytest.param(BLEED, "The one on the lid.", "The bicycle (formerly velocipede).", id="formerly"),
        pytest.param(BLEED, "The one on the lid.", "The bicycle, formerly called velocipede.", id="formerly called"),
        pytest.param(BLEED, "spongy lever", "velocipede", id="alias"),
        pytest.param(BLEED, "https://example.org/bleeding", "https://example.org/velocipede", id="address"),
        pytest.param(WHEEL, "[straighten-a-wheel]", "[velocipede]", id="old id"),
        pytest.param(BLEED, "The one on the lid.", "The velocipedes-only one.", id="part of a word"),
    ],
)
def test_a_retired_name_may_stand_where_readers_look_for_it(bicycle: Path, path: str, old: str, new: str) -> None:
    replace(bicycle / path, old, new)
    assert load_guide(bicycle).questions


def test_a_path_without_any_question_is_refused(bicycle: Path) -> None:
    replace(bicycle / PATH, "questions: [true-a-wheel]", "questions: []")
    replace(bicycle / PATH, "questions: [bleed-a-brake, rim-or-disc-brake]", "questions: []")
    assert problems(bicycle) == [f"{PATH}:6:3: stages: no stage has a question; add one, or remove the file"]


def test_an_entry_that_is_about_a_retired_name_may_use_it(bicycle: Path) -> None:
    replace(bicycle / BLEED, DETAIL, "detail: About the velocipede.")
    assert [reported for reported in problems(bicycle) if "velocipede" in reported] != []
    terms = bicycle / "data/terms.yml"
    before = terms.read_text("utf-8")
    terms.write_text(before + "  discussed_in: [bleed-a-brake]\n", "utf-8")
    load_guide(bicycle)
    terms.write_text(before + "  discussed_in: [true-a-wheel]\n", "utf-8")
    assert RETIRED in problems(bicycle)[0]


def test_a_name_is_discussed_only_in_what_exists(bicycle: Path) -> None:
    terms = bicycle / "data/terms.yml"
    terms.write_text(terms.read_text("utf-8") + "  discussed_in: [rim-vs-disc, true-a-weel]\n", "utf-8")
    assert problems(bicycle) == [
        'data/terms.yml: "velocipede" is discussed in "true-a-weel", which is neither a question nor a table; '
        'did you mean "true-a-wheel"?'
    ]
