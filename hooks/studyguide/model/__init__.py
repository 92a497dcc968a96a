"""The vocabulary of the project: what a question, a comparison, a learning path and a guide are.

Every model is frozen and refuses unknown fields. Imports go one way: ``fields``, then ``entries`` and ``settings``,
then ``guide``.
"""

from studyguide.model.entries import (
    Choice,
    ChoiceOption,
    ChoiceQuestion,
    Comparison,
    CriteriaGroup,
    Criterion,
    Diagram,
    DiagramSource,
    Entry,
    FollowUp,
    Item,
    LearningPath,
    Origin,
    Picture,
    Pitfall,
    Question,
    Source,
    Stage,
    Step,
)
from studyguide.model.fields import ANSWER_SUFFIX, EVERY_ROLE, ID_PATTERN, ID_RULE, MAX_ID_LENGTH, is_id
from studyguide.model.guide import Abbreviation, EverydayWord, Guide, PublishedId, Term
from studyguide.model.settings import Kind, Level, Role, Settings, SharedAlias, Topic

__all__ = [
    "ANSWER_SUFFIX",
    "EVERY_ROLE",
    "ID_PATTERN",
    "ID_RULE",
    "MAX_ID_LENGTH",
    "Abbreviation",
    "Choice",
    "ChoiceOption",
    "ChoiceQuestion",
    "Comparison",
    "CriteriaGroup",
    "Criterion",
    "Diagram",
    "DiagramSource",
    "Entry",
    "EverydayWord",
    "FollowUp",
    "Guide",
    "Item",
    "Kind",
    "LearningPath",
    "Level",
    "Origin",
    "Picture",
    "Pitfall",
    "PublishedId",
    "Question",
    "Role",
    "Settings",
    "SharedAlias",
    "Source",
    "Stage",
    "Step",
    "Term",
    "Topic",
    "is_id",
]
