"""The core knows no site engine, and its parts are imported in one direction."""

from __future__ import annotations

import ast
import graphlib
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.projects import ROOT, environment

HOOKS = ROOT / "hooks"
ORDER = (
    {"problems", "build_time", "references", "site_files", "cache"},
    {"kept_site"},
    {"downloads", "script_bundles"},
    {"markup", "content_policy", "theme"},
    {"model"},
    {"kinds", "study_plan", "schemas", "freshness", "source_links", "repository_links", "diagrams"},
    {"reading"},
    {"pages", "authoring", "search", "book", "practice", "drawing"},
    {"cards"},
    {"build"},
)
"""The parts of the core; each may import its own modules and parts that stand before it."""


def module_name(file: Path) -> str:
    return ".".join(file.relative_to(HOOKS).with_suffix("").parts).removesuffix(".__init__")


MODULES = {module_name(file): file for file in sorted((HOOKS / "studyguide").rglob("*.py"))}


def imports(file: Path) -> Iterator[str]:
    """Every name that a file imports, at its top or inside a function: ``a.b`` for ``from a import b`` too."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file} has a relative import on line {node.lineno}"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def imported_modules(file: Path) -> set[str]:
    """The modules of the core that a file imports."""
    found = (name if name in MODULES else name.rpartition(".")[0] for name in imports(file))
    return {name for name in found if name in MODULES and name != "studyguide"}


def rank(module: str) -> int:
    part = module.split(".")[1]
    places = [place for place, parts in enumerate(ORDER) if part in parts]
    assert places, f"{module} is new: give it a place in ORDER"
    return places[0]


def test_the_core_loads_neither_mkdocs_nor_the_theme(tmp_path: Path) -> None:
    code = (
        "import importlib, json, sys\n"
        f"for name in {sorted(MODULES)!r}: importlib.import_module(name)\n"
        "print(json.dumps(sorted(sys.modules)))"
    )
    result = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env=environment({"PYTHONPATH": str(HOOKS)}),
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = json.loads(result.stdout)
    assert set(MODULES) <= set(loaded)
    assert [name for name in loaded if name.startswith(("mkdocs", "material"))] == []


@pytest.mark.parametrize("module", sorted(set(MODULES) - {"studyguide"}))
def test_a_module_imports_only_what_stands_before_it(module: str) -> None:
    part = module.split(".")[1]
    wrong = {
        other
        for other in imported_modules(MODULES[module])
        if other.split(".")[1] != part and rank(other) >= rank(module)
    }
    assert wrong == set()


def test_no_modules_import_each_other_in_a_circle() -> None:
    graph = {module: imported_modules(file) for module, file in MODULES.items()}
    assert any(graph.values())
    graphlib.TopologicalSorter(graph).prepare()


@pytest.mark.parametrize("file", [*MODULES.values(), HOOKS / "guide.py", HOOKS / "mkdocs_hooks.py"], ids=module_name)
def test_nothing_imports_the_programs_at_the_border(file: Path) -> None:
    roots = {name.split(".")[0] for name in imports(file)}
    assert roots & {"guide", "mkdocs_hooks"} == set()


@pytest.mark.parametrize("file", [*MODULES.values(), HOOKS / "guide.py"], ids=module_name)
def test_only_the_hook_imports_mkdocs(file: Path) -> None:
    roots = {name.split(".")[0] for name in imports(file)}
    assert roots & {"mkdocs", "material"} == set()
