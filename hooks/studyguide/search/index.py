"""The search index, as the worker reads it.

The index comes in two parts. The first holds titles, other names and addresses and is loaded with every page; the
second holds the words of the texts and is fetched when somebody searches. A text is kept as its distinct words,
because ranking asks whether a word is there, hardly how often, and forms of one word stand together.
"""

from __future__ import annotations

import json
import string
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Any

from studyguide.cache import Cache
from studyguide.model import Guide
from studyguide.search.documents import SearchDocument
from studyguide.search.stemming import distinct_words, stem
from studyguide.site_files import SiteFile, hashed_name
from studyguide.theme import INDEX

FORMAT = 1
"""The shape of the index. Raise it, here and in worker.js, when an older script could not read the index."""

RARE = 3
"""A word of the depth is kept if at most this many documents hold it there; more common ones distinguish nothing."""

COMMON_SHARE, COMMON_COUNT = 0.33, 10
"""A word that stands in more than this share of all documents, and in more than this many, is of no use."""

_DIGITS = string.digits + string.ascii_lowercase


@dataclass(frozen=True)
class SearchIndex:
    """The index in its two parts.

    Attributes:
        config: The settings of the worker, besides those of the theme.
        documents: The first part, as JSON values.
        words: The second part: all words, and for each the documents that hold it.
        words_name: The file of the second part; its name changes with its content.
    """

    config: dict[str, Any]
    documents: list[dict[str, Any]]
    words: str
    words_name: str


def search_index(documents: Sequence[SearchDocument], guide: Guide | None, cache: Cache | None = None) -> SearchIndex:
    """Make the index.

    Args:
        documents: What can be found.
        guide: Gives the abbreviations and the old names; None while the guide cannot be used.
        cache: Where the words of an earlier index are kept.
    """
    key = cache.key([b"words", *(f"{each.text}\0{each.depth}".encode() for each in documents)]) if cache else b""
    words: str | None = cache.get(key) if cache else None
    if words is None:
        words = _words(documents)
        if cache:
            cache.put(key, words)
    name = hashed_name("search/words.txt", words)
    config = {"format": FORMAT, "words": name, "synonyms": _synonyms(guide) if guide else []}
    return SearchIndex(config, [document.as_json() for document in documents], words, name)


def index_files(index: SearchIndex, theme_config: dict[str, Any], *, for_disk: bool = False) -> list[SiteFile]:
    """Write the index as files of the site.

    Args:
        index: The index.
        theme_config: What the theme's own search plugin configures; the theme needs it to mark words.
        for_disk: Whether the site is a copy to read from disk, where scripts may not fetch files.
    """
    value = {"config": {**theme_config, **index.config}, "docs": index.documents}
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    files = [SiteFile(INDEX, text.encode()), SiteFile(index.words_name, index.words.encode())]
    if for_disk:
        words = json.dumps(index.words, ensure_ascii=False)
        files.append(SiteFile(INDEX.removesuffix("on"), f"var __index = {text}, searchWords = {words};\n".encode()))
    return files


def _synonyms(guide: Guide) -> list[tuple[str, str]]:
    """Pairs of names for the same thing: short and long forms, old names and new ones."""
    old = [(name, term.say) for term in guide.terms for name in term.names]
    return [(item.short, item.long) for item in guide.abbreviations] + old


def _words(documents: Sequence[SearchDocument]) -> str:
    """Write all words, then in a second block a line for each with the documents that hold it or another form of it.

    A word is written as the number of letters that it shares with the word before, one digit to base 36, and the
    rest. Documents are written as steps from one to the next, to base 36; after a slash come those that hold the word
    only in their depth. A word without documents is known, but of no use; the worker leaves it out of a query.
    """
    stems: dict[str, str] = {}  # stemming is slow, and the same words come again and again
    forms: dict[str, str] = {}

    def terms_of(text: str) -> set[str]:
        words = distinct_words(text)
        for word in words - stems.keys():
            term = stems[word] = stem(word)
            forms[term] = min(forms.get(term, word), word, key=_shortest)
        return {stems[word] for word in words}

    holders: dict[str, tuple[list[int], list[int]]] = {}
    for number, document in enumerate(documents):
        about = terms_of(document.text)
        for term in about:
            holders.setdefault(term, ([], []))[0].append(number)
        for term in terms_of(document.depth) - about:
            holders.setdefault(term, ([], []))[1].append(number)
    most = max(COMMON_COUNT, COMMON_SHARE * len(documents))
    words, lists = [], []
    before = ""
    for term in sorted(holders, key=lambda term: forms[term]):
        holding, mentions = holders[term]
        if len(mentions) > RARE:
            mentions = []
        if len(holding) > most:
            holding, mentions = [], []
        word = forms[term]
        alike = takewhile(lambda pair: pair[0] == pair[1], zip(before, word, strict=False))
        shared = min(sum(1 for _ in alike), len(_DIGITS) - 1)
        words.append(_DIGITS[shared] + word[shared:])
        lists.append(" ".join(_steps(holding)) + ("/" + " ".join(_steps(mentions)) if mentions else ""))
        before = word
    return "\n".join(words) + "\n\n" + "\n".join(lists)


def _shortest(word: str) -> tuple[int, str]:
    return len(word), word


def _steps(numbers: list[int]) -> Iterator[str]:
    before = 0
    for number in numbers:
        yield base36(number - before)
        before = number


def base36(number: int) -> str:
    """Write a number as the worker reads it: with the digits 0 to 9 and a to z."""
    rest, digit = divmod(number, 36)
    return (base36(rest) if rest else "") + _DIGITS[digit]
