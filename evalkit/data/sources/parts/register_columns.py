"""The columns of a register of schools: DfE's "spine" up to 2017/18, and Get Information About Schools."""

from __future__ import annotations

from evalkit.core.column import SourceHeading
from evalkit.core.quantity import Unit
from evalkit.data.sources.parts.column import SourceColumn
from evalkit.data.sources.parts.ks4_codes import SCHOOL_GROUPS

METRES = Unit("metres", 0)

_TYPES = (
    ("COMMUNITY SCHOOL", "community"),
    ("VOLUNTARY AIDED SCHOOL", "voluntary aided"),
    ("VOLUNTARY CONTROLLED SCHOOL", "voluntary controlled"),
    ("FOUNDATION SCHOOL", "foundation"),
    ("ACADEMY SPONSOR LED MAINSTREAM", "sponsored academy"),
    ("ACADEMY SPONSOR LED", "sponsored academy"),
    ("ACADEMY - CONVERTER MAINSTREAM", "converter academy"),
    ("ACADEMY CONVERTER", "converter academy"),
    ("FREE SCHOOL - MAINSTREAM", "free school"),
    ("FREE SCHOOLS", "free school"),
    ("CITY TECHNOLOGY COLLEGE", "city technology college"),
    ("UNIVERSITY TECHNICAL COLLEGE", "university technical college"),
    ("STUDIO SCHOOL", "studio school"),
    ("STUDIO SCHOOLS", "studio school"),
    ("OTHER INDEPENDENT SCHOOL", "independent"),
    ("OTHER INDEPENDENT SPECIAL SCHOOL", "special"),
    ("COMMUNITY SPECIAL SCHOOL", "special"),
    ("FOUNDATION SPECIAL SCHOOL", "special"),
    ("NON-MAINTAINED SPECIAL SCHOOL", "special"),
    ("ACADEMY - CONVERTER SPECIAL SCHOOL", "special"),
    ("ACADEMY SPECIAL CONVERTER", "special"),
    ("ACADEMY - SPONSOR LED SPECIAL SCHOOL", "special"),
    ("ACADEMY SPECIAL SPONSOR LED", "special"),
    ("FREE SCHOOL - SPECIAL", "special"),
    ("FREE SCHOOLS SPECIAL", "special"),
    ("PUPIL REFERRAL UNIT", "alternative provision"),
    ("GENERAL FURTHER EDUCATION COLLEGE", "further education"),
    ("FURTHER EDUCATION", "further education"),
    ("SIXTH FORM COLLEGE", "further education"),
    ("AGRICULTURE AND HORTICULTURE COLLEGE", "further education"),
    ("SPECIALIST DESIGNATED COLLEGE", "further education"),
    ("ART, DESIGN AND PERFORMING ART COLLEGE", "further education"),
    ("ACADEMY 16-19 CONVERTER", "further education"),
    ("ACADEMY 16-19 SPONSOR LED", "further education"),
    ("FREE SCHOOL  16-19", "further education"),
    ("SIXTH FORM CENTRE/CONSORTIA", "further education"),
    ("SIXTH FORM CENTRES", "further education"),
    ("SPECIAL POST 16 INSTITUTION", "further education"),
    ("FREE SCHOOLS 16 TO 19", "further education"),
    ("ACADEMY 16 TO 19 SPONSOR LED", "further education"),
    ("FREE SCHOOLS ALTERNATIVE PROVISION", "alternative provision"),
    ("ACADEMY ALTERNATIVE PROVISION CONVERTER", "alternative provision"),
    ("ACADEMY ALTERNATIVE PROVISION SPONSOR LED", "alternative provision"),
    ("LOCAL AUTHORITY NURSERY SCHOOL", "other"),
    ("ACADEMY SECURE 16 TO 19", "other"),
    ("SECURE UNITS", "other"),
    ("ONLINE PROVIDER", "other"),
    ("OFFSHORE SCHOOLS", "other"),
    ("BRITISH SCHOOLS OVERSEAS", "other"),
    ("WELSH ESTABLISHMENT", "other"),
    ("HIGHER EDUCATION INSTITUTIONS", "other"),
    ("MISCELLANEOUS", "other"),
    ("CHILDREN'S CENTRE", "other"),
    ("CHILDREN'S CENTRE LINKED SITE", "other"),
    ("SERVICE CHILDREN'S EDUCATION", "other"),
    ("SERVICE CHILDRENS EDUCATION", "other"),
    ("INSTITUTION FUNDED BY OTHER GOVERNMENT DEPARTMENT", "other"),
)
_ADMISSIONS = (("SELECTIVE", "yes"), ("COMPREHENSIVE", "no"), ("MODERN", "no"), ("NON-SELECTIVE", "no"))

REGISTER_COLUMNS: tuple[SourceColumn, ...] = (
    SourceColumn("urn", "number of the school (URN)", "id", (SourceHeading("URN"),), low=100000, high=999999),
    SourceColumn(
        "area",
        "local authority code",
        "id",
        (SourceHeading("LA"), SourceHeading("LA (code)"), SourceHeading("LEA")),
        low=0,
        high=999,
    ),
    SourceColumn(
        "name", "name of the school", "category", (SourceHeading("SCHNAME"), SourceHeading("EstablishmentName"))
    ),
    SourceColumn(
        "school_type",
        "type of school",
        "category",
        (SourceHeading("NFTYPE"), SourceHeading("SCHOOLTYPE"), SourceHeading("TypeOfEstablishment (name)")),
        codes=_TYPES,
        among=tuple(SCHOOL_GROUPS),
    ),
    SourceColumn(
        "gender",
        "girls, boys or mixed",
        "category",
        (SourceHeading("GENDER"), SourceHeading("Gender (name)")),
        among=("mixed", "girls", "boys"),
    ),
    SourceColumn(
        "selective",
        "selects pupils by ability",
        "category",
        (SourceHeading("ADMPOL"), SourceHeading("AdmissionsPolicy (name)")),
        codes=_ADMISSIONS,
        among=("yes", "no"),
    ),
)

# What only some registers tell: where a school stands and to which trust it belongs.
REGISTER_EXTRAS: tuple[SourceColumn, ...] = (
    SourceColumn("trust", "number of the trust", "category", (SourceHeading("Trusts (code)"),)),
    SourceColumn("trust_name", "name of the trust", "category", (SourceHeading("Trusts (name)"),)),
    SourceColumn(
        "easting", "metres east on the national grid", "number", (SourceHeading("Easting"),), METRES, 0, 700_000
    ),
    SourceColumn(
        "northing", "metres north on the national grid", "number", (SourceHeading("Northing"),), METRES, 0, 1_300_000
    ),
    SourceColumn("urban_rural", "kind of place, town or country", "category", (SourceHeading("UrbanRural (name)"),)),
)
# The number within the authority, whole or without the authority's own digits.
NUMBER_IN_AREA: tuple[SourceColumn, ...] = (
    SourceColumn("laestab", "authority and number", "id", (SourceHeading("LAESTAB"),), low=1_000_000, high=9_999_999),
    SourceColumn(
        "estab", "number", "id", (SourceHeading("EstablishmentNumber"), SourceHeading("ESTAB")), low=1, high=9999
    ),
)
REGISTER_DATES: dict[str, tuple[str, ...]] = {
    "opens": ("OPENDATE", "OpenDate"),
    "closes": ("CLOSEDATE", "CloseDate"),
    "status": ("ICLOSE", "SCHSTATUS", "EstablishmentStatus (code)", "EstablishmentStatus (name)"),
}
OPEN, CLOSED, PROPOSED_TO_OPEN = "open", "closed", "proposed to open"
STATUSES: dict[str, str] = {
    "1": OPEN,
    "2": CLOSED,
    "3": OPEN,
    "4": PROPOSED_TO_OPEN,
    "open": OPEN,
    "closed": CLOSED,
    "open, but proposed to close": OPEN,
    "proposed to open": PROPOSED_TO_OPEN,
}
# The older register names one other number of a school: its predecessor, or its successor.
OTHER_NUMBER: tuple[str, ...] = ("OTHERURN",)
