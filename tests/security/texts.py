"""Texts that made somebody's reader slow: one or two signs again and again, and an end that fits nothing."""

from collections.abc import Iterator

PIECES = (
    *(
        "a",
        "A",
        "é",
        "’",
        "1",
        "0",
        " ",
        "\n",
        "\t",
        ".",
        ",",
        "-",
        ":",
        ";",
        "/",
        "@",
        "&",
        "<",
        "(",
        '"',
        "'",
        "£",
        "\u200d",
    ),
    *(
        ".,",
        "a ",
        "Aa ",
        "a-",
        "a.",
        "a@",
        "a;",
        "1,",
        "1.",
        "1-",
        "1 ",
        "1:",
        "(1",
        "- ",
        " -",
        ", ",
        '""',
        "<b",
        "<b>",
        "</",
    ),
    *(
        "&amp;",
        "&lt;b",
        "mon ",
        "mon 9-5;",
        "9:00-",
        "https://a",
        "a.b-",
        "£1 ",
        "07700 9",
        "SW1A 1AA ",
        "not ",
        "no ",
        "age 1 to ",
    ),
    *("\n \n", "[a](", "{a}", "?a", "=", "a'", "I’", "ward ", "a and ", "north ", "is a ", "2026-01-01 ", "up to "),
)
ENDS = ("", "!", "\x00 z")


def attacks(length: int) -> Iterator[tuple[str, str]]:
    """Names and texts of about `length` characters."""
    for piece in PIECES:
        for end in ENDS:
            yield f"{piece!r} again, then {end!r}", (piece * (length // len(piece)))[:length] + end
    yield "what was escaped many times", "<b>&" + "amp;" * (length // 4) + "lt;b>"
