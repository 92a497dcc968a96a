"""The Markdown of a field: text in, one safe HTML fragment out.

:mod:`~studyguide.markup.dialect` converts a field, and :mod:`~studyguide.markup.tokens` says what it may hold.
:mod:`~studyguide.markup.limits` refuses texts made to exhaust a parser or to hide something, and
:mod:`~studyguide.markup.sanitizing` has the last word on what comes out. Hand-written pages are not fields: see
:mod:`~studyguide.markup.documents`.
"""

from studyguide.markup.dialect import MarkupError, convert
from studyguide.markup.fragment import Fragment, Link
from studyguide.markup.limits import Fault, check_plain_text, hidden_characters
from studyguide.markup.tokens import Shape

__all__ = ["Fault", "Fragment", "Link", "MarkupError", "Shape", "check_plain_text", "convert", "hidden_characters"]
