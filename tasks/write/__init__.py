"""What a run leaves behind: schemas, part files, the manifest, and how they become visible at once."""
