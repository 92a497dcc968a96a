"""What editors and reporters meet: forms, settings and templates name what exists."""

from __future__ import annotations

import json
import re

import yaml

from studyguide.schemas import SCHEMA_FOLDER
from tests.projects import ROOT

FORMS = ROOT / ".github/ISSUE_TEMPLATE"


def test_there_are_three_forms_and_no_blank_issues() -> None:
    assert {file.name for file in FORMS.iterdir()} == {"config.yml", "wrong-answer.yml", "new-question.yml", "bug.yml"}
    assert yaml.safe_load((FORMS / "config.yml").read_text("utf-8")) == {"blank_issues_enabled": False}


def test_a_wrong_answer_and_a_new_question_need_a_source() -> None:
    for name in ("wrong-answer", "new-question"):
        body = yaml.safe_load((FORMS / f"{name}.yml").read_text("utf-8"))["body"]
        (source,) = [part for part in body if part["id"] == "source"]
        assert source["validations"]["required"] is True, name


def test_the_settings_of_vs_code_give_every_schema_its_files() -> None:
    schemas = json.loads((ROOT / ".vscode/settings.json").read_text("utf-8"))["yaml.schemas"]
    assert set(schemas) == {f"{SCHEMA_FOLDER}/{file.name}" for file in (ROOT / SCHEMA_FOLDER).iterdir()}
    assert [pattern for pattern in schemas.values() if not list(ROOT.glob(pattern))] == []


def test_the_dev_container_runs_a_command_that_exists() -> None:
    container = json.loads((ROOT / ".devcontainer/devcontainer.json").read_text("utf-8"))
    target = container["postCreateCommand"].removeprefix("make ")
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert container["forwardPorts"] == [8000]


def test_new_releases_of_actions_wait_before_they_come_in() -> None:
    (update,) = yaml.safe_load((ROOT / ".github/dependabot.yml").read_text("utf-8"))["updates"]
    assert update["cooldown"]["default-days"] >= 7


def test_the_citation_invents_no_person() -> None:
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    assert [set(author) for author in citation["authors"]] == [{"name"}]
    assert not (ROOT / ".github/CODEOWNERS").exists(), "name only people who exist"
