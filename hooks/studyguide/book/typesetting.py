"""Set one edition's tree as a PDF file: Typst compiles, pikepdf packs."""

from __future__ import annotations

import datetime as dt
import io
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pikepdf
import typst

from studyguide.book.fonts import font_folders
from studyguide.book.html_tree import Node

TEMPLATES = Path(__file__).with_name("typst")

Paper = Literal["a4", "letter"]
PAPERS: tuple[Paper, ...] = ("a4", "letter")


class TypesettingError(Exception):
    """Typst cannot set a tree, or warns of a loss.

    Args:
        message: What Typst says.
    """


@dataclass(frozen=True)
class TypesetFile:
    """A finished PDF.

    Attributes:
        data: Its bytes.
        pages: How many pages it has.
    """

    data: bytes
    pages: int


def typeset(tree: Node, paper: Paper, moment: dt.datetime) -> TypesetFile:
    """Set a tree.

    Args:
        tree: What an edition holds.
        paper: The size of its pages.
        moment: The time that the file gives as its own, so that the same input gives the same bytes.

    Returns:
        A tagged file (PDF/UA-1), all fonts inside.

    Raises:
        TypesettingError: If Typst refuses the tree, or warns.
    """
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(path) for path in font_folders()]
    )
    inputs = {"data": json.dumps(tree, ensure_ascii=False), "paper": paper}
    try:
        compiler = typst.Compiler(TEMPLATES / "guide.typ", font_paths=fonts, sys_inputs=inputs)
        made, warnings = compiler.compile_with_warnings(
            format="pdf", pdf_standards=["ua-1"], timestamp=int(moment.timestamp())
        )
    except typst.TypstError as error:
        raise TypesettingError(error.message) from error
    if warnings:  # something may be lost
        raise TypesettingError("; ".join(dict.fromkeys(warning.message for warning in warnings)))
    if not isinstance(made, bytes):
        raise TypesettingError("Typst has made no file")
    return _packed(made)


def bisect_failure(entries: Sequence[str], fails: Callable[[frozenset[str]], bool]) -> str:
    """Find the first file that cannot be set, by halving.

    Args:
        entries: Paths of all files of an edition that can be left out.
        fails: Returns whether the edition cannot be set without some of them.

    Returns:
        Its path; empty if the edition fails without any of them.
    """
    everything = frozenset(entries)
    if fails(everything):
        return ""
    low, high = 0, len(entries)
    while high - low > 1:  # the edition fails with the first `high` files, and not with the first `low`
        middle = (low + high) // 2
        if fails(everything - frozenset(entries[:middle])):
            high = middle
        else:
            low = middle
    return entries[low]


def _packed(data: bytes) -> TypesetFile:
    """Pack the file's objects together, which halves its size."""
    packed = io.BytesIO()
    pikepdf.settings.set_flate_compression_level(9)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pages = len(pdf.pages)
        pdf.save(
            packed,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            recompress_flate=True,
            deterministic_id=True,
        )
    return TypesetFile(packed.getvalue(), pages)
