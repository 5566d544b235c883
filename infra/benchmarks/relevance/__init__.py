"""Judged searches: how well they are answered, beside other engines."""
