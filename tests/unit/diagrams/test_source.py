"""Sources of diagrams: what D2 must never be given, and what a picture depends on."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyguide.diagrams import source
from studyguide.diagrams.source import check_source, digest_of, head_of

PATH = "data/diagrams/a.d2"
GOOD = '# title: A\n\na: "A, 1: b" {class: box}\nb: B\\nC {class: zone}\na <- b: <1 s {class: call}\n'


def reported(text: str) -> list[str]:
    return [str(problem) for problem in check_source(text, PATH)]


def test_an_ordinary_source_is_accepted() -> None:
    assert reported(GOOD) == []


@pytest.mark.parametrize(
    ("line", "column", "message"),
    [
        ("a: {icon: /etc/passwd}", 5, '"icon" is not allowed'),
        ('a: {"icon": ./secret.txt}', 6, '"icon" is not allowed'),
        ("a.ICON : x", 3, '"icon" is not allowed'),
        ("a.icon.near: top-left", 3, '"icon" is not allowed'),
        ('a: "a # b" {icon: /etc/passwd}', 13, '"icon" is not allowed'),
        ("a: {link: https://example.org}", 5, '"link" is not allowed'),
        ("a: {tooltip: x}", 5, '"tooltip" is not allowed'),
        ("a.style.fill: red", 3, '"style" is not allowed'),
        ("classes: {box: {width: 5000}}", 1, '"classes" is not allowed'),
        ("vars: {d2-config: {sketch: true}}", 1, '"vars" is not allowed'),
        ("layers: {b: {x}}", 1, '"layers" is not allowed'),
        ("a: {shape: image}", 5, "a diagram holds no images"),
        ('a: "<script>alert(1)</script>"', 5, "this looks like a tag"),
        ("a: |md <b>x</b> |", 8, "this looks like a tag"),
        ("a: |md x |", 4, "blocks of Markdown or code"),
        ("a: |`tex x `|", 4, "blocks of Markdown or code"),
        ("...@/etc/passwd", 4, "imports are not allowed"),
        ("a: @../../secret", 4, "imports are not allowed"),
        ("a: ${ink}", 4, "variables are not allowed"),
        ("a: {ic\\on: /etc/passwd}", 7, "unknown escape"),
        ("a: {ic\\", 7, "unknown escape"),
    ],
)
def test_what_reads_files_or_runs_or_looks_different_is_refused(line: str, column: int, message: str) -> None:
    assert any(text.startswith(f"{PATH}:3:{column}: {message}") for text in reported(f"# title: A\n\n{line}\n"))


@given(st.sampled_from(["icon", "Icon", "ICON"]), st.sampled_from(["", '"', "'"]), st.text(" \t", max_size=3))
def test_an_icon_is_found_however_it_is_written(key: str, quote: str, space: str) -> None:
    assert reported(f"a: A\na: {{{quote}{key}{quote}{space}: /etc/passwd}}\n")


def test_the_head_keeps_its_lines_and_columns() -> None:
    assert head_of("# title: A\n#\n# alt: |\n#   B\n\n# no head\nx\n") == "  title: A\n \n  alt: |\n    B\n"


def test_line_ends_do_not_change_the_digest() -> None:
    assert digest_of("a\nb\n") == digest_of("a\r\nb\r\n") != digest_of("a\nc\n")


def test_classes_and_colors_change_the_digest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = digest_of("a")
    for file in source.STYLE.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    monkeypatch.setattr(source, "STYLE", tmp_path)
    assert digest_of("a") == before
    (tmp_path / "dark.d2").write_text("vars: {ink: red}\n", "utf-8")
    assert digest_of("a") != before
