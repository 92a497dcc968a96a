"""The check of sources against a server of this machine, with every fault that a page can have."""

from __future__ import annotations

import http.server
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest

from studyguide.model import Guide
from studyguide.problems import Problem
from studyguide.source_links import (
    MAX_REPORT,
    MAX_RETRY_AFTER,
    Link,
    LinkResult,
    Outcome,
    RequestLimits,
    check_links,
    links_of,
    report_text,
)

QUICK = RequestLimits(concurrent=8, per_host=4, pause=0, timeout=0.5, retries=2, backoff=0)
PAGE = "<html><body><h1>Hubs</h1><p>{}</p></body></html>"


class Host(http.server.ThreadingHTTPServer):
    """A server that counts what it is asked; when it closes, all its answers are over."""

    daemon_threads = False

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answers)
        self.asked: Counter[str] = Counter()
        self.most_at_once = 0
        self.over = threading.Event()
        self._at_once = 0
        self._lock = threading.Lock()

    @property
    def address(self) -> str:
        """Its address, without a path."""
        return f"http://127.0.0.1:{self.server_port}"

    def begin(self, path: str) -> int:
        """Count a request that has come; gives which one of its path it is."""
        with self._lock:
            self.asked[path] += 1
            self._at_once += 1
            self.most_at_once = max(self.most_at_once, self._at_once)
            return self.asked[path]

    def end(self) -> None:
        """Count a request as answered: before its answer is sent, for the client asks again as soon as it has it."""
        with self._lock:
            self._at_once -= 1


class Answers(http.server.BaseHTTPRequestHandler):
    """Answers by path."""

    server: Host

    def do_GET(self) -> None:
        number = self.server.begin(self.path)
        if self.path.startswith("/many"):
            time.sleep(0.02)
        elif self.path == "/slow":
            self.server.over.wait(5)
        self.server.end()
        with suppress(BrokenPipeError, ConnectionResetError):
            self._answer(number)

    def _answer(self, number: int) -> None:
        path = self.path
        texts = {
            "/ok": PAGE.format("Pumps were discontinued by others. New customers are welcome."),
            "/closed": PAGE.format("Pump Service is <b>no longer open</b> to new customers."),
            "/end": PAGE.format("End of support notice: on 7 October 2026 we stop."),
            "/will-end": PAGE.format("Next year we will end support for <code>pump</code>."),
            "/hidden": PAGE.format("<script>'closed to new customers'</script><!-- end of support notice --> Fine."),
            "/flood": "<script" * 60_000 + "<" * 60_000 + "<!--" * 60_000,
            "/moved-here": PAGE.format("Here."),
            "/slash/": PAGE.format("Here."),
        }
        moves = {
            "/moved": (301, "/moved-here"),
            "/moved-for-now": (302, "moved-here"),
            "/slash": (301, "/slash/"),
            "/lost": (301, "/nowhere"),
            "/circle": (302, "/circle"),
            "/to-a-file": (302, "file:///etc/passwd"),
            "/evil": (301, "/moved-here?`x`%20@everyone"),
        }
        if path in moves:
            self._send(moves[path][0], "", Location=moves[path][1])
        elif path == "/nonsense":
            self.wfile.write(b"nonsense\r\n\r\n")
        elif path == "/passing" and number == 1:
            self._send(503, "")
        elif path == "/later" and number == 1:
            self._send(429, "", **{"Retry-After": "1"})
        elif path == "/much-later":
            self._send(503, "", **{"Retry-After": "99999"})
        elif path == "/broken":
            self._send(500, "")
        elif path == "/forbidden":
            self._send(403, "")
        elif path == "/removed":
            self._send(410, "")
        elif path.partition("?")[0] in {*texts, "/passing", "/later", "/many"}:
            self._send(200, texts.get(path.partition("?")[0], PAGE.format("Fine.")))
        else:
            self._send(404, "")

    def _send(self, status: int, text: str, **headers: str) -> None:
        body = text.encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture
def host() -> Iterator[Host]:
    """A server that lives as long as the test."""
    server = Host()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield server
    server.over.set()
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.mark.parametrize(
    ("path", "outcome", "detail", "asked"),
    [
        pytest.param("/ok", Outcome.OK, "", 1, id="OK"),
        pytest.param("/nowhere", Outcome.GONE, "404", 1, id="404"),
        pytest.param("/removed", Outcome.GONE, "410", 1, id="410"),
        pytest.param("/lost", Outcome.GONE, "404 at {host}/nowhere", 1, id="a redirect to nothing"),
        pytest.param("/moved", Outcome.MOVED, "301 to {host}/moved-here", 1, id="a redirect for ever"),
        pytest.param("/moved-for-now", Outcome.MOVED, "302 to {host}/moved-here", 1, id="a redirect for now"),
        pytest.param("/slash", Outcome.OK, "", 1, id="a redirect to the same page"),
        pytest.param("/to-a-file", Outcome.MOVED, "302 to file:///etc/passwd", 1, id="a redirect off the web"),
        pytest.param("/circle", Outcome.UNREACHABLE, "6 redirects and no page", 6, id="a circle"),
        pytest.param("/closed", Outcome.DISCONTINUED, "no longer open to new customers", 1, id="a closed service"),
        pytest.param("/end", Outcome.DISCONTINUED, "End of support notice", 1, id="a notice"),
        pytest.param("/will-end", Outcome.DISCONTINUED, "will end support", 1, id="an announced end"),
        pytest.param("/hidden", Outcome.OK, "", 1, id="words that nobody sees"),
        pytest.param("/flood", Outcome.OK, "", 1, id="a page made to take long"),
        pytest.param("/slow", Outcome.UNREACHABLE, "timed out", 3, id="no answer in time"),
        pytest.param("/nonsense", Outcome.UNREACHABLE, "nonsense", 3, id="no HTTP"),
        pytest.param("/passing", Outcome.OK, "", 2, id="a fault that passes"),
        pytest.param("/broken", Outcome.UNREACHABLE, "status 500", 3, id="a fault that stays"),
        pytest.param("/forbidden", Outcome.UNREACHABLE, "status 403", 1, id="not for us"),
    ],
)
def test_each_fault_of_a_page_has_its_result(path: str, outcome: Outcome, detail: str, asked: int, host: Host) -> None:
    link = Link(host.address + path, ("question:hubs",))
    (result,) = check_links([link], QUICK)
    assert (result.link, result.outcome) == (link, outcome)
    assert detail.format(host=host.address) in result.detail
    assert host.asked[path] == asked


def test_a_host_that_does_not_answer_is_unreachable() -> None:
    (result,) = check_links([Link("http://127.0.0.1:9/", ())], QUICK)
    assert result.outcome is Outcome.UNREACHABLE


def test_requests_to_one_host_are_limited_and_results_keep_their_order(host: Host) -> None:
    links = [Link(f"{host.address}/many?{number}", ()) for number in range(12)]
    limits = RequestLimits(concurrent=8, per_host=2, pause=0.01, timeout=5, retries=0)
    begun = time.monotonic()
    results = check_links(links, limits)
    assert [result.link for result in results] == links
    assert {result.outcome for result in results} == {Outcome.OK}
    assert host.most_at_once <= 2
    assert time.monotonic() - begun >= 12 / 2 * (0.02 + 0.01) * 0.9


def test_a_host_is_asked_again_when_it_says(host: Host) -> None:
    begun = time.monotonic()
    (result,) = check_links([Link(f"{host.address}/later", ())], QUICK)
    assert (result.outcome, host.asked["/later"]) == (Outcome.OK, 2)
    assert time.monotonic() - begun >= 1


def test_a_host_that_wants_to_be_asked_much_later_is_not_waited_for(
    host: Host, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits: list[float] = []
    monkeypatch.setattr("urllib3.util.retry.time.sleep", waits.append)
    check_links([Link(f"{host.address}/much-later", ())], QUICK)
    assert waits
    assert max(waits) <= MAX_RETRY_AFTER


def test_every_source_is_asked_once_with_all_entries_that_name_it(bicycle_guide: Guide) -> None:
    links = {link.url: link.entries for link in links_of(bicycle_guide)}
    assert links["https://example.org/brakes"] == ("question:rim-or-disc-brake", "comparison:rim-vs-disc")
    assert len(links) == 3
    assert list(links) == sorted(links)


def test_a_report_names_the_entries_the_worst_first() -> None:
    results = [
        LinkResult(Link("https://a.example/", ("question:a",)), Outcome.OK),
        LinkResult(
            Link("https://b.example/", ("question:b", "comparison:c")), Outcome.MOVED, "301 to https://c.example/"
        ),
        LinkResult(Link("https://d.example/", ("question:d",)), Outcome.GONE, "404"),
    ]
    stale = [Problem("data/x.yml", 0, 0, "verified", "the facts were checked 400 days ago")]
    assert report_text(results, stale).splitlines() == [
        "3 sources were requested.",
        "",
        "## Gone (1)",
        "",
        "- `https://d.example/` `404`: `question:d`",
        "",
        "## Moved (1)",
        "",
        "- `https://b.example/` `301 to https://c.example/`: `question:b`, `comparison:c`",
        "",
        "## Due for a check (1)",
        "",
        "- `data/x.yml`: the facts were checked 400 days ago",
    ]
    assert report_text(results[:1], []) == ""


def test_what_other_hosts_say_stays_text(host: Host) -> None:
    (result,) = check_links([Link(f"{host.address}/evil", ("question:hubs",))], QUICK)
    evil = LinkResult(result.link, Outcome.MOVED, result.detail + "\n# `@everyone` <img src=x>\u202e\x1b[2J")
    (line,) = [line for line in report_text([evil], []).splitlines() if line.startswith("- ")]
    assert line.count("`") == 6
    assert "\u202e" not in line
    assert "\x1b" not in line


def test_a_report_fits_into_an_issue() -> None:
    results = [LinkResult(Link(f"https://{'a' * 90}.example/{n}", ("question:a",)), Outcome.GONE) for n in range(2_000)]
    text = report_text(results, [])
    assert len(text) < MAX_REPORT + 100
    assert text.endswith("`question:a`\n\nThe list is truncated here.\n")
