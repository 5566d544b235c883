"""The demo: three councils with fictional listings and people. Never in production."""
