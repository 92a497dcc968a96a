"""Rewrite what D2 has drawn as a picture: only what is seen, with plain attributes, its words and its font."""

from __future__ import annotations

import base64
import binascii
import re
import xml.etree.ElementTree as ET
from collections.abc import Collection, Iterator
from html import unescape

from studyguide.diagrams.picture import CLASSES, NAMESPACE, SOURCE_ATTRIBUTE
from studyguide.drawing.fonts import FAMILY, PictureFonts

_TAG = "{" + NAMESPACE + "}"
_BOLD = ("text-bold", "text-mono-bold")
_DECLARATIONS = re.compile(r"([\w-]+)\s*:\s*([^;]+)")
_DROPPED = {"class", "style", "shape-rendering"}
_AROUND_LABEL = 3
"""Pixels that stay free on either side of a label."""

_NUMBER = re.compile(r"(\d+)\.0+\b|(\d+\.\d{2})\d+")


class UnknownClassError(Exception):
    """Something in a diagram has none of the classes.

    Args:
        names: The names of such things in the source.
    """

    def __init__(self, names: Collection[str]) -> None:
        self.names = names
        super().__init__(", ".join(names))


def rewrite(drawn: str, title: str, digest: str, fonts: PictureFonts) -> str:
    """Make a picture.

    Args:
        drawn: What D2 has written.
        title: The title of the diagram.
        digest: The digest of its source.
        fonts: The fonts that D2 has measured the text with.

    Returns:
        The picture as SVG. The same input gives the same text.

    Raises:
        UnknownClassError: If a shape has none of :data:`studyguide.diagrams.picture.CLASSES`.
    """
    board = ET.fromstring(drawn).find(f"{_TAG}svg")  # noqa: S314  written by the program that was just run
    if board is None:
        raise ValueError("D2 writes its pictures in another way than the version that this was made for")
    unknown = [name for name, group in _shapes(board) if _class_of(group) not in CLASSES]
    if unknown:
        raise UnknownClassError(unknown)
    ids = {node.attrib["id"]: f"d{index}" for index, node in enumerate(board.iter()) if "id" in node.attrib}
    root = ET.Element("svg", xmlns=NAMESPACE, viewBox=board.attrib["viewBox"], role="img")
    root.attrib |= {"width": board.attrib["width"], "height": board.attrib["height"], SOURCE_ATTRIBUTE: digest}
    root.attrib |= {"font-family": f"{FAMILY}, sans-serif", "stroke-linejoin": "round"}
    ET.SubElement(root, "title").text = title
    style = ET.SubElement(root, "style")
    _copy_children(board, root, ids)
    _clear_labels(root, fonts)
    style.text = "".join(fonts.face(weight, used) for weight, used in _characters(root).items() if used)
    return ET.tostring(root, "unicode") + "\n"


def _shapes(board: ET.Element) -> Iterator[tuple[str, ET.Element]]:
    """Give each shape with its name in the source, which D2 writes encoded as the first class of its group."""
    for group in board.iter(f"{_TAG}g"):
        if any(child.get("class", "").split()[:1] == ["shape"] for child in group):
            try:
                name = base64.b64decode(group.get("class", "").split()[0], validate=True).decode()
            except (binascii.Error, UnicodeDecodeError):
                continue  # no name: a part of a shape
            if not _is_lifeline(name):
                yield unescape(name), group


def _is_lifeline(name: str) -> bool:
    return "lifeline" in name


def _class_of(group: ET.Element) -> str:
    return next((name for name in group.get("class", "").split()[1:] if name in CLASSES), "")


def _copy_children(source: ET.Element, target: ET.Element, ids: dict[str, str]) -> None:
    for node in source:
        name = node.tag.removeprefix(_TAG)
        if name == "style":
            continue
        if name == "g" and node.get("class", "").split()[:1] == ["shape"]:
            _copy_children(node, target, ids)  # a group in a group says nothing more
            continue
        attributes = dict(_attributes(node, ids))
        kind = _class_of(node) if name == "g" else ""
        copy = ET.SubElement(target, name, {**({"class": kind} if kind else {}), **attributes})
        copy.text = node.text.strip() if name in ("text", "tspan") and node.text else None
        _copy_children(node, copy, ids)


def _attributes(node: ET.Element, ids: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Give the attributes of an element, the declarations of its style among them."""
    if any(name in _BOLD for name in node.get("class", "").split()):
        yield "font-weight", "600"
    for name, value in [*node.attrib.items(), *_DECLARATIONS.findall(node.get("style", ""))]:
        if name in _DROPPED:
            continue
        plain = value.strip().removesuffix("px") if name == "font-size" else value.strip()
        if name == "id":
            plain = ids[plain]
        elif plain.startswith("url("):
            plain = f"url(#{ids[plain[5:-1]]})"
        elif not name.startswith(("fill", "viewBox")):
            plain = _NUMBER.sub(lambda match: match[1] or match[2], plain)
        yield name, plain


def _clear_labels(root: ET.Element, fonts: PictureFonts) -> None:
    """Interrupt what lies behind labels: borders behind those of arrows, and arrows behind those of zones.

    D2 itself interrupts arrows behind the labels of arrows, with black areas in a mask.
    """
    mask, ground = root.find("mask"), root.find("rect")
    if mask is None or ground is None:  # nothing has an arrow
        return
    first_arrow = next((index for index, node in enumerate(root) if node.find("path[@mask]") is not None), 0)
    for area in mask.findall("rect[@fill='black']"):
        root.insert(first_arrow, ET.Element("rect", area.attrib | {"fill": ground.attrib["fill"]}))
    for label in root.findall("g[@class='zone']/text"):
        width = fonts.width("".join(label.itertext()), int(label.get("font-size", "16")))
        left = float(label.get("x", "0")) - width / 2 - _AROUND_LABEL
        place = {"x": f"{left:.1f}", "y": f"{float(label.get('y', '0')) - 16:g}"}
        ET.SubElement(
            mask, "rect", place | {"width": f"{width + 2 * _AROUND_LABEL:.1f}", "height": "21", "fill": "black"}
        )


def _characters(root: ET.Element) -> dict[int, set[str]]:
    """Collect the characters that a picture shows, by weight."""
    used: dict[int, set[str]] = {400: set(), 600: set()}
    for text in root.iter("text"):
        used[int(text.get("font-weight", "400"))] |= set("".join(text.itertext()))
    return used
