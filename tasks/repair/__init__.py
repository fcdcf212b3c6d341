"""Encoding, punctuation, and the substitution table."""
