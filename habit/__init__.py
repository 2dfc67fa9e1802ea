"""The rules of the habit: pure functions and values, with no file, no clock and no screen."""
