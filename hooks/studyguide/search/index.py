"""The search index, as files of the site.

The theme loads the file that it calls the index with every page, so that file only names the others. The worker fetches
those when somebody searches: the titles and names of all documents, the words of their texts, and sentences to show.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from studyguide.cache import Cache
from studyguide.model import Guide
from studyguide.search.documents import SearchDocument
from studyguide.search.words import write_words
from studyguide.site_files import SiteFile, hashed_name
from studyguide.theme import INDEX

FORMAT = 3
"""The shape of the index. Raise it, here and in worker.js, when an older script could not read the index."""


@dataclass(frozen=True)
class SearchIndex:
    """The index in its parts.

    Attributes:
        documents: The documents and the names that the guide gives to things, as JSON.
        words: All words of the texts, and for each the documents that hold it.
        sentences: For each document a line with its sentences, which tabs separate.
    """

    documents: str
    words: str
    sentences: str

    @property
    def parts(self) -> dict[str, SiteFile]:
        """The files that the worker fetches; their names change with their content."""
        texts = {"documents.json": self.documents, "words.txt": self.words, "sentences.txt": self.sentences}
        return {
            name.partition(".")[0]: SiteFile(hashed_name(f"search/{name}", text), text.encode())
            for name, text in texts.items()
        }


def search_index(documents: Sequence[SearchDocument], guide: Guide | None, cache: Cache | None = None) -> SearchIndex:
    """Make the index.

    Args:
        documents: What can be found.
        guide: Gives the abbreviations, the old names and the words of readers; None while the guide cannot be used.
        cache: Where the words of an earlier index are kept.
    """
    key = cache.key([b"words", *(f"{each.text}\0{each.depth}".encode() for each in documents)]) if cache else b""
    words: str | None = cache.get(key) if cache else None
    if words is None:
        words = write_words(documents)
        if cache:
            cache.put(key, words)
    first = {**_language(guide), "documents": [document.as_json() for document in documents]}
    sentences = "\n".join("\t".join(document.sentences) for document in documents)
    return SearchIndex(_json(first), words, sentences)


def index_files(index: SearchIndex, theme_config: dict[str, Any], *, for_disk: bool = False) -> list[SiteFile]:
    """Write the index as files of the site.

    Args:
        index: The index.
        theme_config: What the theme's own search plugin configures; the theme expects to find it.
        for_disk: Whether the site is a copy to read from disk, where scripts may not fetch files.
    """
    parts = index.parts
    names = {name: file.uri for name, file in parts.items()}
    text = _json({"config": {**theme_config, "format": FORMAT, "parts": names}, "docs": []})
    files = [SiteFile(INDEX, text.encode()), *parts.values()]
    if for_disk:
        texts = _json({"documents": index.documents, "words": index.words, "sentences": index.sentences})
        files.append(SiteFile(INDEX.removesuffix("on"), f"var __index = {text}, searchParts = {texts};\n".encode()))
    return files


def _language(guide: Guide | None) -> dict[str, Any]:
    """What the worker has to know about words.

    ``synonyms`` are pairs of names for the same thing, short and long forms or old names and new ones; ``everyday``
    holds words of readers with what the answers say instead.
    """
    if guide is None:
        return {"stopWords": [], "genericWords": [], "synonyms": [], "everyday": []}
    old = [(name, term.say) for term in guide.terms for name in term.names]
    return {
        "stopWords": list(guide.settings.stop_words),
        "genericWords": list(guide.settings.generic_words),
        "synonyms": [(item.short, item.long) for item in guide.abbreviations] + old,
        "everyday": [(item.say, item.means) for item in guide.everyday_words],
    }


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
