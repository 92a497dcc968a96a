"""Turn values that were read into models, and the errors of pydantic into problems in the words of an editor."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from studyguide.model import ID_RULE, is_id
from studyguide.problems import Problem, did_you_mean
from studyguide.reading.yaml_file import FieldPath, YamlFile

M = TypeVar("M", bound=BaseModel)

_TYPES = {
    "string_type": ("expected text", "put it in quotes"),
    "int_type": ("expected a whole number", ""),
    "bool_type": ("expected true or false", ""),
    "tuple_type": ("expected a list", "write each entry on its own line after '- ', or all in [brackets]"),
    "dict_type": ("expected a map", "write key: value on lines of their own"),
    "model_type": ("expected a map", "write key: value on lines of their own"),
    "model_attributes_type": ("expected a map", "write key: value on lines of their own"),
    "date_format": ("expected a date", "write year-month-day, for example 2026-11-23"),
    "id_format": ("invalid id", ID_RULE),
    "address_format": ("expected the address of a page", "write it in full, beginning with https://"),
}


def build(
    model: type[M], file: YamlFile, known: Mapping[str, object], data: object = None, at: FieldPath = ()
) -> tuple[M | None, list[Problem]]:
    """Make a model from a file.

    Args:
        model: The model to make.
        file: The file that was read.
        known: Values that do not stand in the file, such as its id.
        data: The part of the file's content to use; all of it if left out.
        at: Where that part stands in the file.

    Returns:
        The model, or None if there were problems; and the problems.
    """
    content = file.data if data is None else data
    if not isinstance(content, dict):
        return None, [file.problem(at, "expected a list of fields", "write key: value lines")]
    fixed = [name for name in known if name in content]
    problems = [
        file.problem(
            (*at, name),
            f"{name} is not written in the file",
            "remove it: it comes from the file's name and folder",
            at_key=True,
        )
        for name in fixed
    ]
    try:
        instance = model.model_validate(_tuples({**content, **known}))
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            problems.extend(_explain(detail, model, file, at))
        return None, problems
    return (None, problems) if problems else (instance, [])


def _tuples(value: Any) -> Any:
    """Freeze lists: strict models take tuples, and YAML only knows lists."""
    if isinstance(value, dict):
        return {key: _tuples(item) for key, item in value.items()}
    if isinstance(value, list):
        return tuple(_tuples(item) for item in value)
    return value


def _explain(detail: ErrorDetails, model: type[BaseModel], file: YamlFile, at: FieldPath) -> list[Problem]:
    kind = detail["type"]
    context = detail.get("ctx", {})
    path = (*at, *_within(detail["loc"], file, at, missing=kind == "missing"))
    if kind == "markup":
        return [file.problem(path, fault.message, fault.hint, fault.offset) for fault in context["faults"]]
    if kind == "missing":
        return [file.problem(path[:-1], f"missing field {path[-1]}", "add it")] if path else []
    if kind == "extra_forbidden":
        hint = did_you_mean(str(path[-1]), _fields(model, detail["loc"][:-1]))
        return [file.problem(path, f'unknown field "{path[-1]}"', hint or "remove it", at_key=True)]
    if kind == "literal_error":  # the other half of a union that takes a list or one word
        return (
            [file.problem(path, "expected a list", "write [one, two], or all")]
            if isinstance(detail["input"], str)
            else []
        )
    if kind == "tuple_type" and isinstance(detail["input"], str) and "tuple" in str(detail["loc"][-1]):
        return []  # reported once, by literal_error
    if kind == "too_short" and not isinstance(detail["input"], str) and len(detail["input"]) >= context["min_length"]:
        return []  # there are enough, but some are faulty, and each is reported
    message, hint = _TYPES.get(kind) or _size(kind, context, detail["input"]) or (detail["msg"], "")
    if detail["input"] is None:
        message, hint = "missing value", "write one, or remove the line if it may be left out"
    if kind == "id_format" and (likely := _as_id(detail["input"])):
        hint = f'did you mean "{likely}"? otherwise {hint}'
    return [file.problem(path, message, hint)]


def _as_id(value: str) -> str:
    """Write a name such as ``Site reliability`` as the id that was probably meant; empty if there is none."""
    likely = re.sub("[^a-z0-9]+", "-", value.lower()).strip("-")
    return likely if is_id(likely) else ""


def _size(kind: str, context: Mapping[str, Any], value: object) -> tuple[str, str] | None:
    """Word an error about how long or how large a value is."""
    if kind in ("string_too_short", "too_short") and isinstance(value, str):
        return "empty text", "write it, or remove the line if it may be left out"
    if kind in ("string_too_long", "too_long") and isinstance(value, str):
        return f"text too long ({len(value)} of {context['max_length']} characters)", "shorten it"
    if kind == "too_short":
        return f"too few ({context['actual_length']}, at least {context['min_length']} are needed)", "add more"
    if kind == "too_long":
        return f"too many ({context['actual_length']} of {context['max_length']})", "keep the best"
    if kind in ("greater_than_equal", "less_than_equal"):
        bound = f"at least {context['ge']}" if kind == "greater_than_equal" else f"at most {context['le']}"
        return f"expected a number of {bound}", ""
    if kind == "repeated":
        return f'duplicate "{context["value"]}"', "keep one"
    return None


def _within(loc: tuple[int | str, ...], file: YamlFile, at: FieldPath, *, missing: bool) -> FieldPath:
    """Drop the steps that pydantic adds for the branches of a union: they are not in the file."""
    value: Any = file.data
    for step in at:
        value = value[step]
    path: list[int | str] = []
    for index, step in enumerate(loc):
        inside = isinstance(value, dict) or (isinstance(value, list) and isinstance(step, int))
        if not inside:
            continue
        names_missing = missing and index == len(loc) - 1
        if isinstance(value, dict) and step not in value and not names_missing:
            continue
        path.append(step)
        value = value.get(step) if isinstance(value, dict) else value[int(step)]
    return tuple(path)


def _fields(model: type[BaseModel], loc: tuple[int | str, ...]) -> list[str]:
    """The names that a file may use at a path, for "did you mean"."""
    schema = _schema_of(model)
    node = schema
    for step in loc:
        node = _resolve(schema, node)
        if isinstance(step, int):
            node = node.get("items", {})
        elif step in node.get("properties", {}):
            node = node["properties"][step]
        elif isinstance(node.get("additionalProperties"), dict):
            node = node["additionalProperties"]
    return list(_resolve(schema, node).get("properties", {}))


@cache
def _schema_of(model: type[BaseModel]) -> dict[str, Any]:
    """A model's schema. Making it takes longer than reading a file, and a file can have thousands of unknown fields."""
    return model.model_json_schema()


def _resolve(schema: dict[str, Any], node: dict[str, Any]) -> dict[str, Any]:
    reference = node.get("$ref", "")
    found: dict[str, Any] = schema.get("$defs", {}).get(reference.rsplit("/", 1)[-1], node)
    return found
