"""Whole files, and names of files, that are made to do harm."""

from __future__ import annotations

import posixpath
import resource
import subprocess
import sys
import tempfile
from pathlib import Path, PureWindowsPath

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from studyguide.model import is_id
from studyguide.pages.addresses import comparison_uri, level_uri, path_uri, topic_uri
from studyguide.problems import ContentError
from studyguide.reading.loading import load_guide
from studyguide.reading.published_ids import parse_published
from tests.projects import BICYCLE, ROOT, environment

QUESTION = "data/questions/wheels/true-a-wheel.yml"
MEGABYTES = 2**20
SECONDS = 10
"""Of computing, many times what is needed: only a file that exhausts the reader meets this bound."""

VALID = (BICYCLE / QUESTION).read_text("utf-8")

ALIAS_BOMB = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12)
)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param(ALIAS_BOMB, ":1:5: a0: anchors (&a0) are not allowed", id="aliases that grow to gigabytes"),
        pytest.param("title: &a [*a]\n", ":1:8: title: anchors (&a) are not allowed", id="an alias of itself"),
        pytest.param("x: &x {title: y}\n<<: *x\n", ":2:5: <<: aliases (*x) are not allowed", id="a merged map"),
        pytest.param("title: !!python/object/apply:os.system ['touch pwned']\n", ":1:8: title: tags (", id="a program"),
        pytest.param("title: !!python/name:os.system\n", ":1:8: title: tags (", id="a function"),
        pytest.param("title: !include /etc/passwd\n", ":1:8: title: tags (", id="another file"),
        pytest.param("title: " + "[" * 50_000, ":1:19: title[1][1]", id="depth in brackets"),
        pytest.param("".join(" " * n + "a:\n" for n in range(600)), ":13:13: a.a.a", id="depth by indentation"),
        pytest.param("- " * 90_000, ":1:25: [1][1]", id="depth in one line"),
        pytest.param("? " * 90_000, ":1:3: a key must be a word", id="keys of keys"),
        pytest.param("x" * 300_000, ": the file is larger than 200 kB", id="size"),
        pytest.param("title: one\n---\ntitle: two\n", ":2:1: the file has a second document", id="a second document"),
        pytest.param(
            VALID + "".join(f"key{n}: x\n" for n in range(9_000)),
            f':{len(VALID.splitlines()) + 1}:1: key0: unknown field "key0"',
            id="fields that nobody knows",
        ),
    ],
)
def test_a_file_made_to_exhaust_the_reader_is_refused_with_its_line(text: str, said: str, bicycle: Path) -> None:
    (bicycle / QUESTION).write_text(text, "utf-8")
    before = sorted(bicycle.rglob("*"))
    command = [sys.executable, str(ROOT / "hooks/guide.py"), "--project", str(bicycle), "check"]
    result = subprocess.run(
        command, cwd=bicycle, env=environment(), capture_output=True, text=True, check=False, preexec_fn=_limit
    )
    assert result.returncode == 1, result.stderr[-2000:]
    assert f"{QUESTION}{said}" in result.stderr
    assert "Traceback" not in result.stderr
    assert sorted(bicycle.rglob("*")) == before


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("con.yml", id="a device"),
        pytest.param("What-Is-It.yml", id="capitals"),
        pytest.param("a b.yml", id="a space"),
        pytest.param("<img src=x onerror=alert(1)>.yml", id="a tag"),
        pytest.param("a--b.yml", id="two hyphens"),
        pytest.param("\u202elmth.yml", id="a mark that turns the text around"),
        pytest.param("wheel\n.yml", id="a line end"),
        pytest.param("a" * 61 + ".yml", id="too long"),
        pytest.param("stage-1.yml", id="an anchor of learning paths"),
        pytest.param("apprentice.yml", id="an anchor of levels"),
        pytest.param("brakes.yml", id="an anchor of topics"),
        pytest.param("bleed-a-brake-answer.yml", id="an anchor of answers"),
        pytest.param("bleed-a-brake.yml", id="a question of another topic"),
    ],
)
def test_a_file_whose_name_cannot_be_an_id_is_refused(name: str, bicycle: Path) -> None:
    file = (bicycle / QUESTION).with_name(name)
    text = (bicycle / QUESTION).read_text("utf-8").replace("redirect_from: [straighten-a-wheel]", "")
    text = text.replace("straighten a rim", "its other name")
    file.write_text(text.replace("How do you true a wheel?", "What is it?"), "utf-8")
    with pytest.raises(ContentError) as refused:
        load_guide(bicycle)
    assert {problem.path for problem in refused.value.problems} == {f"data/questions/wheels/{name}"}


@pytest.mark.parametrize(
    "entry",
    [
        pytest.param("comparisons/rim-vs-disc.yml", id="a table"),
        pytest.param("paths/mechanic.yml", id="a learning path"),
        pytest.param("questions/wheels", id="a topic"),
    ],
)
def test_no_entry_takes_the_place_of_a_list(entry: str, bicycle: Path) -> None:
    _rename(bicycle, entry, "another")
    load_guide(bicycle)
    _rename(bicycle, entry.replace(Path(entry).stem, "another"), "index")
    with pytest.raises(ContentError, match=r'"index"'):
        load_guide(bicycle)


NAMES = st.text(st.sampled_from("abz09-./\\:%~ \n\0\u0131\u212a"), max_size=70) | st.text(max_size=70)


@given(NAMES)
@example("..")
@example("a\n")
@example("a/b")
@example("nul")
@settings(max_examples=300, deadline=None)
def test_what_can_be_an_id_stays_inside_its_folder_on_every_machine(name: str) -> None:
    if not is_id(name):
        return
    for uri in (topic_uri(name), level_uri(name), comparison_uri(name), path_uri(name)):
        assert posixpath.normpath(uri) == uri
        assert uri.count("/") == 1
        assert uri == uri.casefold()
        assert not PureWindowsPath(uri).is_reserved()


@given(st.tuples(st.sampled_from(["question", "topic", "path", "comparison", "level"]), NAMES, NAMES))
@example(("question", "../../a", "b"))
@settings(max_examples=200, deadline=None)
def test_what_was_published_stays_inside_its_folder_too(published: tuple[str, str, str]) -> None:
    kind, first, second = published
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", errors="ignore", suffix=".txt") as file:
        file.write(f"{kind}:{first}/{second}\n{kind}:{first}\nquestion:wheels/{second}\n")
        file.flush()
        entries = parse_published(Path(file.name), "", [])
    for entry, _ in entries:
        assert is_id(entry.id)
        assert not entry.topic or is_id(entry.topic)


def test_a_link_in_the_data_gives_nothing_of_another_file_away(bicycle: Path, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("token: user: hunter2\n", "utf-8")
    (bicycle / QUESTION).unlink()
    (bicycle / QUESTION).symlink_to(tmp_path / "secret")
    with pytest.raises(ContentError) as refused:
        load_guide(bicycle)
    assert "hunter2" not in str(refused.value)


def _rename(project: Path, entry: str, new: str) -> None:
    """Give an entry of the data another id, in all files that name it."""
    path = project / "data" / entry
    path.rename(path.with_stem(new))
    for file in [*project.rglob("*.yml"), *project.rglob("*.md")]:
        text = file.read_text("utf-8")
        for around in ("[{}]", ":{})", ": {}\n", "id: {},"):
            text = text.replace(around.format(path.stem), around.format(new))
        file.write_text(text, "utf-8")


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (1024 * MEGABYTES, 1024 * MEGABYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
