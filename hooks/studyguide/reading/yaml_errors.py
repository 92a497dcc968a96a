"""Explain what a YAML parser complains about in the words of an editor."""

from __future__ import annotations

import re
import unicodedata

import yaml

from studyguide.problems import Problem

_SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
UNUSUAL_SPACE = re.compile(f"[{_SPACES}]")
"""Characters that look like a space and that YAML takes for letters, as they come from word processors."""

_MISPLACED_SPACE = re.compile(rf"^ *(?:- +)*(?:-(?=[{_SPACES}])|[a-z_]+:(?=[{_SPACES}]))?([{_SPACES}])")


def syntax_problem(error: yaml.MarkedYAMLError, lines: list[str], path: str) -> Problem:
    """Turn a complaint of the parser into a problem.

    Args:
        error: What the parser says.
        lines: The lines of the file.
        path: The name of the file in messages.
    """
    mark = error.problem_mark or error.context_mark
    if mark:
        for number in range(min(mark.line, len(lines) - 1), -1, -1):  # the cause stands on that line or above
            problem = unusual_space(lines[number], number, path)
            if problem:
                return problem
    line, column = (mark.line, mark.column) if mark else (0, 0)
    complaint = error.problem or "not valid YAML"
    if "while scanning a quoted scalar" in (error.context or ""):
        start = error.context_mark or mark
        line, column = (start.line, start.column) if start else (0, 0)
    shown = lines[line] if line < len(lines) else ""
    column, message, hint = _explain(error, complaint, shown, column)
    return Problem.in_file(path, message, hint, line=line + 1, column=column + 1)


def unusual_space(line: str, number: int, path: str) -> Problem | None:
    """Find a space that YAML does not take for one, in the indentation or after a dash or a key.

    Args:
        line: One line of the file.
        number: Its number, counted from 0.
        path: The name of the file in messages.
    """
    match = _MISPLACED_SPACE.match(line)
    if not match:
        return None
    name = unicodedata.name(match[1], "unusual space").lower()
    message = f"a {name} (U+{ord(match[1]):04X}) stands where YAML needs a space"
    hint = "replace it with an ordinary space"
    return Problem.in_file(path, message, hint, line=number + 1, column=match.start(1) + 1)


def _explain(error: yaml.MarkedYAMLError, complaint: str, shown: str, column: int) -> tuple[int, str, str]:
    """Give the column, the message and the hint for a complaint about a line."""
    hint = "check the indentation and the quotes of this line and the one before"
    misfit = "this line does not fit the lines around it"
    if "mapping values are not allowed" in complaint:
        head, _, value = shown.strip().partition(": ")
        if ": " not in value and re.match(r"\s*(- )?\w+:", shown):
            return column, misfit, hint
        return column, 'a plain value cannot hold ": "', f"put it in quotes: {head}: {_quoted(value)}"
    if "cannot start any token" in complaint:
        if "\t" in shown:
            return shown.index("\t"), "the line is indented with a tab", "use spaces"
        value = shown[column:] if ": " not in shown[column:] else shown.strip().partition(": ")[2]
        return column, "a plain value cannot start with this character", f"put it in quotes: {_quoted(value.strip())}"
    if "expected <block end>" in complaint or "could not find expected ':'" in complaint:
        return column, misfit, hint
    if "while scanning a quoted scalar" in (error.context or ""):
        return column, "a quoted text does not end", "close the quotes, and double a quote inside it"
    return column, f"not valid YAML ({complaint})", hint


def _quoted(value: str) -> str:
    escaped = value.replace('"', '\\"')
    return f'"{escaped}"'
