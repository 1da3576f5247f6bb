"""The starter directory: hand-entered facts that make a fresh copy useful without a network."""
