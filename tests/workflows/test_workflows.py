"""The workflows: what they may do, that the lint bites, and that their own steps do what they say."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.projects import ROOT

WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
PLANTED = Path(__file__).parent / "planted"
PROGRAMS = Path(sys.executable).parent

FAKE_GH = """#!/usr/bin/env bash
printf '%s\\n' "$*" >> "$GH_LOG"
if [ "$1 $2" = "issue list" ]; then printf '%s' "$GH_FOUND"; fi
"""


def workflow(name: str) -> Any:
    return yaml.safe_load((ROOT / f".github/workflows/{name}.yml").read_text("utf-8"))


def jobs() -> Iterator[tuple[str, Any]]:
    for file in WORKFLOWS:
        for name, job in yaml.safe_load(file.read_text("utf-8"))["jobs"].items():
            yield f"{file.stem}.{name}", job


def zizmor(*files: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(PROGRAMS / "zizmor"), "--offline", "--quiet", "--no-progress", *files],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def fits_the_schema(file: Path) -> subprocess.CompletedProcess[str]:
    command = [str(PROGRAMS / "check-jsonschema"), "--builtin-schema", "vendor.github-workflows", str(file)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_the_lint_finds_no_fault() -> None:
    result = zizmor(".github")
    assert result.returncode == 0, result.stdout


def test_the_lint_finds_what_was_planted() -> None:
    result = zizmor(str(PLANTED / "injection.yml"))
    assert result.returncode != 0
    found = set(re.findall(r"^(?:error|warning|info|help)\[([\w-]+)\]", result.stdout, re.MULTILINE))
    assert found >= {"dangerous-triggers", "template-injection", "unpinned-uses", "artipacked"}


def test_the_schema_refuses_what_was_planted() -> None:
    assert fits_the_schema(WORKFLOWS[0]).returncode == 0
    assert fits_the_schema(PLANTED / "no-workflow.yml").returncode == 1


def test_make_lint_runs_both() -> None:
    shown = subprocess.run(["make", "--dry-run", "lint"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert "zizmor --offline --quiet .github" in shown
    assert "vendor.github-workflows .github/workflows/" in shown
    assert "check_locks.py" in shown


def test_every_action_is_pinned_by_its_full_commit_and_says_its_version() -> None:
    used = [line.strip() for file in WORKFLOWS for line in file.read_text("utf-8").splitlines() if "uses:" in line]
    pinned = re.compile(r"(?:- )?uses: actions/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")
    assert used
    assert [line for line in used if not pinned.fullmatch(line)] == []
    commits = {line.partition("uses: ")[2] for line in used}
    assert len(commits) == len({line.partition("@")[0] for line in commits}), "one action in two versions"


def test_every_job_ends_by_itself_and_may_do_only_what_it_names() -> None:
    for name, job in jobs():
        assert job["timeout-minutes"] <= 45, name
        assert job["permissions"], name
    for file in WORKFLOWS:
        assert yaml.safe_load(file.read_text("utf-8"))["permissions"] == {}, file.name


def test_no_job_that_runs_code_of_the_repository_may_write() -> None:
    for name, job in jobs():
        writes = {scope for scope, level in job["permissions"].items() if level == "write"}
        checks_out = any("checkout" in step.get("uses", "") for step in job["steps"])
        assert not (writes and checks_out), f"{name} may write {writes}"
        if checks_out:
            assert job["steps"][0]["with"]["persist-credentials"] is False, name


def test_a_pull_request_gets_the_site_as_a_file_and_nothing_is_deployed() -> None:
    site = workflow("site")
    triggers = site[True]  # YAML 1.1 reads "on" so
    assert set(triggers) == {"push", "pull_request", "workflow_dispatch"}
    assert "github.event_name != 'pull_request'" in site["jobs"]["deploy"]["if"]
    (kept,) = [step for step in site["jobs"]["build"]["steps"] if "upload-artifact" in step.get("uses", "")]
    assert kept["if"] == "github.event_name == 'pull_request'"
    assert kept["with"]["path"] == "site"


def test_what_the_site_offers_is_made_before_the_site_in_every_build() -> None:
    steps = workflow("site")["jobs"]["build"]["steps"]
    copy, site = step_that_runs("make offline"), step_that_runs("make site")
    assert steps.index(copy) < steps.index(site)
    assert "if" not in copy.keys() | site.keys(), "pull requests too"
    # The goal of "make site" is run with all that it needs: the books come before the pages that list them.
    run = subprocess.run(["make", "--dry-run", "site"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert 0 <= run.index("guide.py pdf") < run.index("mkdocs build --strict")


def test_a_fork_needs_no_edit() -> None:
    repository = {"REPO_URL": "${{ github.server_url }}/${{ github.repository }}"}
    assert step_that_runs("make offline")["env"] == repository
    assert step_that_runs("make site")["env"] == {"SITE_URL": "${{ steps.pages.outputs.base_url }}", **repository}
    for file in WORKFLOWS:
        assert "github.io" not in file.read_text("utf-8")
        assert "secrets." not in file.read_text("utf-8")


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        pytest.param("", "issue create --title Sources --body-file report.md", id="a new one"),
        pytest.param("7", "issue edit 7 --body-file report.md", id="the one that is open"),
    ],
)
def test_the_report_opens_or_updates_one_issue(found: str, expected: str, tmp_path: Path) -> None:
    result, log = run_step("sources", "tell", "Tell", tmp_path, {"GH_FOUND": found, "TITLE": "Sources"})
    assert result.returncode == 0, result.stderr
    assert log[1:] == [expected]
    assert log[0].startswith("issue list --state open --app github-actions")


@pytest.mark.parametrize(
    ("status", "report", "ended", "output"),
    [
        pytest.param(0, "", 0, "found=false\n", id="all is sound"),
        pytest.param(1, "## Gone\n", 0, "found=true\n", id="something was found"),
        pytest.param(1, "", 1, "", id="the guide is faulty"),
    ],
)
def test_the_monthly_look_tells_whether_something_was_found(
    status: int, report: str, ended: int, output: str, tmp_path: Path
) -> None:
    python = tmp_path / ".venv/bin/python"
    python.parent.mkdir(parents=True)
    python.write_text(f"#!/usr/bin/env bash\nprintf '%s' '{report}' > report.md\nexit {status}\n", "utf-8")
    python.chmod(0o755)
    (tmp_path / "output").write_text("", "utf-8")
    result, _ = run_step("sources", "look", "Ask", tmp_path, {"GITHUB_OUTPUT": str(tmp_path / "output")})
    assert result.returncode == ended
    assert (tmp_path / "output").read_text("utf-8") == output


def test_a_release_gets_the_pdfs(tmp_path: Path) -> None:
    (tmp_path / "pdf").mkdir()
    for name in ("full-a4.pdf", "full-letter.pdf"):
        (tmp_path / "pdf" / name).touch()
    result, log = run_step("release", "attach", "Attach", tmp_path, {"TAG": "v1; touch evil"})
    assert result.returncode == 0, result.stderr
    assert log == ["release upload v1; touch evil pdf/full-a4.pdf pdf/full-letter.pdf --clobber"]
    assert not (tmp_path / "evil").exists()


@pytest.mark.parametrize(
    ("before", "published"),
    [
        pytest.param("HEAD~2", "topic:t0\n", id="a push of two commits"),
        pytest.param("HEAD^1", "topic:t1\n", id="a pull request"),
        pytest.param("0" * 40, "", id="the first push"),
    ],
)
def test_the_check_compares_with_the_ids_that_were_there_before(before: str, published: str, tmp_path: Path) -> None:
    git = shutil.which("git")
    if git is None:
        pytest.skip("git is not installed")
    (tmp_path / "data").mkdir()
    for number in range(3):
        (tmp_path / "data/ids.txt").write_text(f"topic:t{number}\n", "utf-8")
        for arguments in (["init", "-q"], ["add", "."], ["commit", "-qm", "x"]):
            who = ["-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "core.hooksPath=/dev/null"]
            subprocess.run([git, *who, *arguments], cwd=tmp_path, check=True)
    for path in (".venv/bin/python", "bin/make"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text('#!/usr/bin/env bash\nprintf "%s\\n" "$*" >> "$GH_LOG"\n', "utf-8")
        (tmp_path / path).chmod(0o755)
    name = "Check the data, and that no published id was taken out"
    result, log = run_step("site", "build", name, tmp_path, {"RUNNER_TEMP": str(tmp_path), "BEFORE": before})
    assert result.returncode == 0, result.stderr
    if published:
        assert log == [f"hooks/guide.py check --published {tmp_path}/published.txt"]
        assert (tmp_path / "published.txt").read_text("utf-8") == published
    else:
        assert log == ["check"]


def test_the_check_knows_where_a_push_and_a_pull_request_began() -> None:
    (step,) = [step for step in workflow("site")["jobs"]["build"]["steps"] if "BEFORE" in step.get("env", {})]
    assert step["env"]["BEFORE"] == "${{ github.event_name == 'push' && github.event.before || 'HEAD^1' }}"


def step_that_runs(command: str) -> Any:
    (found,) = [step for step in workflow("site")["jobs"]["build"]["steps"] if step.get("run") == command]
    return found


def run_step(
    name: str, job: str, step: str, folder: Path, environment: dict[str, str]
) -> tuple[subprocess.CompletedProcess[str], list[str]]:
    """Run a step as the runner does, with programs that only note how they are called."""
    (script,) = [entry["run"] for entry in workflow(name)["jobs"][job]["steps"] if entry.get("name") == step]
    programs = folder / "bin"
    programs.mkdir(exist_ok=True)
    (programs / "gh").write_text(FAKE_GH, "utf-8")
    (programs / "gh").chmod(0o755)
    log = folder / "log.txt"
    result = subprocess.run(
        ["bash", "-e", "-c", script],
        cwd=folder,
        env={**environment, "PATH": f"{programs}:{os.environ['PATH']}", "GH_LOG": str(log), "HOME": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )
    return result, log.read_text("utf-8").splitlines() if log.exists() else []
