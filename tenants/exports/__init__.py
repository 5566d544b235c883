"""Lists as files: made in the background, kept for a day, taken away by whoever asked."""
