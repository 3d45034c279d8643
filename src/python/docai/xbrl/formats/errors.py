"""What a format says to a text that it does not fit."""


class DoesNotFit(ValueError):
    """The text is none that the format knows, or the format itself is not known."""
