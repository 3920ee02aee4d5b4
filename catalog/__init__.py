"""The catalog: sources, claims and evidence, placed in the taxonomy."""
