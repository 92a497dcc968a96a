"""Which links a field may hold."""

from __future__ import annotations

import html
import re

from studyguide.markup.sanitizing import LINK_SCHEMES, sanitize
from studyguide.references import FIELD_REFERENCE_SCHEMES

_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*")
_MAILBOX = re.compile(r"mailto:[^@\s]+@[\w-]+(\.[\w-]+)+(\?\S*)?")
_WEB_ADDRESS = re.compile(r"https://[\w-]+(\.[\w-]+)+(:\d+)?([/?#]\S*)?")


def link_fault(href: str) -> tuple[str, str] | None:
    """Say what is wrong with the target of a link.

    Args:
        href: The target as a browser would get it, entities resolved.

    Returns:
        What is wrong and what to do about it, or None for a link that a field may hold.
    """
    scheme, colon, rest = href.partition(":")
    if colon and scheme in LINK_SCHEMES:
        return None if _is_complete(scheme, href) else (f'incomplete link "{href}"', "write the whole address")
    if colon and scheme in FIELD_REFERENCE_SCHEMES:
        if re.fullmatch(r"[a-z0-9-]+", rest):
            return None
        return f'invalid link "{href}"', f"write {scheme}: and an id, for example {scheme}:what-is-it"
    if colon and scheme == "http":
        return f'unencrypted link "{href}"', "use https:"
    if colon and _SCHEME.fullmatch(scheme):
        allowed = ", ".join(f"{name}:" for name in (*LINK_SCHEMES, *FIELD_REFERENCE_SCHEMES))
        return f'links with the scheme "{scheme}:" are not allowed', f"use one of {allowed}"
    return f'incomplete link "{href}"', "write https://..., or question:ID for a question of the guide"


def _is_complete(scheme: str, href: str) -> bool:
    """Return whether a mail address names a mailbox, and a web address a host that the sanitizer can read."""
    if scheme == "mailto":
        return bool(_MAILBOX.fullmatch(href))
    return bool(_WEB_ADDRESS.fullmatch(href)) and "href=" in sanitize(f'<a href="{html.escape(href)}">')
