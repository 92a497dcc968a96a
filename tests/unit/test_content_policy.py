"""The content policy: which scripts it names, which it refuses, and where it stands."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path

import pytest

from studyguide.content_policy import add_content_security_policy, inline_scripts, script_hash
from studyguide.problems import ContentError

PAGE = '<!doctype html><html><head>\n<meta charset="utf-8"><title>x</title></head><body>{}</body></html>'
ARTICLE = '<article class="md-content__inner md-typeset">{}</article>'


def sha(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def write(folder: Path, **pages: str) -> None:
    for name, text in pages.items():
        (folder / f"{name}.html").write_bytes(text.encode())


def test_a_page_gets_the_hashes_of_all_pages_right_behind_its_charset(tmp_path: Path) -> None:
    write(tmp_path, a=PAGE.format("<script>one()</script>"), b=PAGE.format("<SCRIPT type=module>two()</SCRIPT>"))
    add_content_security_policy(tmp_path)
    for name in ("a", "b"):
        text = (tmp_path / f"{name}.html").read_text("utf-8")
        policy = text.partition('<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="')[2]
        policy = policy.partition('"><title>')[0]
        assert policy.startswith("default-src 'self'; script-src 'self' 'sha256-")
        assert f"'{sha('one()')}'" in policy
        assert f"'{sha('two()')}'" in policy
        assert "unsafe-inline" not in policy.partition("style-src")[0]
        assert "worker-src 'self'" in policy


def test_a_page_without_a_charset_gets_it_first(tmp_path: Path) -> None:
    write(tmp_path, a='<html lang="en"><HEAD class="x"><title>x</title></HEAD></html>')
    add_content_security_policy(tmp_path)
    assert '<HEAD class="x"><meta http-equiv="Content-Security-Policy"' in (tmp_path / "a.html").read_text("utf-8")


@pytest.mark.parametrize(
    "script",
    [
        pytest.param("<script>evil()</script>", id="a script"),
        pytest.param("<b><ScRiPt\n>evil()</sCrIpT ></b>", id="in capitals"),
        pytest.param('<script src="https://evil.example/x.js"></script>', id="a file from elsewhere"),
        pytest.param("<article>x</article><script>evil()</script>", id="behind an article inside"),
        pytest.param("<svg><script>evil()</script></svg>", id="in a picture"),
        pytest.param("<script type=module>evil()</script>", id="a module"),
        pytest.param("<script type='application/javascript'>evil()</script>", id="with a type"),
    ],
)
def test_a_script_inside_the_content_ends_the_build_and_nothing_is_written(script: str, tmp_path: Path) -> None:
    page = PAGE.format("\n" + ARTICLE.format(script))
    write(tmp_path, a=PAGE.format(""), b=page)
    with pytest.raises(ContentError, match=r"b\.html:3:1: script inside the content; put the script") as reported:
        add_content_security_policy(tmp_path)
    assert len(reported.value.problems) == 1
    assert (tmp_path / "b.html").read_text("utf-8") == page
    assert "Policy" not in (tmp_path / "a.html").read_text("utf-8")


@pytest.mark.parametrize(
    "harmless",
    [
        pytest.param("&lt;script&gt;evil()&lt;/script&gt;", id="a script as text"),
        pytest.param("<!-- <script>evil()</script> -->", id="a comment"),
        pytest.param('<script type="application/json">{"a": 1}</script>', id="a block of data"),
        pytest.param('<script type="application/ld+json">{"a": 1}</script>', id="a block of linked data"),
    ],
)
def test_what_no_browser_runs_is_no_script(harmless: str) -> None:
    assert inline_scripts(ARTICLE.format(harmless)) == []


def test_scripts_before_and_behind_the_content_are_the_themes() -> None:
    page = (
        "<script>a()</script>"
        + ARTICLE.format("<article></article>")
        + "<script src=x.js></script><script>b()</script>"
    )
    assert [(script.text, script.in_content) for script in inline_scripts(page)] == [("a()", False), ("b()", False)]


def test_line_ends_are_counted_as_browsers_read_them() -> None:
    assert script_hash("a\r\nb\rc") == sha("a\nb\nc")


def test_a_page_without_a_head_is_reported(tmp_path: Path) -> None:
    write(tmp_path, a="<p>Hello")
    with pytest.raises(
        ContentError, match=r"a\.html: the page has no <head>; add it to the template, the policy needs it"
    ):
        add_content_security_policy(tmp_path)
