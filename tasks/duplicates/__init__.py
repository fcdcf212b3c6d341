"""The same story on many sites: marked, never dropped."""

from tasks.duplicates.shingles import Signature, jaccard, shingles, signatures

__all__ = ["Signature", "jaccard", "shingles", "signatures"]
