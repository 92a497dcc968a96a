"""The trees of questions, tables and learning paths: each field once, in the words of the model."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from studyguide import study_plan
from studyguide.book import tables
from studyguide.book.html_tree import Inline, LabelOf, Node, TreeBuilder, table_node, table_row
from studyguide.book.render_warnings import RenderWarnings
from studyguide.markup import Fragment
from studyguide.model import Comparison, Criterion, Entry, Guide, LearningPath, Question, Source, Stage

ABBREVIATIONS = "data/abbreviations.yml"
"""The file that the glossary is made from."""

LONGEST_WHOLE_SHORT = 200
"""Words of a short answer that is never split over pages; far more than a checked one has."""


class EntryTrees:
    """Builds the trees of entries for one edition.

    Args:
        guide: The guide.
        label_of: Gives the label of what the edition holds.
        warnings: Collects what the book renders differently.
    """

    def __init__(self, guide: Guide, label_of: LabelOf, warnings: RenderWarnings) -> None:
        self._guide = guide
        self._label_of = label_of
        self._warnings = warnings

    def question(self, question: Question) -> Node:
        """Build a question with its whole answer."""
        guide, tree = self._guide, self._builder(question)
        table = guide.comparison_by_id.get(question.comparison or "")
        return {
            **self.prompt(question),
            "label": f"question-{question.id}",
            "asked_from": self._label_of(f"prompt:{question.id}"),
            "short": tree.blocks(question.short),
            "short_is_whole": question.short.words <= LONGEST_WHOLE_SHORT,
            "key_points": [tree.inline(point) for point in question.key_points],
            "diagram": self._diagram(question.diagram),
            "steps": [
                {
                    "do": tree.inline(step.do),
                    "look_for": tree.inline(step.look_for),
                    "command": tree.code(step.command) if step.command else None,
                }
                for step in question.steps
            ],
            "detail": tree.blocks(question.detail),
            "comparison": self._pointer("comparison", table.id, tree.plain(table.title)) if table else None,
            "follow_ups": [
                {"ask": tree.inline(each.ask), "answer": tree.blocks(each.answer)} for each in question.follow_ups
            ],
            "pitfalls": [{"say": tree.inline(each.say), "fact": tree.inline(each.fact)} for each in question.pitfalls],
            "stands_out": tree.blocks(question.stands_out),
            "aliases": [tree.plain(alias) for alias in question.aliases],
            "related": [
                self._pointer("question", identifier, tree.plain(guide.question_by_id[identifier].label))
                for identifier in question.related
                if self._label_of(f"question:{identifier}")
            ],
            "roles": "all"
            if question.roles == "all"
            else [tree.plain(guide.role_by_id[role].name) for role in question.roles],
            "sources": self._sources(question.sources, tree),
            "verified": question.verified.isoformat(),
        }

    def prompt(self, question: Question) -> Node:
        """Build what stands above an answer, or above the space to write one."""
        guide, tree = self._guide, self._builder(question)
        level = guide.level_by_id[question.level]
        return {
            "kind": "question",
            "label": f"prompt-{question.id}",
            "answered_at": self._label_of(f"question:{question.id}"),
            "title": tree.plain(question.title),
            "level": {"name": tree.plain(level.name), "rank": guide.settings.levels.index(level) + 1},
            "nature": tree.plain(guide.kind_by_id[question.kind].name),
            "seconds": study_plan.spoken_seconds(question, guide.settings),
            "minutes": study_plan.study_minutes(question, guide),
        }

    def comparison(self, comparison: Comparison) -> Node:
        """Build a table with its verdict."""
        tree = self._builder(comparison)
        items = comparison.items
        return {
            "kind": "comparison",
            "label": f"comparison-{comparison.id}",
            "title": tree.plain(comparison.title),
            "question": tree.plain(comparison.question),
            "summary": tree.inline(comparison.summary),
            "diagram": self._diagram(comparison.diagram),
            "choices": [
                {
                    "name": tree.plain(item.name),
                    "in_short": tree.inline(item.in_short),
                    "pick": tree.inline(comparison.choose[item.id].pick),
                    "avoid": _optional(tree.inline, comparison.choose[item.id].avoid),
                }
                for item in items
            ],
            "landscape": len(items) + 1 > tables.MAX_UPRIGHT_COLUMNS,
            "table": self._side_by_side(comparison, tree),
            "trap": tree.inline(comparison.trap),
            "practise": [
                self._pointer("question", question.id, tree.plain(question.title))
                for question in self._guide.questions_of(comparison=comparison.id)
                if self._label_of(f"question:{question.id}")
            ],
            "sources": self._sources(comparison.sources, tree),
            "verified": comparison.verified.isoformat(),
        }

    def path(self, path: LearningPath) -> Node:
        """Build the overview of a learning path: whom it is for, its plan, its stages."""
        guide, tree = self._guide, self._builder(path)
        return {
            "kind": "path",
            "label": f"path-{path.id}",
            "title": tree.plain(path.title),
            "audience": tree.inline(path.audience),
            "outcome": tree.inline(path.outcome),
            "prerequisites": [tree.inline(line) for line in path.prerequisites],
            "minutes": study_plan.path_minutes(path, guide),
            "count": len(path.question_ids),
            "plans": [
                {"weeks": plan.weeks, "minutes_a_day": plan.minutes_a_day, "days": plan.days}
                for plan in study_plan.plans(path, guide)
            ],
            "stages": [self.stage(path, stage) for stage in path.shown_stages],
        }

    def stage(self, path: LearningPath, stage: Stage) -> Node:
        """Build a stage of a path with pointers to what it holds."""
        guide, tree = self._guide, self._builder(path)
        return {
            "number": path.shown_stages.index(stage) + 1,
            "title": tree.plain(stage.title),
            "goal": tree.inline(stage.goal),
            "minutes": study_plan.stage_minutes(stage, guide),
            "questions": [
                self._pointer("question", identifier, tree.plain(guide.question_by_id[identifier].title))
                for identifier in stage.questions
            ],
            "comparisons": [
                self._pointer("comparison", identifier, tree.plain(guide.comparison_by_id[identifier].title))
                for identifier in stage.comparisons
            ],
            "drill": tree.inline(stage.drill),
        }

    def glossary(self) -> list[Node]:
        """Build the rows of the glossary, each with a pointer to the question that explains the short form."""
        guide = self._guide
        tree = TreeBuilder(self._label_of, self._warnings.reporter(ABBREVIATIONS))
        return [
            {
                "short": tree.plain(item.short),
                "long": tree.plain(item.long),
                "question": self._pointer(
                    "question", item.question, tree.plain(guide.question_by_id[item.question].label)
                )
                if item.question
                else None,
            }
            for item in guide.abbreviations
        ]

    def _side_by_side(self, comparison: Comparison, tree: TreeBuilder) -> Node:
        items = comparison.items
        rows = [[criterion.name, *(criterion.cells[item.id].text for item in items)] for criterion in _rows(comparison)]
        upright = len(items) + 1 <= tables.MAX_UPRIGHT_COLUMNS
        layout = tables.lay_out(
            [["", *(item.name for item in items)], *rows], tables.FULL_WIDTH if upright else tables.LANDSCAPE_WIDTH
        )
        made: list[Node] = []
        for group in comparison.groups:
            made.append({"kind": "group", "name": tree.plain(group.name)})
            for criterion in group.criteria:
                fields = [criterion.cells[item.id] for item in items]
                head: Inline = {"kind": "strong", "content": [tree.plain(criterion.name)]}
                cells = [
                    [head],
                    *(tree.inline(cell, letters) for cell, letters in zip(fields, layout.letters[1:], strict=True)),
                ]
                whole = layout.keeps_whole([criterion.name, *(cell.text for cell in fields)])
                made.append(table_row([[{"kind": "text", "content": cell}] for cell in cells], whole))
        heads = [[], *([{"kind": "text", "content": [tree.plain(item.name)]}] for item in items)]
        return table_node(layout, heads, made, ["left"] * (len(items) + 1))

    def _diagram(self, identifier: str | None) -> Node | None:
        """Build a picture; what it says in words is read aloud in its place."""
        if identifier is None:
            return None
        diagram = self._guide.diagram_by_id[identifier]
        tree = self._builder(diagram)
        return {
            "title": tree.plain(diagram.title),
            "alt": tree.plain(f"{diagram.alt} {diagram.description.text}"),
            "svg": diagram.light.svg,
            "width": diagram.light.width,
            "height": diagram.light.height,
        }

    def _pointer(self, scheme: str, identifier: str, words: str) -> Node:
        return {"label": self._label_of(f"{scheme}:{identifier}"), "words": words}

    def _builder(self, entry: Entry) -> TreeBuilder:
        return TreeBuilder(self._label_of, self._warnings.reporter(entry.origin.path, entry.origin.line))

    def _sources(self, sources: Sequence[Source], tree: TreeBuilder) -> list[Node]:
        """Build the sources, and after them what the texts link to: paper cannot be clicked."""
        shown = [tree.address(source.title, source.url) for source in sources]
        return shown + tree.linked(without=[source.url for source in sources])


def _rows(comparison: Comparison) -> Iterable[Criterion]:
    return (criterion for group in comparison.groups for criterion in group.criteria)


def _optional(build: Callable[[Fragment], list[Inline]], field: Fragment | None) -> list[Inline] | None:
    return build(field) if field else None
