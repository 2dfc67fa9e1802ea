"""Colours: one TOML file a theme, and the loader."""
