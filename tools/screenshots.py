"""Take the pictures that the README shows, from a built site.

Usage: ``python tools/screenshots.py SITE OUT``. A reader's machine shows the guide in its own interface font; the
pictures use Inter where it is installed (Debian: ``fonts-inter``), so that they look alike wherever they are taken.
"""

from __future__ import annotations

import sys
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from tests.browser.browsers import launch_chromium
from tests.browser.serving import served

PICTURES = (
    # file, address, colour scheme, width, height
    ("topic-light.png", "questions/networking/#security-groups-vs-nacls-answer", "light", 1280, 860),
    ("comparison-dark.png", "comparisons/storage-types/#table", "dark", 1280, 860),
    ("phone-light.png", "questions/networking/#security-groups-vs-nacls-answer", "light", 390, 800),
)


def main(site: Path, out: Path) -> None:
    """Serve a site on this machine and photograph its pages."""
    out.mkdir(parents=True, exist_ok=True)
    with served(site) as base, sync_playwright() as playwright:
        browser = launch_chromium(playwright)
        for picture in PICTURES:
            _take(browser, base, out, *picture)
        browser.close()


def _take(
    browser: Browser, base: str, out: Path, name: str, address: str, scheme: str, width: int, height: int
) -> None:
    page = browser.new_page(
        viewport={"width": width, "height": height},
        device_scale_factor=2 if width < 500 else 1,
        color_scheme="dark" if scheme == "dark" else "light",
    )
    page.goto(base + address)
    page.add_style_tag(content="body { --md-text-font: Inter, system-ui; }")
    page.wait_for_timeout(500)  # the theme fades its header in
    page.screenshot(path=out / name)
    page.close()
    print(f"Wrote {out / name}.")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
