"""From a guide to PDF files: fragments become a plain tree, and one static Typst template sets it."""
