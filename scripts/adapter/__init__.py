"""Makes the adapter that turns the general embedding model towards what people ask us."""
