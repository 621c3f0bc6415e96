"""An agency's own figures: what it published, beside the published series."""
