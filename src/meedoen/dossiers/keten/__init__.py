"""What the dossiers do with news from DUO and the BRP: work and facts, never over what we say ourselves."""
