"""``mkdocs build`` of a site that has not changed since its last build: copy it instead of building it.

Only what is known completely can be known to be unchanged. A configuration with plugins or hooks besides the search and
this guide's own is always built, and so is a site whose build gave warnings, because they must be given again.
"""

from __future__ import annotations

import logging
import sys
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import get_plugin_logger
from mkdocs.utils import CountHandler

from studyguide.build_time import build_day
from studyguide.downloads import FOLDER as DOWNLOADS
from studyguide.kept_site import KeptSite, digest_of_files, write_site

PLUGINS = {"material/search", "hooks/mkdocs_hooks.py"}

log = get_plugin_logger("studyguide")


class UnchangedSite:
    """The site of an earlier build with exactly these inputs, if it is kept.

    Args:
        config: The configuration, as MkDocs has read it.

    Attributes:
        files: The site's files by address; None if it must be built.
    """

    def __init__(self, config: MkDocsConfig) -> None:
        project = Path(config.config_file_path).parent
        self._kept = KeptSite(project)
        self._key = self._kept.key(_inputs(config, project)) if set(config.plugins) == PLUGINS else None
        self.files = self._kept.load(self._key) if self._key else None
        self._warnings = CountHandler()
        self._warnings.setLevel(logging.WARNING)
        self._loggers = [logging.getLogger(name) for name in (_engine(config), None)]  # the first does not propagate
        for logger in self._loggers:
            logger.addHandler(self._warnings)
        if self.files is not None:
            log.info("Nothing has changed since the last build, so its site is used again.")

    def finish(self, site: Path) -> None:
        """End a build: put the kept files in place, or keep what was built."""
        for logger in self._loggers:
            logger.removeHandler(self._warnings)
        if self.files is not None:
            write_site(self.files, site)
        elif self._key and not self._warnings.get_counts():
            self._kept.keep(self._key, site)


def _inputs(config: MkDocsConfig, project: Path) -> list[bytes]:
    """Everything that a site is made from: settings, day, libraries, files."""
    libraries = sorted(info.name for folder in sys.path for info in Path(folder).glob("*.dist-info"))
    plugins = {name: dict(getattr(plugin, "config", {})) for name, plugin in config.plugins.items()}
    settings = [
        [config.user_configs, config.mdx_configs, dict(config.theme), plugins],  # each has some of what was written
        [config.use_directory_urls, config.strict, build_day().isoformat(), _engine(config), libraries],
    ]
    folders = [Path(config.docs_dir), *(project / name for name in ("data", "hooks", DOWNLOADS))]
    if config.theme.custom_dir:
        folders.append(Path(config.theme.custom_dir))
    return [repr(settings).encode(), digest_of_files(folders)]


def _engine(config: MkDocsConfig) -> str:
    """The package that builds: MkDocs, or one that goes on where it stands still."""
    return type(config).__module__.partition(".")[0]
