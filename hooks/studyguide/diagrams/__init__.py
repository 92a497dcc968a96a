"""Diagrams: what their sources and their committed pictures may hold. Nothing here draws; see ``drawing``."""
