"""The cache: it never changes what comes out, and whatever is wrong with it costs time only."""

from __future__ import annotations

import logging
import pickle
import random
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from studyguide import cache as cache_module
from studyguide.build import Build
from studyguide.cache import FOLDER, SWITCH, Cache
from studyguide.model import Question
from studyguide.pages.environment import TEMPLATES
from studyguide.pages.rendering import render_pages
from studyguide.problems import ContentError
from studyguide.reading.loading import load_guide
from tests.projects import ROOT, replace
from tests.unit.test_build import DAY, THEME_INDEX, build

WHEEL = "data/questions/wheels/true-a-wheel.yml"


@pytest.fixture(autouse=True)
def own_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Let each test have a signing key of its own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home"))
    monkeypatch.delenv(SWITCH, raising=False)
    cache_module._signing_key.cache_clear()
    cache_module._report.cache_clear()
    yield tmp_path / "home" / "studyguide" / "signing-key"
    cache_module._signing_key.cache_clear()


def output(made: Build) -> list[object]:
    """All that a build gives to a site engine."""
    pages = [(page.uri, page.markdown, page.blocks) for page in made.site.pages]
    return [pages, made.site.problems, made.files, made.search_files(THEME_INDEX)]


def without_cache(project: Path, monkeypatch: pytest.MonkeyPatch) -> list[object]:
    with monkeypatch.context() as patch:
        patch.setenv(SWITCH, "off")
        return output(build(project))


def stored(project: Path) -> list[Path]:
    return sorted((project / FOLDER).glob("*")) if (project / FOLDER).exists() else []


def test_a_warm_build_gives_the_same_as_a_cold_one(bicycle: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = without_cache(bicycle, monkeypatch)
    assert stored(bicycle) == [], "the switch turns it off"
    assert output(build(bicycle)) == expected
    assert [file.name for file in stored(bicycle)] == ["entries.bin", "pages.bin", "site.bin"]
    assert output(build(bicycle)) == expected


def test_a_warm_build_does_not_convert_again(bicycle: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    load_guide(bicycle)
    replace(bicycle / WHEEL, "How do you true a wheel?", "How is a wheel trued?")
    made: list[object] = []
    monkeypatch.setattr(Cache, "put", lambda self, key, value: made.append(value))
    assert load_guide(bicycle).question_by_id["true-a-wheel"].title == "How is a wheel trued?"
    assert [value.id for value in made if isinstance(value, Question)] == ["true-a-wheel"]


@pytest.mark.parametrize(
    ("file", "old", "new", "problem"),
    [
        pytest.param(
            "data/terms.yml",
            "names: [velocipede]",
            "names: [velocipede, spoke]",
            '"spoke" is not used here: the word is out of use',
            id="a name is refused from now on",
        ),
        pytest.param(
            "data/questions/brakes/rim-or-disc-brake.yml",
            None,
            None,
            'broken link "question:rim-or-disc-brake"',
            id="the target of a link is gone",
        ),
    ],
)
def test_an_entry_that_passed_before_is_checked_again_when_what_it_is_checked_against_changes(
    file: str, old: str | None, new: str | None, problem: str, bicycle: Path
) -> None:
    load_guide(bicycle)
    if old is None or new is None:
        (bicycle / file).unlink()
    else:
        replace(bicycle / file, old, new)
    with pytest.raises(ContentError) as error:
        load_guide(bicycle)
    assert problem in [each.message for each in error.value.problems]


def test_over_any_sequence_of_edits_the_cache_changes_nothing(bicycle: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(5)
    files = sorted((bicycle / "data").rglob("*.yml"))
    texts = {file: file.read_text("utf-8") for file in files}
    for step in range(25):
        file = chance.choice(files)
        edit = chance.choice(["word", "word", "back", "remove", "fault", "rename"])
        if edit == "word":
            file.write_text(texts[file].replace(" the ", f" the {chance.choice('abc')} ", 1), "utf-8")
        elif edit == "back":
            file.write_text(texts[file], "utf-8")
        elif edit == "remove":
            file.unlink(missing_ok=True)
        elif edit == "fault":
            file.write_text(texts[file] + "nonsense: 1\n", "utf-8")
        elif file.exists():
            file.rename(file.with_stem(f"x{step}"))
        assert output(build(bicycle)) == without_cache(bicycle, monkeypatch), (step, edit, file.name)


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        pytest.param("data/questions/brakes/bleed-a-brake.yml", "Air collects", "Air gathers", id="its text"),
        pytest.param(WHEEL, "label: ", "label: Now ", id="the label of a related question"),
        pytest.param("data/comparisons/rim-vs-disc.yml", "title: Rim", "title: Now rim", id="the title of its table"),
        pytest.param("data/guide.yml", "words_per_minute: ", "words_per_minute: 1", id="a setting"),
    ],
)
def test_a_kept_answer_is_rendered_again_when_what_it_shows_changes(
    file: str, old: str, new: str, bicycle: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = output(build(bicycle))
    replace(bicycle / file, old, new)
    assert output(build(bicycle)) == without_cache(bicycle, monkeypatch) != before


def test_an_answer_cannot_show_what_its_key_does_not_cover(bicycle: Path, tmp_path: Path) -> None:
    templates = tmp_path / "templates"
    shutil.copytree(TEMPLATES, templates)
    replace(templates / "answer.html.jinja", "{{ question.short }}", "{{ guide.questions[0].short }}")
    with pytest.raises(ContentError, match="Outline object' has no attribute 'questions'"):
        render_pages(load_guide(bicycle), templates=templates)


@pytest.mark.parametrize("damage", ["garbage", "empty", "cut", "flipped", "foreign", "program", "device"])
def test_a_damaged_or_foreign_cache_is_ignored_and_made_anew(
    damage: str, bicycle: Path, own_key: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    expected = output(build(bicycle))
    good = {file: file.read_bytes() for file in stored(bicycle)}
    for file, content in good.items():
        flipped = content[:-1] + bytes([content[-1] ^ 1])
        program = content[:32] + pickle.dumps(Exploit())
        file.write_bytes(
            {"garbage": b"x" * 99, "empty": b"", "cut": content[:-7], "flipped": flipped}.get(damage, content)
        )
        if damage == "program":
            file.write_bytes(program)
        if damage == "device":
            file.unlink()
            file.symlink_to("/dev/zero")
    if damage == "foreign":
        own_key.write_bytes(b"k" * 32)
        cache_module._signing_key.cache_clear()
    with caplog.at_level(logging.INFO):
        assert output(build(bicycle)) == expected
    assert [record.getMessage() for record in caplog.records] == [
        f"The cache in {FOLDER} is damaged, or from another machine; it is made anew."
    ]
    assert not Exploit.ran
    caplog.clear()
    assert output(build(bicycle)) == expected
    assert caplog.records == []


class Exploit:
    """An object that would run code when it is loaded."""

    ran = False

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        return setattr, (Exploit, "ran", True)


def test_a_cache_that_cannot_be_written_is_reported_and_costs_time_only(
    bicycle: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (bicycle / ".cache").write_text("a file where the folder should be", "utf-8")
    with caplog.at_level(logging.INFO):
        assert load_guide(bicycle)
    (message,) = (record.getMessage() for record in caplog.records)
    assert message.startswith(f"The cache in {FOLDER} cannot be used (")


def test_without_a_place_for_its_key_there_is_no_cache(bicycle: Path, tmp_path: Path) -> None:
    (tmp_path / "home").write_text("", "utf-8")
    assert load_guide(bicycle)
    assert stored(bicycle) == []


def test_what_a_run_does_not_use_is_dropped(bicycle: Path) -> None:
    load_guide(bicycle)
    before = (bicycle / FOLDER / "entries.bin").stat().st_size
    (bicycle / "data/questions/brakes/bleed-a-brake.yml").unlink()
    build(bicycle)
    assert (bicycle / FOLDER / "entries.bin").stat().st_size < before


def test_a_key_holds_each_part_apart(bicycle: Path) -> None:
    cache = Cache(bicycle, "x")
    keys = [cache.key(parts) for parts in ([b"ab", b"c"], [b"a", b"bc"], [b"abc"], [b"abc", b""])]
    assert len(set(keys)) == 4


def test_a_key_changes_with_the_code(bicycle: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = Cache(bicycle, "x")
    before = cache.key([b"a"])
    monkeypatch.setattr(cache_module, "_code_digest", lambda: b"other code")
    assert cache.key([b"a"]) != before


def test_problems_of_a_cached_entry_have_their_position(bicycle: Path) -> None:
    load_guide(bicycle)
    replace(bicycle / "data/guide.yml", "{id: master, name: Master", "{id: expert, name: Master")
    made = Build(bicycle, ROOT / "docs", repository="", day=DAY, for_disk=False)
    assert str(made.problems[0]).startswith("data/questions/brakes/rim-or-disc-brake.yml:3:8: level: unknown level ")
