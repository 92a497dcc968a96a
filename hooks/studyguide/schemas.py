"""JSON Schemas of the data files, so that editors complete and check them while one types.

The models are the source; the allow-lists of ``guide.yml`` are written into the schemas. The files are committed,
and the check fails when they no longer fit.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic import BaseModel, TypeAdapter

import studyguide.model
from studyguide.model import EVERY_ROLE, Abbreviation, Comparison, LearningPath, Question, Settings, Term
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
        "terms.schema.json": _text(_describe(TypeAdapter(list[Term]).json_schema(), Term)),
        "abbreviations.schema.json": _text(_describe(TypeAdapter(list[Abbreviation]).json_schema(), Abbreviation)),
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
    """Tell why a file does not hold the text of its schema; None if it does."""
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
        return Problem(f"{SCHEMA_FOLDER}/{name}", 0, 0, "", f"the file cannot be read ({reason})")
    if raw.replace(b"\r\n", b"\n") == text.encode():  # whatever line ends Git has given it
        return None
    hint = "run: python hooks/guide.py schema"
    return Problem(f"{SCHEMA_FOLDER}/{name}", 0, 0, "", "the schema is out of date", hint)


def _link(name: str) -> Problem:
    return Problem(f"{SCHEMA_FOLDER}/{name}", 0, 0, "", "this is a link to another place", "remove it")


def _schema(model: type[BaseModel]) -> dict[str, Any]:
    return _describe(model.model_json_schema(), model)


def _describe(schema: dict[str, Any], model: type[BaseModel]) -> dict[str, Any]:
    """Take the descriptions of a schema from the docstrings of the models, where they are written once."""
    parts = {name: getattr(studyguide.model, name, None) for name in schema.get("$defs", {})}
    for name, part in {"": model, **parts}.items():
        definition = schema["$defs"][name] if name else schema
        if isinstance(part, type) and issubclass(part, BaseModel) and "properties" in definition:
            for field, words in _attribute_docs(part).items():
                if field in definition["properties"]:
                    definition["properties"][field]["description"] = words
            definition["description"] = (part.__doc__ or "").split("\n")[0]
    return schema


def _attribute_docs(model: type[BaseModel]) -> dict[str, str]:
    """Read the ``Attributes:`` section of a docstring."""
    _, _, section = (model.__doc__ or "").partition("Attributes:\n")
    words: dict[str, str] = {}
    for line in section.splitlines():
        if line.startswith("        ") and ":" in line and not line.startswith("         "):
            name, _, text = line.strip().partition(": ")
            words[name] = text
        elif line.strip() and words:
            words[next(reversed(words))] += " " + line.strip()
    return words


def _described(field: dict[str, Any]) -> dict[str, Any]:
    return {"description": field["description"]} if "description" in field else {}


def _text(schema: dict[str, Any]) -> str:
    return json.dumps({"$schema": DIALECT, **schema}, indent=2, ensure_ascii=False) + "\n"
