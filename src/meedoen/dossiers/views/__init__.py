"""Pages of dossiers, one file per subject. A view asks selectors and services, and holds no rule."""
