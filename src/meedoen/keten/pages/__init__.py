"""The chain as its administrator sees it: what is under way, what needs a person, and the connections."""
