"""Draw diagrams while authoring. A build never does: the pictures are committed."""
