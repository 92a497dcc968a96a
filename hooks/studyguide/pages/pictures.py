"""The pictures of diagrams as files of the site."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from studyguide.diagrams.source import picture_name
from studyguide.model import Guide
from studyguide.references import Reference
from studyguide.site_files import SiteFile, hashed_name

FOLDER = "assets/diagrams"


@dataclass(frozen=True)
class PictureFile(SiteFile):
    """The file of a picture.

    Attributes:
        reference: How pages refer to it: ``diagram:`` with the id of the diagram and the color scheme.
    """

    reference: Reference


def pictures(guide: Guide) -> Iterator[PictureFile]:
    """Give the files of all pictures, two for each diagram."""
    for diagram in guide.diagrams:
        for scheme, picture in (("light", diagram.light), ("dark", diagram.dark)):
            uri = hashed_name(f"{FOLDER}/{picture_name(diagram.id, scheme)}", picture.svg)
            yield PictureFile(uri, picture.svg.encode(), Reference("diagram", f"{diagram.id}.{scheme}"))
