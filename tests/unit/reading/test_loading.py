"""A whole folder: what is read in which order, and what is reported of files that should not be there."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from studyguide.reading.loading import load_guide
from tests.projects import replace
from tests.unit.reading.faults import (
    BLEED,
    DATE,
    EMPTY,
    FAQ,
    GUIDE,
    NOT_AN_ID,
    NUMBER,
    PATH,
    RIM,
    TABLE,
    TERMS,
    TEXT,
    WHEEL,
    copy,
    other_title,
    problems,
    write,
)


def test_a_valid_guide_is_read(bicycle: Path) -> None:
    guide = load_guide(bicycle)
    assert (len(guide.questions), len(guide.comparisons), len(guide.paths)) == (3, 1, 1)
    question = guide.question_by_id["bleed-a-brake"]
    assert (question.topic, question.origin.path, question.origin.line) == ("brakes", BLEED, 1)


def test_an_entry_begins_at_its_first_field(bicycle: Path) -> None:
    text = (bicycle / BLEED).read_text("utf-8")
    write(bicycle, BLEED, f"# yaml-language-server: x\n\n{text}")
    assert load_guide(bicycle).question_by_id["bleed-a-brake"].origin.line == 3


# Folders and files


@pytest.mark.parametrize(
    ("damage", "expected"),
    [
        pytest.param(
            lambda project: shutil.rmtree(project / "data"),
            ["data: the folder with the data of the guide is missing; create it with a guide.yml, see README.md"],
            id="no data",
        ),
        pytest.param(
            lambda project: (project / GUIDE).unlink(),
            [f"{GUIDE}: the file cannot be read (no such file or directory)"],
            id="no guide.yml",
        ),
        pytest.param(
            lambda project: write(project, GUIDE, "- a"),
            [f"{GUIDE}:1:1: expected a list of fields; write key: value lines"],
            id="guide.yml is a list",
        ),
        pytest.param(
            lambda project: write(project, WHEEL, ""),
            [f"{WHEEL}: the file is empty; see CONTRIBUTING.md for what belongs in it"],
            id="empty question",
        ),
        pytest.param(
            lambda project: write(project, TERMS, "names: [a]"),
            [f"{TERMS}:1:1: expected a list; begin each entry with '- names:'"],
            id="terms.yml is a map",
        ),
        pytest.param(
            lambda project: write(
                project, TERMS, "- {names: [], say: a, because: b}\n- {name: [a], say: a, because: b}"
            ),
            [
                f"{TERMS}:1:11: [1].names: too few (0, at least 1 are needed); add more",
                f"{TERMS}:2:3: [2]: missing field names; add it",
                f'{TERMS}:2:4: [2].name: unknown field "name"; did you mean "names"?',
            ],
            id="faulty terms",
        ),
        pytest.param(
            lambda project: copy(project, BLEED, "data/questions/brakes/Bleed_it.yml"),
            [f'data/questions/brakes/Bleed_it.yml: the name of the file, "Bleed_it", {NOT_AN_ID}'],
            id="file's name is no id",
        ),
        pytest.param(
            lambda project: copy(project, BLEED, "data/questions/brakes/con.yml"),
            [f'data/questions/brakes/con.yml: the name of the file, "con", {NOT_AN_ID}'],
            id="file's name is a device of Windows",
        ),
        pytest.param(
            lambda project: copy(project, BLEED, f"data/questions/brakes/{'a' * 61}.yml"),
            [f'data/questions/brakes/{"a" * 61}.yml: the name of the file, "{"a" * 61}", {NOT_AN_ID}'],
            id="file's name is too long",
        ),
        pytest.param(
            lambda project: copy(project, BLEED, "data/questions/My brakes/bleed-it.yml"),
            [f'data/questions/My brakes/bleed-it.yml: the name of the folder, "My brakes", {NOT_AN_ID}'],
            id="folder's name is no id",
        ),
        pytest.param(
            lambda project: copy(project, BLEED, "data/questions/wheels/Bleed-a-brake.yml"),
            [f'data/questions/wheels/Bleed-a-brake.yml: the name of the file, "Bleed-a-brake", {NOT_AN_ID}'],
            id="id that differs in case only, in another folder",
        ),
        pytest.param(
            lambda project: (project / BLEED).rename(project / "data/questions/brakes/other.txt"),
            [
                f'{PATH}:16:17: stages[3].questions[1]: unknown question "bleed-a-brake"; '
                "choose one of: rim-or-disc-brake, true-a-wheel",
                "data/questions/brakes/other.txt: this is not read; "
                "data/questions/brakes holds only files that end in .yml",
            ],
            id="stray file",
        ),
        pytest.param(
            lambda project: write(project, "data/questions/brakes/a.yaml"),
            ["data/questions/brakes/a.yaml: this is not read; data/questions/brakes holds only files that end in .yml"],
            id="yaml instead of yml",
        ),
        pytest.param(
            lambda project: write(project, "data/questions/a.yml"),
            ["data/questions/a.yml: this is not read; data/questions holds only folders named after topics"],
            id="question outside a topic",
        ),
        pytest.param(
            lambda project: (project / "data/paths/a.yml").mkdir(),
            ["data/paths/a.yml: this is not read; data/paths holds only files that end in .yml"],
            id="folder named like a file",
        ),
        pytest.param(
            lambda project: (project / PATH).rename(project / "data/paths/mecanic.yml"),
            [
                'data/paths/mecanic.yml: the file\'s name "mecanic" is not a role of data/guide.yml; '
                'did you mean "mechanic"?',
                'docs/prepare.md:3:89: broken link "path:mechanic"; did you mean "mecanic"?',
            ],
            id="path named after no role",
        ),
        pytest.param(
            lambda project: (project / FAQ).write_bytes(b"\xe9"),
            [f"{FAQ}: the file is not UTF-8; save it with UTF-8 encoding"],
            id="page in latin-1",
        ),
    ],
)
def test_a_damaged_folder_is_reported(bicycle: Path, damage: Callable[[Path], object], expected: list[str]) -> None:
    damage(bicycle)
    assert problems(bicycle) == expected


@pytest.mark.parametrize("name", ["data/questions/paint", "data/questions/brakes/a.yml", "data/paths/shop-owner.yml"])
def test_a_link_to_another_place_is_not_followed(bicycle: Path, tmp_path: Path, name: str) -> None:
    (tmp_path / "elsewhere").mkdir()
    (bicycle / name).symlink_to(tmp_path / "elsewhere")
    assert problems(bicycle) == [f"{name}: symbolic links are not read; put the files themselves here"]


def test_an_unknown_topic_is_reported_with_the_nearest(bicycle: Path) -> None:
    copy(bicycle, BLEED, "data/questions/brake/bleed-it.yml")
    other_title(bicycle, "data/questions/brake/bleed-it.yml")
    assert problems(bicycle) == [
        'data/questions/brake/bleed-it.yml: the folder "brake" is not a topic of data/guide.yml; did you mean "brakes"?'
    ]


def test_an_id_in_two_topics_is_reported_with_the_first(bicycle: Path) -> None:
    copy(bicycle, BLEED, "data/questions/wheels/bleed-a-brake.yml")
    other_title(bicycle, "data/questions/wheels/bleed-a-brake.yml")
    assert problems(bicycle) == [
        f'data/questions/wheels/bleed-a-brake.yml: the id "bleed-a-brake" is taken by {BLEED}; rename one of the files'
    ]


def test_a_folder_that_is_not_read_is_reported(bicycle: Path) -> None:
    copy(bicycle, TABLE, "data/comparison/hub-or-chain.yml")
    assert problems(bicycle) == ['data/comparison: unknown folder, it is not read; did you mean "comparisons"?']


@pytest.mark.parametrize("name", [".DS_Store", "~a.yml", "bleed-a-brake.yml~", ".bleed-a-brake.yml.swp"])
def test_what_systems_and_editors_leave_behind_is_no_fault(bicycle: Path, name: str) -> None:
    for folder in ("data/questions", "data/questions/brakes", "data/comparisons", "data/paths"):
        write(bicycle, f"{folder}/{name}")
    assert len(load_guide(bicycle).questions) == 3


def test_terms_comparisons_paths_and_pages_may_be_left_out(bicycle: Path) -> None:
    (bicycle / TERMS).unlink()
    shutil.rmtree(bicycle / "data/comparisons")
    shutil.rmtree(bicycle / "data/paths")
    shutil.rmtree(bicycle / "docs")
    replace(bicycle / RIM, "comparison: rim-vs-disc\n", "")
    replace(bicycle / BLEED, "[the table](comparison:rim-vs-disc)", "the table")
    guide = load_guide(bicycle)
    assert (len(guide.questions), guide.comparisons, guide.paths) == (3, (), ())


def test_questions_cannot_be_left_out(bicycle: Path) -> None:
    shutil.rmtree(bicycle / "data/questions")
    assert "data/questions: the folder with the questions is missing; create it" in problems(bicycle)


# Many faults


def test_the_faults_of_all_files_are_reported_in_one_run_and_sorted(bicycle: Path) -> None:
    replace(bicycle / WHEEL, "level: apprentice", "level: no")
    replace(bicycle / WHEEL, "kind: repair", "kind: nope")
    replace(bicycle / BLEED, "label: Bleeding", "lable: Bleeding")
    replace(bicycle / BLEED, "2026-10-07", "soon")
    replace(bicycle / TABLE, "{rim: low, disc: higher}", "{rim: low}")
    replace(bicycle / PATH, "title: Mechanic", "title: ''")
    replace(bicycle / GUIDE, "[true-a-wheel]", "[nope]")
    replace(bicycle / TERMS, "say: bicycle", "says: bicycle")
    replace(bicycle / FAQ, "topic:wheels", "topic:whels")
    write(bicycle, "data/questions/paint/a.txt")
    assert [problem.split(": ")[0] for problem in problems(bicycle)] == [
        f"{TABLE}:13:16",
        f"{GUIDE}:8:12",
        f"{PATH}:1:8",
        f"{BLEED}:1:1",
        f"{BLEED}:2:1",
        f"{BLEED}:28:11",
        "data/questions/paint/a.txt",
        f"{WHEEL}:3:8",
        f"{WHEEL}:4:7",
        f"{TERMS}:1:3",
        f"{TERMS}:2:3",
        f"{FAQ}:3:14",
    ]


@pytest.mark.parametrize(
    ("path", "old", "new", "expected"),
    [
        pytest.param(BLEED, "level: apprentice", "level: [x]", [f"{BLEED}:3:8: level: {TEXT}"], id="question"),
        pytest.param(
            BLEED,
            "level: apprentice",
            "level: &x apprentice",
            [f"{BLEED}:3:8: level: anchors (&x) are not allowed; write the value out where it is needed"],
            id="unreadable question",
        ),
        pytest.param(TABLE, "verified: 2026-10-06", "verified: soon", [f"{TABLE}:25:11: verified: {DATE}"], id="table"),
        pytest.param(PATH, "title: Mechanic", "title: ''", [f"{PATH}:1:8: title: {EMPTY}"], id="path"),
    ],
)
def test_an_entry_that_is_faulty_itself_still_counts_for_references(
    bicycle: Path, path: str, old: str, new: str, expected: list[str]
) -> None:
    replace(bicycle / path, old, new)
    assert problems(bicycle) == expected


def test_while_guide_yml_is_faulty_nothing_is_blamed_for_what_it_lists(bicycle: Path) -> None:
    replace(bicycle / GUIDE, "words_per_minute: 120", "words_per_minute: x")
    assert problems(bicycle) == [f"{GUIDE}:7:19: words_per_minute: {NUMBER}"]


@pytest.mark.parametrize(
    "guide_yml",
    [
        "words_per_minute: 120",
        "words_per_minute: x",
    ],
)
def test_a_level_that_only_a_faulty_question_has_still_counts_for_references(bicycle: Path, guide_yml: str) -> None:
    replace(bicycle / GUIDE, "words_per_minute: 120", guide_yml)
    replace(bicycle / RIM, "label: Rim", "label: 5 #")
    replace(bicycle / FAQ, "topic:wheels", "level:master")
    assert FAQ not in [problem.split(":")[0] for problem in problems(bicycle)]


# PdfJob


def test_entries_are_arranged_as_guide_yml_lists_them(bicycle: Path) -> None:
    copy(bicycle, PATH, "data/paths/shop-owner.yml")
    copy(bicycle, TABLE, "data/comparisons/a.yml")
    replace(bicycle / "data/comparisons/a.yml", "title: Rim vs disc brake", "title: a first table")
    copy(bicycle, BLEED, "data/questions/brakes/zzz.yml")
    replace(bicycle / "data/questions/brakes/zzz.yml", "Why does a brake need bleeding?", "All about cables?")
    replace(bicycle / "data/questions/brakes/zzz.yml", "[air in the line, spongy lever]", "[Bowden cable]")
    replace(bicycle / GUIDE, "  - {id: shop-owner, name: Shop owner}\n", "")
    replace(bicycle / GUIDE, "roles:\n", "roles:\n  - {id: shop-owner, name: Shop owner}\n")
    guide = load_guide(bicycle)
    assert [question.id for question in guide.questions] == [
        "true-a-wheel",
        "bleed-a-brake",
        "zzz",
        "rim-or-disc-brake",
    ]
    assert [table.id for table in guide.comparisons] == ["a", "rim-vs-disc"]
    assert [path.id for path in guide.paths] == ["shop-owner", "mechanic"]


def test_questions_of_a_level_stand_as_the_paths_study_them(bicycle: Path) -> None:
    copied = "data/questions/brakes/a-lever.yml"
    copy(bicycle, BLEED, copied)
    other_title(bicycle, copied)
    level = load_guide(bicycle).question_by_id["bleed-a-brake"].level

    def order() -> list[str]:
        return [question.id for question in load_guide(bicycle).questions_of(topic="brakes", level=level)]

    assert order() == ["bleed-a-brake", "a-lever"]  # no path holds the second one
    replace(bicycle / PATH, "questions: [bleed-a-brake", "questions: [a-lever, bleed-a-brake")
    assert order() == ["a-lever", "bleed-a-brake"]
    replace(bicycle / PATH, "questions: [a-lever, bleed-a-brake, ", "questions: [")
    assert order() == ["a-lever", "bleed-a-brake"]  # neither is in a path: by title
