"""Run D2, which lays a diagram out and writes it as SVG. It comes with the development requirements."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from studyguide.diagrams.source import STYLE, SUFFIX
from studyguide.problems import ContentError, Problem

_LAYOUT = (
    *("--layout", "elk", "--elk-nodeNodeBetweenLayers", "20", "--elk-edgeNodeBetweenLayers", "12"),
    *("--elk-padding", "[top=36,left=12,bottom=12,right=12]"),
)
"""ELK reads better than Dagre here: it keeps arrows straight and needs half the height."""

_OUTPUT = ("--pad", "4", "--theme", "0", "--omit-version", "--no-xml-tag", "--bundle=false", "--timeout", "50")
_ERROR = re.compile(r"(?:err: )?(?:failed to compile -: )?-:(\d+):(\d+): (.+)")
_SECONDS = 60


class D2:
    """Compiles diagrams.

    Args:
        fonts: The font files by weight.
        folder: An empty folder to run in.

    Raises:
        ValueError: If D2 is not installed.
    """

    def __init__(self, fonts: dict[int, Path], folder: Path) -> None:
        places = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
        program = shutil.which("d2", path=places)
        if program is None:
            raise ValueError("D2, which draws diagrams, is not installed. Run: pip install -r requirements-dev.txt")
        regular, bold = (str(fonts[weight].resolve()) for weight in sorted(fonts))
        weights = {"regular": regular, "italic": regular, "semibold": bold, "bold": bold}
        options = [part for name, file in weights.items() for part in (f"--font-{name}", file)]
        self._command = [program, *_LAYOUT, *_OUTPUT, *options, "-", "-"]
        self._folder = folder

    def compile(self, text: str, path: str, scheme: str) -> str:
        """Compile a source that has passed :func:`studyguide.diagrams.source.check_source`.

        Args:
            text: The source.
            path: Its file, relative to the project's folder.
            scheme: The color scheme.

        Returns:
            What D2 has drawn, as SVG.

        Raises:
            ContentError: If D2 refuses the source, with each line that it names.
        """
        style = "".join((STYLE / f"{name}{SUFFIX}").read_text("utf-8") for name in (scheme, "classes"))
        variables = {name: value for name, value in os.environ.items() if not name.startswith("D2_")}
        try:
            result = subprocess.run(  # noqa: S603  the program from this environment, and options of our own
                self._command,
                input=f"{style}{text}",
                cwd=self._folder,
                env=variables,
                capture_output=True,
                encoding="utf-8",
                timeout=_SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise ContentError([Problem.in_file(path, "D2 cannot lay this out in a minute", "say less")]) from None
        if result.returncode:
            raise ContentError(_problems(result.stderr, path, style.count("\n")))
        return result.stdout


def _problems(output: str, path: str, style_lines: int) -> Iterator[Problem]:
    """Find what D2 reports, in lines of the source: the style stands before it."""
    found = [match for line in output.splitlines() if (match := _ERROR.fullmatch(line.strip()))]
    for match in found:
        line = int(match[1]) - style_lines
        where = {"line": line, "column": int(match[2])} if line > 0 else {}
        yield Problem.in_file(path, f"D2: {match[3]}", "see https://d2lang.com for the syntax", **where)
    if not found:
        lines = [line.removeprefix("err: ") for line in output.splitlines() if line.startswith("err: ")]
        yield Problem.in_file(
            path, f"D2: {'; '.join(lines) or output.strip()}", "see https://d2lang.com for the syntax"
        )
