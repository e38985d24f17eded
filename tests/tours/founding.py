"""The founding seminar as its coordinator would type it: true facts, and people marked as samples."""

TITLE = "Gathering Priorities for Digital Governance and Digital Transformation"
TITLE_LAO = "ການພັດທະນາຂີດຄວາມສາມາດຂອງພະນັກງານລັດ"
DAYS = ("29.5.2024", "30.5.2024")
PLACE, ZONE = "Kazakhstan", "Asia/Almaty"
COUNTRIES = (
    "Brunei Darussalam", "Cambodia", "Indonesia", "Kazakhstan", "Kyrgyzstan",
    "Lao People's Democratic Republic", "Malaysia", "Myanmar", "Philippines", "Tajikistan",
    "Thailand", "Turkmenistan", "Uzbekistan", "Viet Nam",
)  # fmt: skip
PEOPLE = (
    ("Dr. Thavisack MANODHAM", "LAO"),
    ("Ms. Somphone SAMPLE", "LAO"),
    ("Ms. Aigerim SAMPLE", "KAZ"),
    ("Mr. Arman SAMPLE", "KAZ"),
    ("Ms. Dilnoza SAMPLE", "UZB"),
)
ITEM = ("Opening plenary", "9:00", "9:30")
PRIORITY = (
    "Common standards so that systems can interconnect",
    "Digital administration and public services in use",
)
FOLLOW_UP = "Take part in the further meetings and activities of the project"
