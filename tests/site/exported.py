"""The exported pages of a guide, built by an engine that knows nothing of the generator."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.projects import ROOT, guide_command, mkdocs
from tests.site.built import BuiltSite

PLAIN_SETTINGS = """
site_name: Exported
theme: {name: material, custom_dir: overrides, font: false}
markdown_extensions:
  - attr_list
  - tables
  - toc: {permalink: "#"}
  - pymdownx.blocks.html
  - pymdownx.highlight: {anchor_linenums: false}
  - pymdownx.superfences
validation:
  links: {not_found: warn, anchors: warn, absolute_links: warn, unrecognized_links: warn}
"""
"""A site that knows nothing of the generator: no hook, no order of pages."""


def build_exported(guide: Path, folder: Path) -> BuiltSite:
    """Export the pages of a guide and build them strictly, without the hook.

    Args:
        guide: The folder with ``data/`` and ``docs/``.
        folder: Where to build.

    Returns:
        The site.
    """
    result = guide_command(guide, "pages", str(folder / "docs"))
    assert (result.returncode, result.stderr) == (0, "")
    shutil.copytree(ROOT / "overrides", folder / "overrides")
    (folder / "mkdocs.yml").write_text(PLAIN_SETTINGS, "utf-8")
    built = mkdocs(folder, "build", "--strict")
    assert built.returncode == 0, built.stderr
    return BuiltSite(folder / "site")
