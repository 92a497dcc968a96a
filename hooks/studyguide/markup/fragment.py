"""A field that has been converted: its HTML, its words, and what it links to."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from functools import cached_property

from studyguide.references import Reference

_BLOCK_TAG = re.compile(r"</?(?:p|ul|ol|li|div|pre|blockquote|table|thead|tbody|tr|th|td|br|hr)\b[^>]*>")
_TAG = re.compile(r"<[^>]+>")


@dataclass(frozen=True)
class Link:
    """A reference in a field, with its position.

    Attributes:
        reference: The part of the guide that the field links to.
        offset: Where the reference starts in the field's text, in characters.
    """

    reference: Reference
    offset: int


@dataclass(frozen=True)
class Fragment:
    """A field that has been converted.

    Attributes:
        source: The text as the editor wrote it.
        html: Sanitized HTML. References are still written as ``href="question:id"``.
        links: The references in the text, in order.
    """

    source: str
    html: str
    links: tuple[Link, ...] = ()

    @cached_property
    def text(self) -> str:
        """The words without any markup, with single spaces."""
        return " ".join(html.unescape(_TAG.sub("", _BLOCK_TAG.sub(" ", self.html))).split())

    @property
    def words(self) -> int:
        """How many words a speaker would say."""
        return len(self.text.split())

    def __html__(self) -> str:
        """Let autoescaping templates treat the fragment as finished HTML."""
        return self.html
