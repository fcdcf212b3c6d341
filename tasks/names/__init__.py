"""One person, one spelling: variants generated, recognised exactly, standardised."""
