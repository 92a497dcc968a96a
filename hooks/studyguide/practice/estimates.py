"""What practice assumes about a question before anybody has answered it: minutes, and whether the answer is known.

The planner compares questions by these estimates, so their ratios matter and not their absolute size. They follow from
what ``guide.yml`` says about levels and kinds, so that every guide has them.
"""

from __future__ import annotations

from dataclasses import dataclass

from studyguide.model import Guide, Kind, Level

KNOWN_BY_RANK = (0.5, 0.25, 0.1)
"""The chance that the answer to a question of the first, second or third level is known without study."""


@dataclass(frozen=True)
class KindEstimate:
    """Minutes that a question of one kind takes.

    Attributes:
        say: To say the answer aloud and to tick what was said.
        again: To read the answer again and to say it again, after a miss.
        interview: To answer it in an interview, follow-ups included.
    """

    say: float
    again: float
    interview: int


def estimate(kind: Kind) -> KindEstimate:
    """Estimate how long a question of a kind takes; what takes longer to study takes longer to say."""
    return KindEstimate(
        round(2 + 0.4 * kind.extra_minutes, 1), round(2 + 0.2 * kind.extra_minutes, 1), 5 + kind.extra_minutes
    )


def known_without_study(level: Level, guide: Guide) -> float:
    """Estimate the chance that the answer to a question of a level is known without study."""
    return KNOWN_BY_RANK[guide.settings.levels.index(level)]
