"""Why a run ended before its end."""


class NotRun(Exception):
    """This machine cannot do it; the message says what is lacking."""


class Wrong(Exception):
    """Something is not as it has to be; the message says what."""
