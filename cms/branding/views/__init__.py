"""What everybody is served of a council's own look, and where its managers set it."""
