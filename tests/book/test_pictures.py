"""Pictures in the book: whole, on the page, and said in words to those who listen."""

from __future__ import annotations

import pikepdf
import pytest

from studyguide.book.typesetting import Paper
from studyguide.model import Guide, Picture
from studyguide.reading.loading import load_guide
from tests.book.conftest import set_book
from tests.book.reading import Book
from tests.projects import BICYCLE

TALL = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
    'font-family="Inter" font-size="16"><text x="5" y="20">topmost</text><text x="5" y="{last}">lowest</text></svg>'
)


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize(("width", "height"), [(455, 1000), (200, 1000), (200, 3000), (455, 80), (4000, 90)])
def test_a_picture_of_any_size_is_printed_whole(paper: Paper, width: int, height: int) -> None:
    svg = TALL.format(width=width, height=height, last=height - 4)
    read = load_guide(BICYCLE)  # anew, because a guide remembers its diagrams by id
    (diagram,) = read.diagrams
    light = Picture(svg=svg, width=width, height=height)
    guide = read.model_copy(update={"diagrams": (diagram.model_copy(update={"light": light}),)})
    book = set_book(guide, paper=paper)
    for word in ("topmost", "lowest"):
        assert book.words.count(word) == 2, "once for the question, once for the table"
    assert book.words_outside() == []


def test_the_labels_of_a_picture_are_text_in_the_font_of_the_book(bicycle_book: Book) -> None:
    assert "Hydraulicbrake" in bicycle_book.words.replace(" ", "")


def test_a_picture_has_its_words_for_those_who_listen(bicycle_book: Book, bicycle_guide: Guide) -> None:
    (diagram,) = bicycle_guide.diagrams
    elements = (each for each in bicycle_book.pdf.objects if isinstance(each, pikepdf.Dictionary))
    spoken = [str(element.Alt) for element in elements if "/Alt" in element]
    assert any(text.startswith(diagram.alt) and "no bubble comes any more" in text for text in spoken)
