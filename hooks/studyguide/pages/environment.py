"""The Jinja environments of pages and answers, and their filters: how a page writes days, hours, counts, addresses."""

from __future__ import annotations

import datetime as dt
import html
import json
import re
from functools import partial
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from studyguide import study_plan
from studyguide.cache import TemplateCache
from studyguide.freshness import is_stale
from studyguide.model import Guide
from studyguide.pages.outline import Outline
from studyguide.pages.redirects import moved_questions
from studyguide.repository_links import edit_address, report_address

TEMPLATES = Path(__file__).parent / "templates"


def one_line(block: str) -> str:
    """Write a block of HTML on one line without changing what it shows.

    Inside ``pre`` a line end becomes ``&#10;`` and a tab ``&#9;``; elsewhere white space is a single space.
    """
    parts = re.split(r"(<pre\b.*?</pre>)", block, flags=re.DOTALL)
    for index, part in enumerate(parts):
        inside_pre = index % 2 == 1
        parts[index] = (
            part.replace("\n", "&#10;").replace("\t", "&#9;") if inside_pre else re.sub(r"[ \t\r\n\f]+", " ", part)
        )
    return "".join(parts).strip()


def escape_markdown(text: str) -> str:
    """Write plain text so that Markdown shows it as typed: all but letters, digits and spaces become references."""
    return "".join(char if char.isalnum() or char == " " else f"&#{ord(char)};" for char in text)


def escape_front_matter(text: str) -> str:
    """Write plain text as a YAML value that is safe as HTML too: the theme does not escape the titles of pages."""
    return json.dumps(html.escape(text), ensure_ascii=False)


def base_environment(templates: Path, compiled: TemplateCache | None = None) -> Environment:
    """Make an environment that knows nothing of any guide. It is new for each build, so that edits show."""
    environment = Environment(
        loader=FileSystemLoader(templates),
        autoescape=lambda name: bool(name and name.endswith(".html.jinja")),  # noqa: S701  the skeletons are Markdown
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        bytecode_cache=compiled,
    )
    environment.filters |= {
        "md": escape_markdown,
        "front_matter": escape_front_matter,
        "day": _day,
        "hours": _hours,
        "plural": plural,
    }
    return environment


def answer_environment(
    outline: Outline, repository: str, templates: Path, day: dt.date | None, compiled: TemplateCache | None
) -> Environment:
    """Make the environment of answers, which see only the outline of a guide."""
    environment = base_environment(templates, compiled)
    settings = outline.settings
    environment.globals |= {
        "guide": outline,
        "edit_address": partial(edit_address, repository),
        "report_address": partial(report_address, repository),
        "is_stale": partial(is_stale, settings=settings, day=day),
        "level_rank": {level.id: rank for rank, level in enumerate(settings.levels, start=1)},
        "spoken_seconds": partial(study_plan.spoken_seconds, settings=settings),
    }
    return environment


def page_environment(
    guide: Guide, repository: str, templates: Path, day: dt.date | None, compiled: TemplateCache | None
) -> Environment:
    """Make the environment of everything else, which sees the whole guide."""
    environment = answer_environment(Outline.of(guide), repository, templates, day, compiled)
    environment.globals |= {
        "guide": guide,
        "moved_questions": partial(moved_questions, guide),
        "study_minutes": partial(study_plan.study_minutes, guide=guide),
        "stage_minutes": partial(study_plan.stage_minutes, guide=guide),
        "path_minutes": partial(study_plan.path_minutes, guide=guide),
        "spans": partial(study_plan.spans, guide=guide),
        "plans": partial(study_plan.plans, guide=guide),
    }
    return environment


def _day(date: dt.date) -> Markup:
    """Write a date for people and machines. Month names are fixed: ``strftime`` would follow the machine's language."""
    months = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
    return Markup('<time datetime="{}">{} {} {}</time>').format(
        date.isoformat(), date.day, months[date.month - 1], date.year
    )


def _hours(minutes: int) -> str:
    """Write minutes as hours, to half an hour from one hour on: ``45 min``, ``3.5 h``."""
    if minutes < 60:
        return f"{minutes} min"
    return f"{(minutes + 15) // 30 / 2:g} h"  # a quarter goes up, as in guide.typ


def plural(count: int, word: str) -> str:
    """Write a count with its noun: ``1 question``, ``2 questions``."""
    return f"{count} {word}" if count == 1 else f"{count} {word}s"
