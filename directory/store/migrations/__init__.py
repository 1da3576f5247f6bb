"""The history of the whole database: every part's tables are changed here, in one line."""
