"""Write the answers that the memory model of the practice page must give, as the package ``fsrs`` computes them.

Usage: ``python tools/memory_vectors.py``. It writes ``tests/scripts/memory-vectors.json``: histories of answers at
random, with the state after each answer. They are made again only when the model changes.
"""

from __future__ import annotations

import datetime as dt
import json
import random
from pathlib import Path

from fsrs import Card, Rating, Scheduler
from fsrs.scheduler import DEFAULT_PARAMETERS, LOWER_BOUNDS_PARAMETERS, UPPER_BOUNDS_PARAMETERS

OUT = Path(__file__).resolve().parent.parent / "tests" / "scripts" / "memory-vectors.json"
COUNT = 60
TARGETS = (0.8, 0.9, 0.95)
START = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)


def main() -> None:
    """Write the histories, one a line."""
    source = random.Random(20261123)  # noqa: S311  the same histories each time
    lines = [json.dumps(_history(source, number), separators=(",", ":")) for number in range(COUNT)]
    OUT.write_text("[\n" + ",\n".join(lines) + "\n]\n", "utf-8")
    print(f"Wrote {OUT.name}: {COUNT} histories.")


def _history(source: random.Random, number: int) -> dict[str, object]:
    """Make one history; every fifth has weights of its own, as another reader's memory would."""
    weights = _weights(source) if number % 5 == 4 else list(DEFAULT_PARAMETERS)
    steps = () if number % 2 else (dt.timedelta(minutes=1), dt.timedelta(minutes=10))
    schedulers = [
        Scheduler(
            parameters=weights,
            desired_retention=target,
            learning_steps=steps,
            relearning_steps=steps[:1],
            enable_fuzzing=False,
        )
        for target in TARGETS
    ]
    card, day, answers = Card(), 0, []
    for index in range(source.randint(1, 25)):
        if index:
            day += source.choice(
                [0, 0, 1, 1, 2, 3, source.randint(1, 10), source.randint(1, 60), source.randint(1, 400)]
            )
        moment = START + dt.timedelta(days=day)
        grade = source.choices([1, 2, 3, 4], [2, 1, 5, 1])[0]
        recall = schedulers[0].get_card_retrievability(card, moment) if index else None
        card, _ = schedulers[0].review_card(card, Rating(grade), moment)
        assert card.stability is not None  # noqa: S101  it was reviewed
        # The intervals come from a method without a public name: the public way rounds them up to a learning step.
        intervals = [scheduler._next_interval(stability=card.stability) for scheduler in schedulers]
        answers.append([day, grade, card.stability, card.difficulty, recall, intervals])
    return {"weights": weights if number % 5 == 4 else None, "answers": answers}


def _weights(source: random.Random) -> list[float]:
    bounds = zip(DEFAULT_PARAMETERS, LOWER_BOUNDS_PARAMETERS, UPPER_BOUNDS_PARAMETERS, strict=True)
    return [min(max(weight * source.lognormvariate(0, 0.4), low), high) for weight, low, high in bounds]


if __name__ == "__main__":
    main()
