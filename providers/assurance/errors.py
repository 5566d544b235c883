"""Why a link could not confirm anything. Nothing was written."""


class LinkClosed(Exception):
    """It was used, is too old, isn't this council's, or the listing was checked or changed hands since."""


class NothingChosen(Exception):
    """The list was sent without a tick."""
