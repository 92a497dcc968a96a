"""JSON Schemas of the data files, so that editors complete and check them while one types.

The models are the source, with the text below each field as its description; the allow-lists of ``guide.yml`` are
written into the schemas. The files are committed, and the check fails when they are out of date.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic import BaseModel, TypeAdapter

from studyguide.model import (
    EVERY_ROLE,
    Abbreviation,
    Comparison,
    EverydayWord,
    LearningPath,
    Question,
    Settings,
    Term,
)
from studyguide.problems import Problem

SCHEMA_FOLDER = "data/schema"
MAX_BYTES = 1_000_000
"""More than any schema needs; no more of a file is read."""

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema_files(settings: Settings) -> dict[str, str]:
    """Make all schemas.

    Args:
        settings: Gives the levels, kinds and roles to choose from.

    Returns:
        The text of each file by its name.
    """
    question = _schema(Question)
    fields = question["properties"]
    fields["level"] = {"enum": [level.id for level in settings.levels], **_described(fields["level"])}
    fields["kind"] = {"enum": [kind.id for kind in settings.kinds], **_described(fields["kind"])}
    roles = {"enum": [role.id for role in settings.roles]}
    fields["roles"] = {
        "anyOf": [{"const": EVERY_ROLE}, {"type": "array", "items": roles, "minItems": 1}],
        **_described(fields["roles"]),
    }
    return {
        "question.schema.json": _text(question),
        "comparison.schema.json": _text(_schema(Comparison)),
        "path.schema.json": _text(_schema(LearningPath)),
        "guide.schema.json": _text(_schema(Settings)),
        "terms.schema.json": _text(_list_schema(Term)),
        "abbreviations.schema.json": _text(_list_schema(Abbreviation)),
        "everyday_words.schema.json": _text(_list_schema(EverydayWord)),
    }


def stale_schemas(project: Path, settings: Settings) -> list[Problem]:
    """Find schemas that are missing or no longer fit.

    Args:
        project: The folder that holds ``data/``.
        settings: What ``guide.yml`` says.

    Returns:
        A problem for each. None where the guide keeps no schemas at all.
    """
    if not (project / SCHEMA_FOLDER).is_dir():
        return []
    found = (_fault(project / SCHEMA_FOLDER, name, text) for name, text in schema_files(settings).items())
    return [problem for problem in found if problem]


def linked_schemas(project: Path, settings: Settings) -> list[Problem]:
    """Find schemas that are links: what is written to them would land elsewhere.

    Args:
        project: The folder that holds ``data/``.
        settings: What ``guide.yml`` says.

    Returns:
        A problem for each.
    """
    return [_link(name) for name in schema_files(settings) if (project / SCHEMA_FOLDER / name).is_symlink()]


def _fault(folder: Path, name: str, text: str) -> Problem | None:
    """Report why a file does not hold the text of its schema; None if it does."""
    file = folder / name
    if file.is_symlink():
        return _link(name)
    try:
        with file.open("rb") as stream:
            raw = stream.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raw = b""
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        return Problem.in_file(f"{SCHEMA_FOLDER}/{name}", f"the file cannot be read ({reason})")
    if raw.replace(b"\r\n", b"\n") == text.encode():  # whatever line ends Git has given it
        return None
    hint = "run: python hooks/guide.py schema"
    return Problem.in_file(f"{SCHEMA_FOLDER}/{name}", "the schema is out of date", hint)


def _link(name: str) -> Problem:
    return Problem.in_file(f"{SCHEMA_FOLDER}/{name}", "symbolic links are not followed", "remove it")


def _without_class_descriptions(schema: dict[str, Any]) -> dict[str, Any]:
    """Remove the docstrings of classes: how an interpreter keeps them is its own affair, and fields say enough."""
    for definition in (schema, *schema.get("$defs", {}).values()):
        definition.pop("description", None)
    return schema


def _schema(model: type[BaseModel]) -> dict[str, Any]:
    return _without_class_descriptions(model.model_json_schema())


def _list_schema(model: type[BaseModel]) -> dict[str, Any]:
    return _without_class_descriptions(TypeAdapter(list[model]).json_schema())  # type: ignore[valid-type]


def _described(field: dict[str, Any]) -> dict[str, Any]:
    return {"description": field["description"]} if "description" in field else {}


def _text(schema: dict[str, Any]) -> str:
    return json.dumps({"$schema": DIALECT, **schema}, indent=2, ensure_ascii=False) + "\n"
