"""The questions the app asks, one module each."""
