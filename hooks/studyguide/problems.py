"""What can be wrong with a guide, and how it is reported."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass

NEAR = 0.7
"""How alike two words must be, from 0 to 1, for one to be taken for a slip of the other; less suggests other things."""


@dataclass(frozen=True, order=True)
class Problem:
    """One fault in one place.

    Attributes:
        path: File, relative to the project's folder, with forward slashes.
        line: Line of the fault, counted from 1; 0 if the whole file is meant.
        column: Column of the fault, counted from 1; 0 if the whole file is meant.
        field: The path of the field, as an editor would say it (``follow_ups[2].answer``); empty for the whole file.
        message: What is wrong.
        hint: What to do about it; empty if the message says it all.
    """

    path: str
    line: int
    column: int
    field: str
    message: str
    hint: str = ""

    @classmethod
    def in_file(cls, path: str, message: str, hint: str = "", *, line: int = 0, column: int = 0) -> Problem:
        """Report a fault of a whole file, or of a position in it that belongs to no field."""
        return cls(path, line, column, "", message, hint)

    def __str__(self) -> str:
        """Write the problem as ``path:line:column: field: message; hint``, a form that editors can jump to."""
        where = f"{self.path}:{self.line}:{self.column}" if self.line else self.path
        text = f"{where}: {self.field}: {self.message}" if self.field else f"{where}: {self.message}"
        whole = f"{text}; {self.hint}" if self.hint else text
        return " ".join(whole.split())  # what a message quotes may hold line ends


class ContentError(Exception):
    """The guide's data cannot be used; carries every problem that was found.

    Args:
        problems: All problems of the run, in any order.
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(sorted(problems))
        super().__init__(report(self.problems))


def report(problems: Iterable[Problem]) -> str:
    """List problems one a line, under a line that counts them.

    Args:
        problems: What was found.

    Returns:
        The text for a terminal, without a line end.
    """
    lines = [str(problem) for problem in sorted(problems)]
    count = "1 problem" if len(lines) == 1 else f"{len(lines)} problems"
    return "\n".join([f"{count} in the guide's files:", *lines])


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Suggest the nearest right spelling.

    Args:
        word: What was written.
        known: What could have been written.

    Returns:
        ``did you mean "x"?``, or the list of choices where it is short, or an empty string.
    """
    choices = list(known)
    close = difflib.get_close_matches(word.casefold(), choices, n=1, cutoff=NEAR)
    if close:
        return f'did you mean "{close[0]}"?'
    return f"choose one of: {', '.join(choices)}" if 0 < len(choices) <= 12 else ""
