"""From files, archives and datasets to pages."""
