"""The real guide's pages hold what its data says, each answer in full."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import parse_qsl

import pytest
import yaml
from bs4 import Tag

from studyguide.model import Comparison, Guide, Origin, Question
from tests.projects import ROOT
from tests.site.built import BuiltSite, content, words

pytestmark = pytest.mark.site

REPOSITORY = "https://example.org/someone/guide"


@dataclass(frozen=True)
class Shown:
    """A question as its topic's page shows it."""

    question: Question
    article: Tag
    heading: Tag
    answer: Tag


@pytest.fixture(scope="module")
def shown(real: BuiltSite, guide: Guide) -> list[Shown]:
    """Every question of the guide, found by its id on the page of its topic."""
    found = []
    for question in guide.questions:
        heading = real.pages[f"questions/{question.topic}/index.html"].find("h3", id=question.id)
        assert isinstance(heading, Tag), f"{question.id} has no heading"
        article = heading.find_parent("article", class_="q")
        assert article, f"the heading of {question.id} stands outside of any question"
        answer = article.select_one("details.answer")
        assert answer, f"{question.id} has no answer"
        found.append(Shown(question, article, heading, answer))
    return found


def test_topic_pages_show_as_many_answers_as_there_are_questions(real: BuiltSite, guide: Guide) -> None:
    topics = [page for name, page in real.pages.items() if name.startswith("questions/") and name.count("/") == 2]
    assert len(topics) == len(guide.shown_topics)
    assert sum(len(page.select("article.q")) for page in topics) == len(guide.questions)
    assert sum(len(page.select("article.q > details.answer")) for page in topics) == len(guide.questions)


def test_a_heading_asks_the_question_and_links_to_itself(shown: list[Shown]) -> None:
    for entry in shown:
        assert words(entry.heading) == entry.question.title
        assert [link["href"] for link in entry.heading.select("a.headerlink")] == [f"#{entry.question.id}"]


def test_an_answer_is_closed_and_holds_the_anchor_that_opens_it(shown: list[Shown]) -> None:
    for entry in shown:
        assert not entry.answer.has_attr("open"), entry.question.id
        assert entry.answer.find(id=f"{entry.question.id}-answer"), entry.question.id


def test_the_line_above_an_answer_tells_level_and_kind(shown: list[Shown], guide: Guide) -> None:
    for entry in shown:
        question, summary = entry.question, words(entry.answer.find("summary"))
        assert guide.level_by_id[question.level].name in summary, question.id
        assert guide.kind_by_id[question.kind].name in summary, question.id
        assert (entry.article["data-level"], entry.article["data-kind"]) == (question.level, question.kind)


def test_an_answer_says_who_is_asked(shown: list[Shown], guide: Guide) -> None:
    for entry in shown:
        roles = entry.question.roles
        asked = "every role" if roles == "all" else ", ".join(guide.role_by_id[role].name for role in roles)
        assert f"Asked in interviews for: {asked}" in words(entry.answer), entry.question.id


def test_an_answer_holds_every_part_in_its_words(shown: list[Shown]) -> None:
    for entry in shown:
        question, text = entry.question, "".join(words(entry.answer).split())
        parts = [question.short, question.detail, question.stands_out, *question.key_points]
        parts += [part for follow_up in question.follow_ups for part in (follow_up.ask, follow_up.answer)]
        parts += [part for pitfall in question.pitfalls for part in (pitfall.say, pitfall.fact)]
        parts += [part for step in question.steps for part in (step.do, step.look_for)]
        lost = [part.text for part in parts if "".join(part.text.split()) not in text]
        assert lost == [], question.id


def test_every_entry_names_its_sources_and_the_day_of_the_check(
    shown: list[Shown], real: BuiltSite, guide: Guide
) -> None:
    for entry, part in _entries(shown, real, guide):
        foot = part.select_one(".entry-foot")
        assert foot, entry.id
        links = {str(link["href"]): words(link) for link in foot.find_all("a")}
        assert {source.url: source.title for source in entry.sources}.items() <= links.items(), entry.id
        assert [time["datetime"] for time in foot.find_all("time")] == [entry.verified.isoformat()], entry.id


def test_every_entry_links_to_the_line_of_its_data_file_where_it_begins(
    shown: list[Shown], real: BuiltSite, guide: Guide
) -> None:
    for entry, part in _entries(shown, real, guide):
        edits = [str(link["href"]) for link in part.find_all("a") if words(link).startswith("Edit this")]
        assert edits == [_edit_address(entry.origin)]
        line = (ROOT / entry.origin.path).read_text("utf-8").splitlines()[entry.origin.line - 1]
        assert line.startswith("title:"), f"{edits} leads to {line!r}"


def test_every_entry_links_to_the_form_for_mistakes_with_itself_filled_in(
    shown: list[Shown], real: BuiltSite, guide: Guide
) -> None:
    form = yaml.safe_load((ROOT / ".github/ISSUE_TEMPLATE/wrong-answer.yml").read_text("utf-8"))
    assert form["body"][0]["id"] == "entry"
    for entry, part in _entries(shown, real, guide):
        (link,) = [str(link["href"]) for link in part.find_all("a") if words(link) == "Report a mistake"]
        kind = "question" if isinstance(entry, Question) else "comparison"
        address, _, query = link.partition("?")
        assert address == f"{REPOSITORY}/issues/new"
        assert dict(parse_qsl(query)) == {
            "template": "wrong-answer.yml",
            "title": f"Wrong: {entry.title}",
            "entry": f"{kind}:{entry.id}",
        }


def test_a_table_has_a_cell_for_every_item_in_every_row(real: BuiltSite, guide: Guide) -> None:
    for table in guide.comparisons:
        rows = [row.find_all("td") for row in _table_page(real, table).select("table.cmp tbody tr:not(.cmp-group)")]
        criteria = [criterion for group in table.groups for criterion in group.criteria]
        assert [len(cells) for cells in rows] == [len(table.items)] * len(criteria), table.id


def test_pages_written_by_hand_link_to_their_files(real: BuiltSite) -> None:
    for name in ("about", "faq", "prepare"):
        links = real.pages[f"{name}/index.html"].select("a.md-content__button")
        assert [link["href"] for link in links] == [f"{REPOSITORY}/blob/HEAD/docs/{name}.md"]


def test_the_home_page_counts_what_there_is(real: BuiltSite, guide: Guide) -> None:
    counts = words(real.pages["index.html"].select_one(".counts"))
    assert f"{len(guide.questions)} questions · {len(guide.comparisons)} comparison tables" in counts


def _entries(shown: list[Shown], real: BuiltSite, guide: Guide) -> Iterator[tuple[Question | Comparison, Tag]]:
    """Give every question and table with the part of its page that belongs to it."""
    for entry in shown:
        yield entry.question, entry.answer
    for table in guide.comparisons:
        yield table, _table_page(real, table)


def _table_page(real: BuiltSite, table: Comparison) -> Tag:
    return content(real.pages[f"comparisons/{table.id}/index.html"])


def _edit_address(origin: Origin) -> str:
    return f"{REPOSITORY}/blob/HEAD/{origin.path}#L{origin.line}"
