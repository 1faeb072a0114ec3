"""Pages of the workplace: one file per page."""
