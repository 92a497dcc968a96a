"""Decks for Anki: questions as notes that keep a reader's review history from one build to the next."""
