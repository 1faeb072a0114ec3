"""DUO: what we ask, what we report, what we are notified of (shared specifications of the chain, 12 APIs)."""
