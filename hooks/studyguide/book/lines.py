"""Where long words may be broken, so that no line leaves its column. Hyphens are never added: a copy stays true."""

from __future__ import annotations

import re

LONGEST_WORD = 34
"""Characters that fit every line of running text; a longer word may be broken anywhere."""

_AFTER_MARK = re.compile(r"(?<=[/.:;,_=&?#%@|+~-])(?=[^\s/.])|(?<=[a-z0-9])(?=[A-Z])")


def pieces(text: str, longest: int = LONGEST_WORD) -> list[str]:
    """Cut a text where a line may break inside a word that is too long.

    Args:
        text: Any text; joined, the pieces are this text again.
        longest: How many characters of a word stay together.

    Returns:
        The pieces, cut after marks and before capitals where there are any, else anywhere. One piece if no word
        is too long.
    """
    found = [""]
    for part in re.findall(r"\s+|\S+", text):
        if len(part) <= longest or part.isspace():
            found[-1] += part
            continue
        for number, syllable in enumerate(_syllables(part, longest)):
            if number:
                found.append(syllable)
            else:
                found[-1] += syllable
    return found


def _syllables(word: str, longest: int) -> list[str]:
    cut: list[str] = []
    for part in _AFTER_MARK.split(word):
        cut.extend(part[start : start + longest] for start in range(0, len(part), longest))
    return cut
