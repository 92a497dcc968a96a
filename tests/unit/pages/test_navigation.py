"""The order in which a reader finds the generated pages."""

from __future__ import annotations

from studyguide.model import Guide
from studyguide.pages.navigation import NavEntry, navigation
from studyguide.pages.rendering import render_pages


def test_the_pages_are_listed_in_the_order_of_the_guide(bicycle_guide: Guide) -> None:
    levels = (NavEntry("Apprentice", "levels/apprentice.md"), NavEntry("Master", "levels/master.md"))
    assert navigation(bicycle_guide) == (
        NavEntry("Home", "index.md"),
        NavEntry(
            "Questions",
            children=(
                NavEntry("", "questions/index.md"),
                NavEntry("Wheels & tyres", "questions/wheels.md"),
                NavEntry("Brakes", "questions/brakes.md"),
                NavEntry("By level", children=levels),
            ),
        ),
        NavEntry(
            "Comparisons",
            children=(
                NavEntry("", "comparisons/index.md"),
                NavEntry("Rim vs disc brake", "comparisons/rim-vs-disc.md"),
            ),
        ),
        NavEntry(
            "Role paths",
            children=(NavEntry("", "paths/index.md"), NavEntry("Mechanic", "paths/mechanic.md")),
        ),
        NavEntry(
            "Practice",
            children=(NavEntry("", "practice/index.md"), NavEntry("Mock interview", "practice/mock.md")),
        ),
        NavEntry("Glossary", "glossary.md"),
        NavEntry("Downloads", "downloads/index.md"),
    )


def uris(entries: tuple[NavEntry, ...]) -> list[str]:
    return [uri for entry in entries for uri in ([entry.uri] if entry.uri else uris(entry.children))]


def test_each_generated_page_is_listed_once(bicycle_guide: Guide) -> None:
    assert sorted(uris(navigation(bicycle_guide))) == sorted(page.uri for page in render_pages(bicycle_guide))


def test_what_a_guide_does_not_have_is_not_listed(bicycle_guide: Guide) -> None:
    question = bicycle_guide.question_by_id["bleed-a-brake"]
    guide = Guide(settings=bicycle_guide.settings, questions=(question,), comparisons=(), paths=())
    assert uris(navigation(guide)) == [
        "index.md",
        "questions/index.md",
        "questions/brakes.md",
        "levels/apprentice.md",
        "practice/index.md",
        "practice/mock.md",
        "downloads/index.md",
    ]
    assert [entry.title for entry in navigation(guide)] == ["Home", "Questions", "Practice", "Downloads"]
