"""Title, date, author, tags and credited sources, taken out of the lines."""
