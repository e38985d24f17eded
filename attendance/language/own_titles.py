"""What the program itself calls event sessions nobody has named: a pair as it is stored."""

from attendance.language.marks import N_

MORNING = (N_("Morning"), "ພາກເຊົ້າ")
AFTERNOON = (N_("Afternoon"), "ພາກບ່າຍ")
WHILE_OPEN = (N_("Attendance"), "ການເຂົ້າຮ່ວມ")

OWN_TITLES = frozenset({MORNING, AFTERNOON, WHILE_OPEN})
