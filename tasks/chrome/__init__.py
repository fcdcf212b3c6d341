"""Which lines of a flattened page are site chrome."""
