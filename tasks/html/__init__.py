"""From HTML to the flattened page, each line with what the markup says of it."""
