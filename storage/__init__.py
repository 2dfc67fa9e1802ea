"""Where it rests: the TinyDB store, backups, settings, and the formats people bring in."""
