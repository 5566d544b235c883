"""Anybody's table of listings, turned into rows of our columns as text: which sheet and header row, which column is
what, what its words mean, and what it says about who may see a listing. Plain Python: it runs confined."""
