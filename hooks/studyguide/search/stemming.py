"""Words of a text, and the stem that different forms of a word share.

The worker does the same with a query: see ``text.js``. A test compares the two.
"""

from __future__ import annotations

import re
import unicodedata

_WORD = re.compile(r"[^\W_]+")
_ACCENT = re.compile("[\u0300-\u036f]")


def distinct_words(text: str) -> set[str]:
    """Give the words of a text, in lower case and without accents, each once; single letters are left out."""
    if not text.isascii():
        text = _ACCENT.sub("", unicodedata.normalize("NFKD", text))
    return {word for word in _WORD.findall(text.replace("'", "").replace("’", "").lower()) if len(word) > 1}


def stem(word: str) -> str:
    """Cut a word to a stem.

    Args:
        word: A word in lower case, of letters and digits only.

    Returns:
        The stem, which need not be a word.
    """
    if len(word) < 4 or re.search(r"\d", word):
        return word
    root = word
    if re.search("(ss|sh|ch|x)es$", root):
        root = root[:-2]
    elif re.search(".ies$", root):
        root = root[:-3] + "y"
    elif re.search("[^sui]s$", root):
        root = root[:-1]
    root = re.sub("our$", "or", re.sub("is(e|ed|er|ing|ation)$", r"iz\1", root))
    bare = re.sub("(?<=.{4})ed$", "", re.sub("(?<=.{3})(ing|ion)$", "", re.sub("(?<=iz)ation$", "", root)))
    if bare != root:
        root = re.sub(r"([bdgmnprt])\1$", r"\1", bare)
    return re.sub("(?<=..)e$", "", root)
