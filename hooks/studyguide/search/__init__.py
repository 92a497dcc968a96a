"""The search: what it can find, and the files that the browser loads."""
