"""Projects of any size for the benchmarks, made from the real guide.

``grow`` repeats the real questions until there are enough of them, each under an id, title and names of its own.
``write_plain`` writes the same words as Markdown pages for MkDocs and Material without any of our code: what somebody
would have who wrote this guide by hand.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent

EDITED = Path("data/questions/storage/what-is-s3.yml")
"""A question that every size has, for measures of what an edit costs."""

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
    """Copy the real project, and repeat its questions or take some away.

    Args:
        project: The folder to write; it must not exist.
        count: How many questions it shall have, at least one for each topic.
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
    _take_away(project, files, count)
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


def _take_away(project: Path, files: list[Path], count: int) -> None:
    """Remove questions evenly from all topics, with everything that refers to them."""
    topics: dict[str, list[Path]] = {}
    for file in files:
        topics.setdefault(file.parent.name, []).append(file)
    in_turn = [file for row in zip_longest(*topics.values()) for file in row if file]
    in_turn.sort(key=lambda file: file.stem != EDITED.stem)
    gone = {file.stem for file in in_turn[count:]}
    if not gone:
        return
    for file in in_turn[count:]:
        file.unlink()
    for file in (*(project / "data").rglob("*.yml"), *(project / "docs").glob("*.md")):
        file.write_text(_without_links(file.read_text("utf-8"), gone), "utf-8")
    kept = [file.stem for file in in_turn[:count]]
    for file in in_turn[:count]:
        entry = yaml.load(file.read_text("utf-8"), yaml.CSafeLoader)
        others = [name for name in entry["related"] if name not in gone]
        entry["related"] = others or [next(name for name in kept if name != file.stem)]
        file.write_text(_as_yaml(entry), "utf-8")
    _take_away_diagrams(project / "data")
    _take_out_of_lists(project / "data", gone)


def _take_away_diagrams(data: Path) -> None:
    shown = "".join(file.read_text("utf-8") for file in data.rglob("*.yml"))
    for file in (data / "diagrams").glob("*"):
        if f"diagram: {file.name.partition('.')[0]}\n" not in shown:
            file.unlink()


def _take_out_of_lists(data: Path, gone: set[str]) -> None:
    for file in (data / "paths").glob("*.yml"):
        path = yaml.load(file.read_text("utf-8"), yaml.CSafeLoader)
        for stage in path["stages"]:
            stage["questions"] = [name for name in stage["questions"] if name not in gone]
        file.write_text(_as_yaml(path), "utf-8")
    lists = {"guide.yml": "featured", "terms.yml": "discussed_in", "abbreviations.yml": "question"}
    for name, field in lists.items():
        value = yaml.load((data / name).read_text("utf-8"), yaml.CSafeLoader)
        for item in value if isinstance(value, list) else [value]:
            if isinstance(item.get(field), list):
                item[field] = [each for each in item[field] if each not in gone]
            elif item.get(field) in gone:
                del item[field]
        (data / name).write_text(_as_yaml(value), "utf-8")


def _without_links(text: str, gone: set[str]) -> str:
    """Leave the words of links to removed questions, without the links."""
    return re.sub(
        r"\[([^\[\]]*)\]\(question:([a-z0-9-]+)\)", lambda link: link[1] if link[2] in gone else link[0], text
    )


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
