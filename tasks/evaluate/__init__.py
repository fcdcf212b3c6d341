"""How close clean pages come to gold ones."""
