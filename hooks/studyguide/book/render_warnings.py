"""What the book renders differently from its source, with the line of the data file."""

from __future__ import annotations

from pathlib import Path

from studyguide.book.fonts import Report
from studyguide.problems import Problem


class RenderWarnings:
    """Collects what the book renders differently from its source.

    Args:
        project: The folder with ``data/`` and ``docs/``.
    """

    def __init__(self, project: Path) -> None:
        self._project = project
        self._texts: dict[str, str] = {}
        self._found: dict[Problem, None] = {}

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Everything that was found, each once."""
        return tuple(sorted(self._found))

    def reporter(self, path: str, line: int = 1) -> Report:
        """Make what takes reports about one file.

        Args:
            path: The file, relative to the project's folder.
            line: Where to point if a text cannot be found in the file.
        """

        def report(near: str, message: str, hint: str) -> None:
            text = self._text(path)
            start = text.find(near)
            position = (line, 1) if start < 0 else (text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start))
            self._found.setdefault(Problem(path, *position, "", message, hint))

        return report

    def _text(self, path: str) -> str:
        if path not in self._texts:
            try:
                self._texts[path] = (self._project / path).read_text("utf-8-sig")
            except OSError:  # it was there when the guide was read; a less exact position is no reason to stop
                self._texts[path] = ""
        return self._texts[path]
