"""The pages of comments, for families and officers."""
