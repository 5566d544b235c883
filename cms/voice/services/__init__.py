"""Every write about comments."""
