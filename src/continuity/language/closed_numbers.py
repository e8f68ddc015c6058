"""The closed words of numbers and of how they compare, and of days and years, by the category they are of."""

#: Words by their category.
OF_NUMBERS = {
    "HOWMUCH": ("how much", "by how much", "how many years", "how many minutes", "by how many minutes", "how many points", "by how many points", "how many percentage points", "by how many percentage points", "by what margin", "by how big a margin", "how far"),
    "TIMESOVER": ("half", "twice", "double", "thrice", "triple", "quadruple"), "TIMES": ("times",), "ASMANYTHINGS": ("as many", "just as many", "exactly as many", "equally many", "the same number of", "an equal number of", "the same amount of"),
    "DIFFERENCE": ("difference", "gap"), "OUTSCORES": ("outscore", "outscored", "outscores", "beat", "beats", "outdo", "outdid", "outrank", "outranked"), "DIFFIN": ("difference in", "the difference in", "difference in the number of", "the difference in the number of", "difference in number of", "the difference in number of"),
    "PERYEAR": ("per year", "by year", "each year", "every year", "for each year", "in each year", "in every year", "for every year", "a year", "yearly", "annually", "per calendar year", "broken down by year", "grouped by year"),
    "MORETHINGS": ("more", "a greater number of", "a higher number of", "a larger number of", "a bigger number of", "the greater number of", "the higher number of", "the larger number of", "a greater amount of", "a higher count of"),
    "LONGESTGAP": tuple(f"{how} {gap}" for how in ("longest", "shortest", "biggest", "largest", "smallest") for gap in ("gap", "break", "wait", "hiatus", "interval", "pause")),
    "BETWEENTWO": (*tuple(f"between {two}" for two in ("two", "any two", "consecutive", "two consecutive", "any two consecutive", "successive", "two successive")), "between", "between the", "between its"),
    "DAYS": ("day", "days", "week", "weeks", "month", "months", "year", "years"),
    "WITHINTIME": ("within", "inside", "no more than", "not more than", "at most", "in"),
    "WEEKDAY": tuple(f"{day}{s}" for day in ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday") for s in ("", "s")),
    "BYWEEKDAY": ("by weekday", "by day of the week", "and on which weekday", "and on what day of the week"),
}  # fmt: skip
