"""Rules about words: names that are not used, sentences too long to be spoken, titles that ask the same thing."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from math import ceil

from studyguide.model import Term

SIMILAR_TITLES = 0.8
"""From this share of common words on, two titles ask the same thing."""

_SENTENCE_END = re.compile(r"(?<=[.?!])[\"')\]\u2019\u201d]*\s+")

_STOP_WORDS = frozenset(
    re.findall(
        r"\w+",
        "a an and are between can do does for how in is it of on or the to what when which who why with you your",
    )
)


def uses(term: Term, text: str) -> Iterator[tuple[int, str]]:
    """Find where a text uses a name that it should not. "formerly Old Name" is allowed, and so are addresses of pages.

    Args:
        term: The name, in all its spellings.
        text: The text to look through.

    Yields:
        The offset and the name as it stands there.
    """
    for name in term.names:
        for match in re.finditer(rf"(?<![\w/.-]){re.escape(name)}(?![\w/-])", text):
            if not re.search(r"\bformerly\s+(?:called\s+|\w+\s+)?$", text[: match.start()], re.IGNORECASE):
                yield match.start(), match[0]


def long_sentences(text: str, most: int) -> Iterator[tuple[int, str]]:
    """Find sentences that are too long to be said in one breath.

    Args:
        text: Plain text.
        most: How many words a sentence may have.

    Yields:
        The number of words of a sentence that has more, and its first words.
    """
    for sentence in _SENTENCE_END.split(text):
        words = sentence.split()
        if len(words) > most:
            yield len(words), " ".join(words[:6])


def similar_titles(titles: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Find titles that share nearly all their significant words.

    Titles that share enough of their words also share one of their few rarest words, so only such pairs are compared
    ("prefix filtering": Chaudhuri, Ganti, Kaushik, A primitive operator for similarity joins in data cleaning, 2006).

    Args:
        titles: Titles in the order of their files.

    Yields:
        Positions of a title and of the earlier one that it repeats.
    """
    words = [frozenset(_significant(title)) for title in titles]
    frequency = Counter(word for own in words for word in own)
    titles_with: dict[str, list[int]] = defaultdict(list)
    for number, own in enumerate(words):
        rarest = sorted(own, key=lambda word: (frequency[word], word))
        prefix = rarest[: len(own) - ceil(SIMILAR_TITLES * len(own)) + 1]
        for other in sorted({other for word in prefix for other in titles_with[word]}):
            if len(own & words[other]) / len(own | words[other]) >= SIMILAR_TITLES:
                yield number, other
        for word in prefix:
            titles_with[word].append(number)


def _significant(title: str) -> Iterator[str]:
    for word in re.findall(r"\w+", title.casefold()):
        if word not in _STOP_WORDS:
            yield word.removesuffix("s") if len(word) > 3 else word
