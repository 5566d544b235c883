"""What people and spreadsheets write for every kind of value, and what it is read as, or the message, on every road."""

from tests.unit.text import contact_examples, number_examples, word_examples

TABLES = [*contact_examples.TABLES, *word_examples.TABLES, *number_examples.TABLES]
