"""From a guide to the Markdown pages of a site, for any engine that reads Markdown."""
