"""The workflows: what they may do, that the lint bites, and that their own steps do what they say."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.projects import HISTORY, ROOT

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
        # Where CI is set zizmor colours its words, and no pattern would find them.
        [str(PROGRAMS / "zizmor"), "--offline", "--quiet", "--no-progress", "--color=never", *files],
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
    result, log = run_step("sources", "report", "Report", tmp_path, {"GH_FOUND": found, "TITLE": "Sources"})
    assert result.returncode == 0, result.stderr
    assert log[1:] == [expected]
    assert log[0].startswith("issue list --state open --app github-actions")


@pytest.mark.parametrize(("found", "calls"), [("", []), ("7", ["issue close 7 --comment"])], ids=["none", "open"])
def test_the_issue_is_closed_when_all_is_ok(found: str, calls: list[str], tmp_path: Path) -> None:
    result, log = run_step("sources", "close", "Close", tmp_path, {"GH_FOUND": found, "TITLE": "Sources"})
    assert result.returncode == 0, result.stderr
    assert [line.partition(" All cited")[0] for line in log[1:]] == calls


def test_the_issue_that_is_closed_is_the_one_that_was_opened() -> None:
    (report,), (close,) = (
        [step for step in workflow("sources")["jobs"][job]["steps"] if "run" in step] for job in ("report", "close")
    )
    assert report["env"] == close["env"]
    assert report["run"].splitlines()[0] == close["run"].splitlines()[0]
    ways = [workflow("sources")["jobs"][job]["if"] for job in ("report", "close")]
    assert ways == [f"needs.look.outputs.found == '{found}'" for found in ("true", "false")]


@pytest.mark.parametrize(
    ("status", "report", "ended", "output"),
    [
        pytest.param(0, "", 0, "found=false\n", id="all is valid"),
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


IDS_STEP = "Check the data, and that no published id was removed"


@pytest.fixture
def git(tmp_path: Path) -> Callable[..., None]:
    """Git in a repository of its own."""
    program = shutil.which("git")
    if program is None:
        pytest.skip("git is not installed")

    def run(*arguments: str) -> None:
        who = ["-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "core.hooksPath=/dev/null"]
        subprocess.run([program, *who, *arguments], cwd=tmp_path, check=True, capture_output=True)

    run("init", "-q", "-b", "main")
    return run


def commit_ids(folder: Path, git: Callable[..., None], lines: str | None) -> None:
    """Commit a list of ids, or that there is none."""
    (folder / "data").mkdir(exist_ok=True)
    if lines is None:
        (folder / "data/ids.txt").unlink(missing_ok=True)
    else:
        (folder / "data/ids.txt").write_bytes(lines.encode())
    git("add", "--all", "data")
    git("commit", "-qm", "x", "--allow-empty")


def published_ids(folder: Path, history: str) -> str:
    """Run the step, and give the list with which it compares."""
    (folder / ".venv/bin").mkdir(parents=True)
    (folder / ".venv/bin/python").write_text('#!/usr/bin/env bash\nprintf "%s\\n" "$*" >> "$GH_LOG"\n', "utf-8")
    (folder / ".venv/bin/python").chmod(0o755)
    result, log = run_step("site", "build", IDS_STEP, folder, {"RUNNER_TEMP": str(folder), "HISTORY": history})
    assert result.returncode == 0, result.stderr
    assert log == [f"hooks/guide.py check --published {folder}/published.txt"]
    return (folder / "published.txt").read_text("utf-8")


@pytest.mark.parametrize(
    ("versions", "published"),
    [
        pytest.param(["topic:a\ntopic:b\n", "topic:b\n", "topic:b\ntopic:c\n"], "abc", id="removed two pushes ago"),
        pytest.param(["topic:a\n", None, "topic:b\n"], "ab", id="the file was removed and came back"),
        pytest.param(["topic:a\n", None], "a", id="the file was removed"),
        pytest.param(["# Old\ntopic:a\r\n", "<<<<<<< HEAD\ntopic:a\n=======\n", "topic:a\n"], "a", id="what is no id"),
        pytest.param(["\ufefftopic:a\ntopic:b", "topic:c"], "abc", id="as some editors save it"),
        pytest.param(["topic:a\n"], "a", id="the first push"),
        pytest.param([None], "", id="a guide without a list"),
    ],
)
def test_the_check_compares_with_every_id_that_the_branch_ever_had(
    versions: list[str | None], published: str, git: Callable[..., None], tmp_path: Path
) -> None:
    for lines in versions:
        commit_ids(tmp_path, git, lines)
    assert published_ids(tmp_path, "HEAD") == "".join(f"topic:{name}\n" for name in published)


def test_the_check_takes_every_kind_of_address(git: Callable[..., None], tmp_path: Path) -> None:
    commit_ids(tmp_path, git, HISTORY)
    assert sorted(published_ids(tmp_path, "HEAD").splitlines()) == sorted(HISTORY.splitlines())


def test_the_check_sees_both_sides_of_a_merge_that_kept_one(git: Callable[..., None], tmp_path: Path) -> None:
    commit_ids(tmp_path, git, "topic:a\n")
    git("switch", "-q", "-c", "work")
    commit_ids(tmp_path, git, "topic:a\ntopic:b\n")
    git("switch", "-q", "main")
    commit_ids(tmp_path, git, "topic:a\ntopic:c\n")
    git("switch", "-q", "work")
    git("merge", "-q", "--strategy=ours", "--no-edit", "main")
    assert published_ids(tmp_path, "HEAD") == "topic:a\ntopic:b\ntopic:c\n"


def test_a_pull_request_may_take_out_what_it_brought_itself(git: Callable[..., None], tmp_path: Path) -> None:
    commit_ids(tmp_path, git, "topic:a\n")
    git("switch", "-q", "-c", "work")
    commit_ids(tmp_path, git, "topic:a\ntopic:b\n")
    commit_ids(tmp_path, git, "topic:a\n")
    git("switch", "-q", "main")
    git("merge", "-q", "--no-ff", "--no-edit", "work")
    assert published_ids(tmp_path, "HEAD^1") == "topic:a\n"


def test_a_history_that_is_not_there_fails_the_check(git: Callable[..., None], tmp_path: Path) -> None:
    commit_ids(tmp_path, git, "topic:a\n")
    result, log = run_step("site", "build", IDS_STEP, tmp_path, {"RUNNER_TEMP": str(tmp_path), "HISTORY": "HEAD^1"})
    assert result.returncode != 0
    assert log == []


def test_the_check_has_the_whole_history_and_knows_the_branch_of_a_pull_request() -> None:
    steps = workflow("site")["jobs"]["build"]["steps"]
    assert steps[0]["with"]["fetch-depth"] == 0
    (step,) = [step for step in steps if step.get("name") == IDS_STEP]
    assert step["env"]["HISTORY"] == "${{ github.event_name == 'pull_request' && 'HEAD^1' || 'HEAD' }}"


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
