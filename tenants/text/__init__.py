"""Text in the forms that people and spreadsheets write it, read in one way whoever asks. Pure; no app."""
