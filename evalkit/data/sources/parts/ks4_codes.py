"""The publisher's codes in the Key Stage 4 tables and our words for them."""

from __future__ import annotations

# Abbreviations file of the tables of 2018/19, extended by the spellings seen in the tables of 2017/18.
SCHOOL_TYPES: tuple[tuple[str, str], ...] = (
    ("CY", "community"),
    ("VA", "voluntary aided"),
    ("VC", "voluntary controlled"),
    ("FD", "foundation"),
    ("AC", "sponsored academy"),
    ("ACC", "converter academy"),
    ("F", "free school"),
    ("CTC", "city technology college"),
    ("UTC", "university technical college"),
    ("FUTC", "university technical college"),
    ("SS", "studio school"),
    ("FSS", "studio school"),
    ("IND", "independent"),
    ("INDSPEC", "special"),
    ("INDSPS", "special"),
    ("NMSS", "special"),
    ("CYS", "special"),
    ("FDS", "special"),
    ("VAS", "special"),
    ("ACS", "special"),
    ("ACCS", "special"),
    ("FS", "special"),
    ("CHS", "special"),
    ("FHS", "special"),
    ("FESI", "further education"),
    ("F1619", "further education"),
    ("AC1619", "further education"),
    ("ACC1619", "further education"),
    ("PRU", "alternative provision"),
    ("AP", "alternative provision"),
    ("ACAP", "alternative provision"),
    ("ACCAP", "alternative provision"),
    ("FAP", "alternative provision"),
    ("MODFC", "other"),
)
SCHOOL_GROUPS: dict[str, str] = {
    "community": "maintained",
    "voluntary aided": "maintained",
    "voluntary controlled": "maintained",
    "voluntary aided or controlled": "maintained",
    "foundation": "maintained",
    "sponsored academy": "academy",
    "converter academy": "academy",
    "free school": "academy",
    "city technology college": "academy",
    "university technical college": "academy",
    "studio school": "academy",
    "university technical college or studio school": "academy",
    "independent": "other",
    "special": "other",
    "further education": "other",
    "alternative provision": "other",
    "other": "other",
}
# RECTYPE: totals are dropped by a named rule before the column is read.
RECORD_TYPES: tuple[tuple[str, str], ...] = (("1", "mainstream"), ("2", "special"))
TOTALS: dict[str, str] = {
    "4": "total of a local authority, not a school",
    "5": "national total, not a school",
    "7": "national total, not a school",
}
GENDERS = (("MIXED", "mixed"), ("GIRLS", "girls"), ("BOYS", "boys"))
ADMISSIONS = (
    ("SEL", "yes"),
    ("COMP", "no"),
    ("MOD", "no"),
    ("OTHER NON SEL", "no"),
    ("NON SEL IN HIGHLY SEL AREA", "no"),
    ("NON", "no"),
    ("UK", ""),
    ("NA", ""),
)
