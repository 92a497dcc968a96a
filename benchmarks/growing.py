"""Projects of any size for the benchmarks, made from the real guide.

``grow`` repeats the real questions until there are enough of them, each under an id, title and names of its own.
``write_plain`` writes the same words as Markdown pages for MkDocs and Material without any of our code: what somebody
would have who wrote this guide by hand.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent

PLAIN_SETTINGS = """\
site_name: Plain
docs_dir: docs
use_directory_urls: true
theme:
  name: material
  font: false
  features: [navigation.footer, navigation.indexes, navigation.prune, navigation.tabs, navigation.top, toc.follow]
plugins: [search]
markdown_extensions:
  - attr_list
  - tables
  - admonition
  - toc: {permalink: "#", toc_depth: 3}
  - pymdownx.details
  - pymdownx.highlight: {anchor_linenums: false}
  - pymdownx.superfences
"""


def grow(project: Path, count: int) -> None:
    """Copy the real project and repeat its questions.

    Args:
        project: The folder to write; it must not exist.
        count: How many questions it shall have. Fewer than the real guide has are not taken away.
    """
    shutil.copytree(
        ROOT,
        project,
        ignore=shutil.ignore_patterns(
            ".git", ".venv", ".cache", "node_modules", "site", "downloads", "offline", "tests"
        ),
    )
    (project / "data" / "ids.txt").unlink()
    files = sorted((project / "data" / "questions").rglob("*.yml"))
    for number in range(len(files), count):
        original = files[number % len(files)]
        copy = number // len(files) + 1
        entry = yaml.load(original.read_text("utf-8"), yaml.CSafeLoader)
        _rename(entry, copy)
        target = original.with_stem(f"{original.stem}-{copy}")
        target.write_text(_as_yaml(entry), "utf-8")
    _let_copies_discuss_names(project / "data")


def write_plain(project: Path, grown: Path) -> None:
    """Write the words of a grown project as plain Markdown pages.

    Args:
        project: The folder to write; it must not exist.
        grown: A project that :func:`grow` has made.
    """
    docs = project / "docs"
    (docs / "questions").mkdir(parents=True)
    (project / "mkdocs.yml").write_text(PLAIN_SETTINGS, "utf-8")
    for page in ("prepare.md", "faq.md", "about.md"):
        text = (grown / "docs" / page).read_text("utf-8")
        (docs / page).write_text(text.replace("](question:", "](#").replace("](comparison:", "](#"), "utf-8")
    (docs / "index.md").write_text("# Plain\n\nThe same words as hand-written Markdown.\n", "utf-8")
    for topic in sorted((grown / "data" / "questions").iterdir()):
        entries = [yaml.load(file.read_text("utf-8"), yaml.CSafeLoader) for file in sorted(topic.glob("*.yml"))]
        text = "".join(part for entry in entries for part in _plain_question(entry))
        (docs / "questions" / f"{topic.name}.md").write_text(f"# {topic.name}\n\n{text}", "utf-8")
    (docs / "comparisons").mkdir()
    for file in sorted((grown / "data" / "comparisons").glob("*.yml")):
        entry = yaml.load(file.read_text("utf-8"), yaml.CSafeLoader)
        (docs / "comparisons" / f"{file.stem}.md").write_text("".join(_plain_table(entry)), "utf-8")


def _as_yaml(value: object) -> str:
    return str(yaml.dump(value, Dumper=yaml.CSafeDumper, sort_keys=False, allow_unicode=True))


def _let_copies_discuss_names(data: Path) -> None:
    """A copy of a question about a retired name must be allowed to use the name too."""
    copies: dict[str, list[str]] = {}
    for file in sorted((data / "questions").rglob("*.yml")):
        original, _, copy = file.stem.rpartition("-")
        copies.setdefault(original if copy.isdigit() else file.stem, []).append(file.stem)
    terms = yaml.load((data / "terms.yml").read_text("utf-8"), yaml.CSafeLoader)
    for term in terms:
        term["discussed_in"] = [each for name in term.get("discussed_in", []) for each in copies.get(name, [name])]
    (data / "terms.yml").write_text(_as_yaml(terms), "utf-8")


def _rename(entry: dict[str, Any], copy: int) -> None:
    marks = " ".join(f"{word}{copy}" for word in ("north", "south", "east", "west"))  # or the titles are too similar
    entry["title"] = f"{entry['title'][:76]} {marks}"
    entry["label"] = f"{entry['label'][:26]} {copy}"
    for names in ("aliases", "asked_as"):
        entry[names] = [f"{name} {copy}" for name in entry.get(names, [])]
    entry.pop("redirect_from", None)


def _plain_question(entry: dict[str, Any]) -> Iterator[str]:
    yield f'### {entry["title"]}\n\n??? note "Answer"\n'
    yield _indented(entry["short"])
    yield _indented("\n".join(f"- {point}" for point in entry["key_points"]))
    yield _indented(entry["detail"])
    for step in entry.get("steps", []):
        yield _indented(f"{step['do']}\n\n{step['look_for']}")
    for follow_up in entry["follow_ups"]:
        yield _indented(f"**{follow_up['ask']}**\n\n{follow_up['answer']}")
    for pitfall in entry["pitfalls"]:
        yield _indented(f"*{pitfall['say']}* {pitfall['fact']}")
    yield _indented(entry["stands_out"])
    yield _indented("Sources: " + ", ".join(f"[{source['title']}]({source['url']})" for source in entry["sources"]))


def _plain_table(entry: dict[str, Any]) -> Iterator[str]:
    items = [item["id"] for item in entry["items"]]
    yield f"# {entry['title']}\n\n{entry['summary']}\n\n"
    yield "| |" + "".join(f" {item['name']} |" for item in entry["items"]) + "\n"
    yield "|---|" + "---|" * len(items) + "\n"
    for group in entry["groups"]:
        for criterion in group["criteria"]:
            cells = (" ".join(str(criterion["cells"][item]).split()).replace("|", "\\|") for item in items)
            yield f"| {criterion['name']} |" + "".join(f" {cell} |" for cell in cells) + "\n"
    yield f"\n{entry['trap']}\n"


def _indented(text: str) -> str:
    lines = str(text).replace("](question:", "](#").replace("](comparison:", "](#").rstrip().split("\n")
    return "\n" + "\n".join(f"    {line}" if line.strip() else "" for line in lines) + "\n"
