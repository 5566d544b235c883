"""What families and officers type about comments."""
