"""What DUO says and what we say to DUO, one module per interface."""
