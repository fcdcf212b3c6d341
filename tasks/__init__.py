"""How it happens: one stage a room, in the order the data passes."""
