"""The JSON Schemas that editors use: they fit the models, and what the guide holds fits them."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from pydantic import BaseModel

from studyguide import model
from studyguide.model import Guide
from studyguide.reading.yaml_reader import read_yaml
from studyguide.schemas import DIALECT, SCHEMA_FOLDER, schema_files, stale_schemas
from tests.projects import BICYCLE, ROOT, environment, replace

STALE = "the schema is out of date; run: python hooks/guide.py schema"
NOT_IN_THE_FILE = {"id", "topic", "origin"}
FOLDERS = {"questions": "question", "comparisons": "comparison", "paths": "path"}


def schemas(guide: Guide) -> dict[str, Any]:
    return {name.removesuffix(".schema.json"): json.loads(text) for name, text in schema_files(guide.settings).items()}


def schema_of(file: Path, data: Path) -> str:
    """Which schema a data file follows."""
    first = file.relative_to(data).parts[0]
    return FOLDERS.get(first, first.removesuffix(".yml"))


def errors(schema: dict[str, Any], content: object) -> list[str]:
    found = Draft202012Validator(schema).iter_errors(content)
    return sorted(".".join(str(step) for step in error.absolute_path) + f": {error.validator}" for error in found)


def content(path: str) -> dict[str, Any]:
    read = read_yaml(BICYCLE / path, path).data
    assert isinstance(read, dict)
    return read


def data_files(project: Path) -> list[Path]:
    return sorted((project / "data").rglob("*.yml"))


@pytest.mark.parametrize("file", data_files(BICYCLE), ids=lambda file: file.name)
def test_the_files_of_the_tiny_guide_fit(file: Path, bicycle_guide: Guide) -> None:
    schema = schemas(bicycle_guide)[schema_of(file, BICYCLE / "data")]
    assert errors(schema, read_yaml(file, file.name).data) == []


@pytest.mark.parametrize("file", data_files(ROOT), ids=lambda file: file.name)
def test_the_files_of_the_real_guide_fit_the_committed_schemas(file: Path) -> None:
    name = schema_of(file, ROOT / "data")
    schema = json.loads((ROOT / SCHEMA_FOLDER / f"{name}.schema.json").read_text("utf-8"))
    assert errors(schema, read_yaml(file, file.name).data) == []


def test_the_committed_schemas_fit_the_models(guide: Guide) -> None:
    assert stale_schemas(ROOT, guide.settings) == []


def test_every_data_file_of_the_real_guide_names_its_schema() -> None:
    for file in data_files(ROOT):
        first = file.read_text("utf-8").split("\n")[0]
        if first.startswith("# yaml-language-server: "):
            target = file.parent / first.partition("$schema=")[2]
            assert target.resolve() == (ROOT / SCHEMA_FOLDER / f"{schema_of(file, ROOT / 'data')}.schema.json")
        else:
            assert file.parent == ROOT / "data", f"{file} has no first line for editors"


@pytest.mark.parametrize("name", ["question", "comparison", "path", "guide", "terms"])
def test_a_schema_is_valid_and_says_its_dialect(name: str, bicycle_guide: Guide) -> None:
    schema = schemas(bicycle_guide)[name]
    assert schema["$schema"] == DIALECT
    Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        pytest.param({"level": "aprentice"}, ["level: enum"], id="unknown level"),
        pytest.param({"kind": "rescue"}, ["kind: enum"], id="unknown kind"),
        pytest.param({"roles": ["mecanic"]}, ["roles: anyOf"], id="unknown role"),
        pytest.param({"roles": "mechanic"}, ["roles: anyOf"], id="role outside a list"),
        pytest.param({"roles": []}, ["roles: anyOf"], id="no role"),
        pytest.param({"lable": "x"}, [": additionalProperties"], id="unknown key"),
        pytest.param({"id": "x"}, [": additionalProperties"], id="key that is not written in the file"),
        pytest.param(
            {"pitfalls": [{"say": "a", "facts": "b"}, {"say": "a", "fact": "b"}]},
            ["pitfalls.0: additionalProperties", "pitfalls.0: required"],
            id="unknown key inside",
        ),
        pytest.param({"title": "x" * 111}, ["title: maxLength"], id="long title"),
        pytest.param({"key_points": ["a", "b"]}, ["key_points: minItems"], id="too few"),
        pytest.param({"short": 5}, ["short: type"], id="number as text"),
        pytest.param({"related": ["Not an id"]}, ["related.0: pattern"], id="no id"),
        pytest.param({"sources": [{"title": "a", "url": "http://b.c"}]}, ["sources.0.url: pattern"], id="http"),
    ],
)
def test_a_faulty_question_does_not_fit(bicycle_guide: Guide, change: dict[str, object], expected: list[str]) -> None:
    valid = content("data/questions/wheels/true-a-wheel.yml")
    assert errors(schemas(bicycle_guide)["question"], {**valid, **change}) == expected


@pytest.mark.parametrize(
    "field", ["title", "label", "level", "kind", "roles", "short", "detail", "sources", "verified"]
)
def test_a_question_without_a_field_does_not_fit(bicycle_guide: Guide, field: str) -> None:
    valid = content("data/questions/wheels/true-a-wheel.yml")
    del valid[field]
    assert errors(schemas(bicycle_guide)["question"], valid) == [": required"]


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("comparison", "data/comparisons/rim-vs-disc.yml"),
        ("path", "data/paths/mechanic.yml"),
        ("guide", "data/guide.yml"),
    ],
)
def test_an_unknown_key_fits_nowhere(bicycle_guide: Guide, name: str, path: str) -> None:
    assert errors(schemas(bicycle_guide)[name], {**content(path), "zzz": 1}) == [": additionalProperties"]


def models() -> Iterator[tuple[str, str, type[BaseModel]]]:
    """Every model that stands in a file: its schema, its name among the definitions, and itself."""
    yield from (
        ("question", "", model.Question),
        ("comparison", "", model.Comparison),
        ("path", "", model.LearningPath),
    )
    yield from (("guide", "", model.Settings), ("terms", "Term", model.Term))
    yield from (("question", part.__name__, part) for part in (model.FollowUp, model.Pitfall, model.Step, model.Source))
    parts = (model.Item, model.CriteriaGroup, model.Criterion, model.Choice, model.Source)
    yield from (("comparison", part.__name__, part) for part in parts)
    yield "path", "Stage", model.Stage
    yield from (("guide", part.__name__, part) for part in (model.Level, model.Kind, model.Role, model.Topic))


@pytest.mark.parametrize(
    ("schema", "name", "part"),
    [pytest.param(*case, id=case[2].__name__) for case in models()],
)
def test_a_schema_names_every_field_with_a_description(
    bicycle_guide: Guide, schema: str, name: str, part: type[BaseModel]
) -> None:
    whole = schemas(bicycle_guide)[schema]
    definition = whole["$defs"][name] if name else whole
    own = NOT_IN_THE_FILE if issubclass(part, model.Entry) else set()
    assert set(definition["properties"]) == set(part.model_fields) - own
    without = [field for field, words in definition["properties"].items() if not words.get("description", "").strip()]
    assert without == []
    assert "description" not in definition, "python -OO removes the docstrings of classes"


def write_schemas(project: Path, guide: Guide) -> None:
    (project / SCHEMA_FOLDER).mkdir()
    for name, text in schema_files(guide.settings).items():
        (project / SCHEMA_FOLDER / name).write_text(text, "utf-8")


def stale(project: Path, guide: Guide) -> list[str]:
    return [str(problem) for problem in stale_schemas(project, guide.settings)]


def test_fresh_schemas_are_no_problem(bicycle: Path, bicycle_guide: Guide) -> None:
    write_schemas(bicycle, bicycle_guide)
    assert stale(bicycle, bicycle_guide) == []


def test_a_guide_need_not_keep_schemas(bicycle: Path, bicycle_guide: Guide) -> None:
    assert stale(bicycle, bicycle_guide) == []


def test_a_missing_schema_is_found(bicycle: Path, bicycle_guide: Guide) -> None:
    write_schemas(bicycle, bicycle_guide)
    (bicycle / SCHEMA_FOLDER / "path.schema.json").unlink()
    assert stale(bicycle, bicycle_guide) == [f"{SCHEMA_FOLDER}/path.schema.json: {STALE}"]


def test_a_changed_schema_is_found(bicycle: Path, bicycle_guide: Guide) -> None:
    write_schemas(bicycle, bicycle_guide)
    replace(bicycle / SCHEMA_FOLDER / "question.schema.json", '"maxLength": 32', '"maxLength": 33')
    assert stale(bicycle, bicycle_guide) == [f"{SCHEMA_FOLDER}/question.schema.json: {STALE}"]


def test_a_new_level_in_guide_yml_makes_the_schema_stale(bicycle: Path, bicycle_guide: Guide) -> None:
    write_schemas(bicycle, bicycle_guide)
    settings = bicycle_guide.settings
    more = settings.model_copy(update={"levels": settings.levels[:1]})
    assert [problem.path for problem in stale_schemas(bicycle, more)] == [f"{SCHEMA_FOLDER}/question.schema.json"]


@pytest.mark.parametrize("options", [[], ["-O"], ["-OO"]], ids=" ".join)
def test_schemas_do_not_depend_on_how_the_interpreter_keeps_docstrings(options: list[str]) -> None:
    run = subprocess.run(
        [sys.executable, *options, str(ROOT / "hooks" / "guide.py"), "schema", "--check"],
        env=environment({}),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (run.returncode, run.stderr) == (0, "")
