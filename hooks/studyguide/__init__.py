"""The study guide's core: data files in, safe pages out.

Nothing here imports MkDocs or the theme, so the core can be used from a test, a script or another engine. Imports go
one way: ``problems``, ``markup``, ``model``, then ``reading`` and ``study_plan``, then ``pages``.
"""
