"""Listings from and to CSV files: the council's own, and school tables mapped to the same columns."""
