"""The two ways in which a wish cannot be granted, each carrying one clear sentence."""


class RefusedError(ValueError):
    """A value that makes no sense here; the sentence says what was wrong and what to do."""


class CouldNotError(Exception):
    """A sound wish that could not be done; the sentence says why and what to do."""
