"""The short pages of a listing, one form each."""
