"""Measures the product on messages that nobody trained it on."""
