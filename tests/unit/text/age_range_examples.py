"""Ages as directories write them in one cell, and what each is read as."""

SPOILT = "“{}” is a date: a spreadsheet may have spoilt ages such as {}. Enter both ages each in its own column"
NO_RANGE = "Enter the youngest and the oldest age in whole years, like 5-11"
GAP = f"There is a gap between these ages. {NO_RANGE}"

TAKEN: dict[tuple[int | None, int | None], list[str]] = {
    (5, 11): [
        *("5-11", "5 - 11", "5–11", "5 to 11", "5-11 years", "5-11yrs", "5–11 yrs", "5 to 11 year olds", "aged 5-11"),
        *(
            "5-11-year-olds",
            "between 5 and 11",
            "Ages: 5 - 11",
            "children aged 5 to 11",
            "from 5 to 11",
            "5.0 to 11.99",
        ),
        *(
            "five to eleven",
            "KS1-KS2",
            "Key Stages 1 to 2",
            "5\u201111",
            "5-11 years old",
            "５-１１",
            "5-7, 8-11",
            "5-11s",
        ),
    ],
    (0, 5): [
        "0-5",
        "0–5 yrs",
        "0 - 5 years",
        "birth to 5",
        "0-1 years\n2-5 years",
        "under 1 to 5",
        "6 months to 5 years",
    ],
    (None, 10): ["Under 11's", "under 11s", "Under 11", "U11", "u11s", "below 11", "children under 11"],
    (16, None): ["16+", "16 +", "16 plus", "16 and over", "over 16s", "from 16", "16 years and over", "ages 16+"],
    (None, 25): ["up to 25", "25 and under", "up to age 25", "up to and including 25", "max 25", "25 years and under"],
    (4, 11): ["Reception to Year 6", "reception - year 6", "Year R to Year 6"],
    (11, 16): ["Years 7-11", "Year 7 to Year 11", "Y7-Y11", "years 7 to 11"],
    (10, 11): ["Year 6"],
    (7, 11): ["KS2", "Key Stage 2"],
    (0, 1): ["6-18 months", "6 to 18 months", "6 months - 18 months", "0-1"],
    (0, 0): ["6 months", "0", "0-6 months"],
    (5, 5): ["5", "5.0", "aged 5", "5 years"],
    (4, 4): ["4.99"],
    (0, 4): ["0.0 to 4.99"],
    (None, 1): ["under 18 months", "up to 18 months"],
    (0, None): ["all ages", "Any age", "All", "from birth", "0+"],
    (18, None): ["Adults", "18 plus", "adults 18+", "over 18s"],
}
REFUSED: dict[str, list[str]] = {
    SPOILT.format("05-Nov", "5-11"): ["05-Nov"],
    SPOILT.format("Nov-16", "11-16"): ["Nov-16"],
    SPOILT.format("2026-11-05 00:00:00", "5-11"): ["2026-11-05 00:00:00"],
    SPOILT.format("05/11/2026", "5-11"): ["05/11/2026"],
    GAP: ["0-4, 16-25", "7,5", "5/11", "1,250"],
    NO_RANGE: [
        "",
        "x",
        "-",
        "to",
        "aged",
        "11-5",
        "200",
        "0-200",
        "5-11 (term time)",
        "19-25 with EHCP",
        "Y14-Y15",
    ],
}
