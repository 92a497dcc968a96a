"""The words of the texts, as the worker reads them.

A text is kept as its distinct words, because ranking asks whether a word is there, hardly how often. All forms of a
word share the documents that hold any of them.
"""

from __future__ import annotations

import itertools
import re
import string
from collections.abc import Iterator, Sequence

from studyguide.search.documents import SearchDocument
from studyguide.search.stemming import distinct_words, stem

_DIGITS = string.digits + string.ascii_lowercase


def write_words(documents: Sequence[SearchDocument]) -> str:
    """Write all words, then in a second block a line for each stem with the documents that hold a form of it.

    A word is written as the number of letters that it shares with the word before, one digit to base 36, and the rest.
    The lines of the second block stand in the order in which their stems first appear in the first. Documents are
    written as steps from one to the next, see :func:`write_steps`; after a slash come those that hold the word only in
    their depth.
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
    return write_steps(about) + ("/" + write_steps(depth) if depth else "")


def write_steps(numbers: Sequence[int]) -> str:
    """Write ascending numbers as steps from one to the next, without anything between them.

    A step ends with a digit to base 36. Capital letters before it, digits to base 26, count its multiples of 36: most
    steps are below that, so that one character writes them.
    """
    return "".join(_step(after - before) for before, after in itertools.pairwise([0, *numbers]))


def _step(step: int) -> str:
    multiple, digit = divmod(step, len(_DIGITS))
    capitals = ""
    while multiple:
        multiple, letter = divmod(multiple, len(string.ascii_uppercase))
        capitals = string.ascii_uppercase[letter] + capitals
    return capitals + _DIGITS[digit]


def read_steps(steps: str) -> Iterator[int]:
    """Read what :func:`write_steps` has written, as the worker does."""
    number = 0
    for capitals, digit in re.findall("([A-Z]*)([0-9a-z])", steps):
        multiple = 0
        for letter in capitals:
            multiple = multiple * len(string.ascii_uppercase) + string.ascii_uppercase.index(letter)
        number += multiple * len(_DIGITS) + _DIGITS.index(digit)
        yield number
