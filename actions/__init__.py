"""Rasa's custom actions: thin. They ask the directory and present its answer."""
