"""The types of fields: ids, dates, addresses, plain text, and Markdown that becomes a fragment.

Each type carries its own check and what an editor's JSON Schema says of it. Reading turns the errors raised here into
problems with a position; see :mod:`studyguide.reading.validation`.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from studyguide import markup
from studyguide.markup import Fault, Fragment, Shape

ID_PATTERN = r"[a-z0-9]+(-[a-z0-9]+)*"
"""Ids are words of small letters and digits joined by single hyphens: safe as file name, address and anchor."""

MAX_ID_LENGTH = 60
ID_RULE = f"use small letters, digits and single hyphens, at most {MAX_ID_LENGTH}, and not index or readme"

ANSWER_SUFFIX = "-answer"
"""Ends the anchor inside an answer; no id may end so."""

EVERY_ROLE = "all"
"""In place of a list of roles: every role."""

_DEVICES = re.compile(r"con|prn|aux|nul|com[0-9]|lpt[0-9]")
_FOLDER_PAGES = ("index", "readme")


def is_id(text: str) -> bool:
    """Return whether a text can be an id: allowed characters, not too long, not reserved by Windows or MkDocs."""
    if len(text) > MAX_ID_LENGTH or not re.fullmatch(ID_PATTERN, text):
        return False
    return text not in _FOLDER_PAGES and not _DEVICES.fullmatch(text)


def markup_error(faults: list[Fault]) -> PydanticCustomError:
    """Carry the faults of a text through pydantic, so that each becomes a problem with its position."""
    return PydanticCustomError(
        "markup", "{summary}", {"faults": faults, "summary": "; ".join(f.message for f in faults)}
    )


def _fragment(shape: Shape) -> Any:
    def validate(value: object) -> Fragment:
        if not isinstance(value, str):
            raise PydanticCustomError("string_type", "not text")
        if not value.strip():
            raise PydanticCustomError("string_too_short", "empty")
        try:
            return markup.convert(value, shape)
        except markup.MarkupError as error:
            raise markup_error(error.faults) from error

    return PlainValidator(validate)


def _plain_text(value: object) -> object:
    if isinstance(value, str):
        faults = markup.check_plain_text(value.strip())
        if faults:
            raise markup_error(faults)
        return value.strip()
    return value


def _command(value: object) -> object:
    if isinstance(value, str):
        faults = list(markup.hidden_characters(value))
        if faults:
            raise markup_error(faults)
    return value


def _iso_date(value: object) -> object:
    if not isinstance(value, str) or not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        raise PydanticCustomError("date_format", "not a date")
    try:
        return dt.date.fromisoformat(value)
    except ValueError as error:
        raise PydanticCustomError("date_format", "not a day of the calendar") from error


def _id(value: object) -> object:
    if isinstance(value, str) and not is_id(value):
        raise PydanticCustomError("id_format", "not an id")
    return value


def _web_address(value: object) -> object:
    if isinstance(value, str):
        faults = list(markup.hidden_characters(value))
        if faults:
            raise markup_error(faults)
        try:
            parts = urlsplit(value)
            host = parts.hostname or ""
        except ValueError:
            host = ""
        if not value.startswith("https://") or "." not in host or re.search(r"[\s\"'<>\\]", value):
            raise PydanticCustomError("address_format", "not an address")
    return value


def _each_once(values: tuple[str, ...]) -> tuple[str, ...]:
    seen: set[str] = set()
    for value in values:
        if value.casefold() in seen:
            raise PydanticCustomError("repeated", 'names "{value}" twice', {"value": value})
        seen.add(value.casefold())
    return values


MARKDOWN = "Markdown: paragraphs, emphasis, inline code, lists, tables, fenced code, links."
Block = Annotated[Fragment, _fragment("block"), WithJsonSchema({"type": "string", "description": MARKDOWN})]
Spoken = Annotated[
    Fragment,
    _fragment("spoken"),
    WithJsonSchema(
        {"type": "string", "description": "Plain paragraphs to say aloud; emphasis, inline code and links are allowed."}
    ),
]
Inline = Annotated[
    Fragment,
    _fragment("inline"),
    WithJsonSchema({"type": "string", "description": "One paragraph of Markdown."}),
]
Text = Annotated[str, BeforeValidator(_plain_text), Field(min_length=1)]
Command = Annotated[str, BeforeValidator(_command), Field(min_length=1, max_length=600)]
Id = Annotated[str, BeforeValidator(_id), WithJsonSchema({"type": "string", "pattern": f"^{ID_PATTERN}$"})]
Ids = Annotated[tuple[Id, ...], Field()]
Day = Annotated[
    dt.date,
    BeforeValidator(_iso_date),
    WithJsonSchema({"type": "string", "format": "date", "description": "The day on which the facts were checked."}),
]
WebAddress = Annotated[
    str,
    BeforeValidator(_web_address),
    WithJsonSchema(
        {"type": "string", "pattern": "^https://", "description": "The whole address, beginning with https://."}
    ),
]


class Model(BaseModel):
    """The base of all models: frozen, and without fields that the model does not declare.

    The text below a field documents it here and in the JSON Schema that editors use.
    """

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        strict=True,
        arbitrary_types_allowed=True,
        use_attribute_docstrings=True,
        defer_build=True,  # a run that finds its entries in the cache validates nothing
    )
