"""What a person sees in a terminal: the app, and the one-line commands."""
