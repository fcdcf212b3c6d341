"""What a run writes: schemas, part files, the manifest."""
