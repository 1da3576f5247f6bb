"""Graph components: each a thin coat over pure code."""
