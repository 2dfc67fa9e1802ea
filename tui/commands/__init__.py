"""The one-line commands: one module each, none of which knows Textual."""
