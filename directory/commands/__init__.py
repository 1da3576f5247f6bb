"""The sub-commands of `fingerpost`, one module each with a `register(app)`."""
