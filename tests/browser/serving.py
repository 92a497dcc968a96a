"""Serve a folder on this machine only."""

from __future__ import annotations

import functools
import http
import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any


class _Handler(http.server.SimpleHTTPRequestHandler):
    def __init__(self, *arguments: Any, not_found: Path | None, **named: Any) -> None:
        self._not_found = not_found
        super().__init__(*arguments, **named)

    def log_message(self, *_: object) -> None:
        pass

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        if code != http.HTTPStatus.NOT_FOUND or self._not_found is None:
            super().send_error(code, message, explain)
            return
        content = self._not_found.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


@contextmanager
def served(folder: Path, not_found: Path | None = None) -> Iterator[str]:
    """Serve a folder; gives its address with a slash at the end.

    Args:
        folder: What to serve.
        not_found: The page for addresses that do not exist, shown as GitHub Pages shows it.
    """
    handler = functools.partial(_Handler, directory=str(folder), not_found=not_found)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
