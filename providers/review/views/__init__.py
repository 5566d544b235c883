"""The review desk's pages."""
