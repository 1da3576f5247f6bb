"""The chat page: templates, styles and one small script."""
