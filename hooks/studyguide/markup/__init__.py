"""The Markdown of a field: text in, one safe HTML fragment out.

:mod:`~studyguide.markup.dialect` says what a field may hold and converts it; :mod:`~studyguide.markup.limits` refuses
texts made to exhaust a parser or to hide something; :mod:`~studyguide.markup.sanitizing` has the last word on what
comes out. Pages written by hand are not fields: see :mod:`~studyguide.markup.documents`.
"""

from studyguide.markup.dialect import MarkupError, Shape, convert
from studyguide.markup.fragment import Fragment, Link
from studyguide.markup.limits import Fault, check_plain_text, hidden_characters

__all__ = ["Fault", "Fragment", "Link", "MarkupError", "Shape", "check_plain_text", "convert", "hidden_characters"]
