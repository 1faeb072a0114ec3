"""Pages of the intake, one file per subject. A view asks selectors and services, and holds no rule."""
