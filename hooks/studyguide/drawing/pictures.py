"""Draw the pictures of all diagrams of a guide."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Sequence
from pathlib import Path

from studyguide.diagrams.picture import CLASSES, check_picture
from studyguide.diagrams.source import SCHEMES, digest_of, picture_name
from studyguide.drawing.d2 import D2
from studyguide.drawing.fonts import PictureFonts
from studyguide.drawing.svg import UnknownClassError, rewrite
from studyguide.problems import ContentError, Problem
from studyguide.reading.diagrams import FOLDER, ReadSource


def draw(sources: Sequence[ReadSource]) -> dict[str, bytes]:
    """Draw diagrams, each once for every color scheme.

    Args:
        sources: Their sources.

    Returns:
        The content of each picture, by its file relative to the project's folder. The same sources give the same bytes.

    Raises:
        ContentError: With everything that is wrong with any of them.
        ValueError: If D2 is not installed.
    """
    fonts = PictureFonts()
    drawn: dict[str, bytes] = {}
    problems: list[Problem] = []
    with tempfile.TemporaryDirectory() as folder:
        (work := Path(folder, "work")).mkdir()
        d2 = D2(fonts.write_to(Path(folder)), work)
        for source in sources:
            missing = fonts.missing(source.text)
            if missing:
                problems.append(_position(source, missing[0], f'the font has no "{missing[0]}"', "write it in words"))
                continue
            try:
                for scheme in SCHEMES:
                    name = f"{FOLDER}/{picture_name(source.words.id, scheme)}"
                    drawn[name] = _picture(source, scheme, d2, fonts)
            except ContentError as error:
                problems += error.problems
    if problems:
        raise ContentError(problems)
    return drawn


def _picture(source: ReadSource, scheme: str, d2: D2, fonts: PictureFonts) -> bytes:
    path = source.file.path
    try:
        text = rewrite(d2.compile(source.text, path, scheme), source.words.title, digest_of(source.text), fonts)
    except UnknownClassError as error:
        hint = f"give it one of: {', '.join(CLASSES)}"
        raise ContentError(
            _position(source, name.rpartition(".")[2], f'"{name}" has no class', hint) for name in error.names
        ) from error
    content = text.encode()
    _, problems = check_picture(content, path)
    if problems:  # what is wrong with the picture must be changed in its source, where no line is to blame
        raise ContentError(Problem.in_file(path, problem.message, problem.hint) for problem in problems)
    return content


def _position(source: ReadSource, word: str, message: str, hint: str) -> Problem:
    """Report a fault where a word first stands in the drawing."""
    head = len(source.file.lines) - 1
    for number, line in enumerate(source.text.splitlines(), start=1):
        match = re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])" if word.isalnum() else re.escape(word), line)
        if match and (number > head or not word.isalnum()):
            return Problem.in_file(source.file.path, message, hint, line=number, column=match.start() + 1)
    return Problem.in_file(source.file.path, message, hint)
