"""Rules about choice questions: an option may not be right because of how it is written.

Readers who are good at tests find the right option by its length, by words of the question or by its place, and learn
nothing. :func:`check_item` finds what gives one question away. :func:`check_solvers` lets eight such tricks answer all
of a guide's choice questions: none may do better than chance.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from studyguide.model import ChoiceQuestion, Question
from studyguide.problems import Problem
from studyguide.reading.yaml_file import EntryFile, FieldPath

MOST_DEVIATION = 2.5
"""How many standard deviations above chance a trick may answer; by chance alone one set in 160 is above."""

LENGTH_RATIO = 1.25
LENGTH_MARGIN = 5
"""The right option may be so much longer than the longest wrong one, in characters."""

_ABSOLUTE = re.compile(r"\b(always|never|all|none|only|every|must|completely|guarantees?|impossible|any)\b", re.I)
_NEGATIVE = re.compile(r"\b(not|except|least likely|incorrect|false|never)\b|n't\b", re.I)
_ABOVE = re.compile(r"\b(all|none|both|neither) of (the above|these)\b|\b[a-d] and [a-d]\b", re.I)
_ARTICLE = re.compile(r"\ban?$", re.I)
_VOWEL = re.compile(r"[aeiou]", re.I)
_NUMBER = re.compile(r"(\d[\d,]*(?:\.\d+)?)(?: ?\S+)?")
_STOP_WORDS = frozenset(
    re.findall(
        r"\w+",
        "the and for are with that which what following you your can from this these does will would should how when",
    )
)


def check_item(question: Question, file: EntryFile) -> Iterator[Problem]:
    """Check the choice question of one entry.

    Args:
        question: The entry.
        file: Its file.

    Yields:
        A problem for each thing that gives the right option away, or that readers would stumble over.
    """
    item = question.choice
    if item is None:
        return
    options = [option.text.text for option in item.options]
    right = [index for index, option in enumerate(item.options) if option.right]
    if len(right) != 1:
        message = f"{len(right)} options are right"
        yield file.problem(("choice", "options"), message, "mark exactly one with right: true")
    if _NEGATIVE.search(item.ask.text):
        yield file.problem(("choice", "ask"), "a negative question is misread", "ask for what is true")
    seen: dict[str, int] = {}
    for index, text in enumerate(options):
        at: FieldPath = ("choice", "options", index, "text")
        if _ABOVE.search(text):
            yield file.problem(at, "an option about other options", "write an option of its own")
        first = seen.setdefault(re.sub(r"\W+", " ", text).strip().casefold(), index)
        if first != index:
            yield file.problem(at, f"says the same as option {first + 1}", "write another mistake that people make")
    if len(right) == 1:
        at = ("choice", "options", right[0], "text")
        for message, hint in _giveaways(item.ask.text, options, right[0]):
            yield file.problem(at, message, hint)
    if not _in_order(options):
        yield file.problem(("choice", "options"), "the numbers are not in order", "sort them")


def _giveaways(ask: str, options: Sequence[str], right: int) -> Iterator[tuple[str, str]]:
    """Find what sets the right option apart, though it says nothing about the subject."""
    correct = options[right]
    wrong = [text for index, text in enumerate(options) if index != right]
    if len(correct) > LENGTH_RATIO * max(map(len, wrong)) + LENGTH_MARGIN:
        yield "the right option is clearly the longest", "shorten it, or say more in a wrong one"
    if any(map(_ABSOLUTE.search, wrong)) and not _ABSOLUTE.search(correct):
        yield "only wrong options say always, never, all, only or the like", "take these words out"
    shared = _words(correct) & _words(ask)
    if shared and not any(_words(text) & _words(ask) for text in wrong):
        yield f"only the right option repeats the question ({', '.join(sorted(shared))})", "say it in other words"
    if _ARTICLE.search(ask.rstrip(" _.:?")) and len({bool(_VOWEL.match(text)) for text in options}) > 1:
        yield "the article at the end of the question fits only some options", "move it into the options"
    ends = [text.endswith(".") for text in options]
    if ends.count(ends[right]) == 1:
        yield "its full stop sets the right option apart", "end all options alike"


def _in_order(options: Sequence[str]) -> bool:
    """Return whether options that are all numbers go up; true for all others."""
    numbers = [match[1] for match in map(_NUMBER.fullmatch, options) if match]
    values = [float(number.replace(",", "")) for number in numbers]
    return len(values) < len(options) or values == sorted(values)


Solver = Callable[[ChoiceQuestion], int]


def _longest(item: ChoiceQuestion) -> int:
    return max(range(len(item.options)), key=lambda index: len(item.options[index].text.text))


def _shortest(item: ChoiceQuestion) -> int:
    return min(range(len(item.options)), key=lambda index: len(item.options[index].text.text))


def _echo(item: ChoiceQuestion) -> int:
    ask = _words(item.ask.text)
    return max(range(len(item.options)), key=lambda index: len(_words(item.options[index].text.text) & ask))


def _no_absolute(item: ChoiceQuestion) -> int:
    texts = [option.text.text for option in item.options]
    return max(range(len(texts)), key=lambda index: (not _ABSOLUTE.search(texts[index]), len(texts[index])))


def _at(position: int) -> Solver:
    return lambda item: min(position, len(item.options) - 1)


SOLVERS: dict[str, Solver] = {
    "take the longest option": _longest,
    "take the shortest option": _shortest,
    "take the option with most words of the question": _echo,
    "take the longest option without always, never, only or the like": _no_absolute,
    **{f"always take option {position + 1}": _at(position) for position in range(4)},
}
"""Tricks that answer without knowing the subject."""


def check_solvers(questions: Iterable[Question]) -> Iterator[Problem]:
    """Let every trick answer all choice questions.

    Args:
        questions: The questions of the guide.

    Yields:
        A problem for each trick that does better than chance.
    """
    items = {question.id: question.choice for question in questions if question.choice}
    valid = {name: item for name, item in items.items() if sum(option.right for option in item.options) == 1}
    if not valid:
        return
    chances = [1 / len(item.options) for item in valid.values()]
    expected = sum(chances)
    deviation = math.sqrt(sum(chance * (1 - chance) for chance in chances))
    for trick, solve in SOLVERS.items():
        solved = [name for name, item in valid.items() if item.options[solve(item)].right]
        if (len(solved) - expected) / deviation >= MOST_DEVIATION:
            message = f'choice: "{trick}" is right in {len(solved)} of {len(valid)}, by chance in {expected:.1f}'
            yield Problem.in_file("data/questions", message, f"rewrite or reorder some of: {', '.join(solved[:12])}")


def _words(text: str) -> set[str]:
    return {word for word in re.findall(r"[a-z0-9]+", text.lower()) if word not in _STOP_WORDS and len(word) > 2}
