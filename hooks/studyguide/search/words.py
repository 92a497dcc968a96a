"""The words of the texts, as the worker reads them.

A text is kept as its distinct words, because ranking asks whether a word is there, hardly how often. All forms of a
word share the documents that hold any of them.
"""

from __future__ import annotations

import string
from collections.abc import Iterator, Sequence

from studyguide.search.documents import SearchDocument
from studyguide.search.stemming import distinct_words, stem

_DIGITS = string.digits + string.ascii_lowercase


def write_words(documents: Sequence[SearchDocument]) -> str:
    """Write all words, then in a second block a line for each stem with the documents that hold a form of it.

    A word is written as the number of letters that it shares with the word before, one digit to base 36, and the rest.
    The lines of the second block stand in the order in which their stems first appear in the first. Documents are
    written as steps from one to the next, to base 36; after a slash come those that hold the word only in their depth.
    """
    stems: dict[str, str] = {}  # stemming is slow, and the same words come again and again

    def stems_of(text: str) -> set[str]:
        words = distinct_words(text)
        stems.update((word, stem(word)) for word in words - stems.keys())
        return {stems[word] for word in words}

    holders: dict[str, tuple[list[int], list[int]]] = {}
    for number, document in enumerate(documents):
        about = stems_of(document.text)
        for term in about:
            holders.setdefault(term, ([], []))[0].append(number)
        for term in stems_of(document.depth) - about:
            holders.setdefault(term, ([], []))[1].append(number)
    words = sorted(stems)
    lists = (_documents(*holders[term]) for term in dict.fromkeys(stems[word] for word in words))
    return "\n".join(_front_coded(words)) + "\n\n" + "\n".join(lists)


def _front_coded(words: Sequence[str]) -> Iterator[str]:
    before = ""
    for word in words:
        shared = 0
        while shared < min(len(before), len(word), len(_DIGITS) - 1) and before[shared] == word[shared]:
            shared += 1
        yield _DIGITS[shared] + word[shared:]
        before = word


def _documents(about: list[int], depth: list[int]) -> str:
    return " ".join(_steps(about)) + ("/" + " ".join(_steps(depth)) if depth else "")


def _steps(numbers: list[int]) -> Iterator[str]:
    before = 0
    for number in numbers:
        yield base36(number - before)
        before = number


def base36(number: int) -> str:
    """Write a number as the worker reads it: with the digits 0 to 9 and a to z."""
    rest, digit = divmod(number, 36)
    return (base36(rest) if rest else "") + _DIGITS[digit]
