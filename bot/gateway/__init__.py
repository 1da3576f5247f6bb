"""The one path that every message takes, from whichever channel to exactly one reply."""
