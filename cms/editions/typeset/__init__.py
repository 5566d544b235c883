"""Editions as PDF: typeset by Typst in a process of their own, from data that is never source."""
