"""Text in the forms that people and spreadsheets write it. Pure; no app."""
