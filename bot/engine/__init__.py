"""The Rasa side: graph components over the pure code, one internal channel, one tracker store.

Runs on Python 3.10 in its own environment and is never reachable from outside.
"""
