"""The demo's pages of advice: true anywhere in England, in families' words, asking the demo's own council."""
