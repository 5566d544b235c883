"""The desk: what the staff pages of every room share."""
