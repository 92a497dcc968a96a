"""The same texts through the export of pages, built by an engine without the hook."""

from __future__ import annotations

import pytest

from tests.hostile.corpus import sound_cases
from tests.hostile.hostile_site import CANARY, live_parts, lost_texts, write_guide
from tests.projects import BICYCLE
from tests.site.built import BuiltSite
from tests.site.exported import build_exported

pytestmark = pytest.mark.site

CASES = [case for case in sound_cases() if not case.refused]


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """All texts that are shown, exported."""
    folder = tmp_path_factory.mktemp("hostile-exported")
    return build_exported(write_guide(CASES, folder / "guide"), folder / "exported")


@pytest.fixture(scope="module")
def ordinary(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """The tiny guide without hostile texts, exported."""
    return build_exported(BICYCLE, tmp_path_factory.mktemp("ordinary-exported"))


def test_the_export_shows_every_text_as_typed(exported: BuiltSite) -> None:
    # Names of the whole guide stand in the settings of an engine, which the export does not write.
    assert lost_texts(exported, [case for case in CASES if case.entry != "guide"]) == []


def test_no_exported_page_holds_anything_live(exported: BuiltSite, ordinary: BuiltSite) -> None:
    assert live_parts(exported, ordinary) == []


def test_no_file_of_the_machine_is_drawn_in(exported: BuiltSite) -> None:
    assert [name for name, file in exported.files.items() if CANARY.encode() in file.read_bytes()] == []
