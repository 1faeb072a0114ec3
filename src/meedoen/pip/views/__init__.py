"""Pages of the PIP: the two panes, drawing up, four eyes, the letter, the living plan."""
