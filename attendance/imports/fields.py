"""What a column of a list can mean, and the words its heading may use in four languages."""

import re
from functools import cache, lru_cache
from typing import NamedTuple

from attendance.domain.text_keys import loose_key

IGNORE = "ignore"
"""The field of a column that is not read."""
DETAIL = "detail"
"""The field of columns that hold position, unit and organisation as they come, line by line."""
TWO_FORMS = ("name", "position", "unit", "organisation")
"""Fields that exist a second time in the official script, under their key with ``_official``."""


class Field(NamedTuple):
    """One meaning of a column.

    Attributes:
        key: as in a mapping.
        words: headings that mean it, separated by ``|``: English, Lao, French, Russian.
        repeats: whether several columns may have it.
    """

    key: str
    words: str
    repeats: bool = False


FIELDS = (
    Field(
        "event",
        "event|meeting|conference|seminar|workshop|event title|meeting name|event name"
        "|ກອງປະຊຸມ|ກອງປະຊຸມສຳມະນາ|ງານ|réunion|conférence|évènement|événement|séminaire|atelier"
        "|мероприятие|совещание|конференция|встреча|семинар",
    ),
    Field("year", "year|ປີ|année|год"),
    Field("place", "location|place|venue|ສະຖານທີ່|lieu|место|место проведения"),
    Field(
        "section",
        "group type|group|section|category|participant type|participant category|constituency"
        "|ໝວດ|ປະເພດ|ປະເພດຜູ້ເຂົ້າຮ່ວມ|groupe|catégorie|раздел|категория|группа",
    ),
    Field(
        "delegation",
        "delegation|delegation name|entity|entity name|country/organisation|country/organization"
        "|country or organisation|country or organization|organisation/country|region|province"
        "|ຄະນະຜູ້ແທນ|ຄະນະ|ຊື່ຄະນະຜູ້ແທນ|ແຂວງ|délégation|entité|pays/organisation|pays ou organisation"
        "|делегация|страна/организация|область|регион",
    ),
    Field(
        "delegation_code",
        "delegation code|delegation abbreviation|abbreviation|acronym|delegation id|ລະຫັດຄະນະຜູ້ແທນ|sigle"
        "|код делегации|аббревиатура",
    ),
    Field(
        "country",
        "country|country name|country code|nation|state|party|iso|iso code|iso2|iso3|iso 2|iso 3"
        "|delegation iso|country iso|ປະເທດ|ລະຫັດປະເທດ|pays|code pays|страна|государство|код страны",
    ),
    Field("nationality", "nationality|citizenship|ສັນຊາດ|nationalité|гражданство|национальность"),
    Field(
        "capacity",
        "capacity|role|role in delegation|function in delegation|delegation role|type of participation"
        "|ຖານະການເຂົ້າຮ່ວມ|ຖານະ|ໜ້າທີ່ໃນຄະນະ|qualité|rôle|en qualité de|роль|статус участника|качество",
    ),
    Field(
        "honorific",
        "honorific|salutation|prefix|courtesy title|form of address|mr/ms|mr/mrs/ms|mr./ms."
        "|mr./mrs./ms.|title"
        "|ຄຳນຳໜ້າ|ຄຳນຳໜ້ານາມ|ຄຳນຳໜ້າຊື່|civilité|titre|обращение|титул",
    ),
    Field("academic", "academic title|degree|ວຸດທິ|ປະລິນຍາ|titre académique|ученая степень|научная степень"),
    Field(
        "name",
        "name|full name|person name|participant|participant name|delegate|delegate name|name of participant"
        "|name and surname|first and last name|names|employee name"
        "|ຊື່ ແລະ ນາມສະກຸນ|ຊື່ແລະນາມສະກຸນ|ຊື່ ນາມສະກຸນ|ຊື່ເຕັມ|ຊື່ຜູ້ເຂົ້າຮ່ວມ"
        "|nom et prénom|nom et prénoms|prénom et nom|nom complet|nom, prénom|nom du participant"
        "|фио|ф.и.о|ф.и.о.|имя и фамилия|фамилия и имя|фамилия имя отчество|фамилия, имя, отчество"
        "|участник|піб",
    ),
    Field("given", "first name|given name|given names|forename|firstname|ຊື່|prénom|prénoms|имя"),
    Field("middle", "middle name|middle names|patronymic|deuxième prénom|отчество"),
    Field("family", "last name|surname|family name|lastname|second name|ນາມສະກຸນ|nom de famille|nom|фамилия"),
    Field(
        "name_official",
        "native name|local name|name in official script|name in own script|ຊື່ພາສາລາວ|ຊື່ເປັນພາສາລາວ",
    ),
    Field("sex", "sex|gender|female|women|m/f|f/m|male/female|ເພດ|ຍິງ|sexe|genre|femme|пол"),
    Field(
        "position",
        "position|job title|job|title|function|designation|occupation|post|position title|ຕຳແໜ່ງ|ໜ້າທີ່"
        "|ຕຳແໜ່ງງານ"
        "|fonction|poste|profession|должность|посада",
    ),
    Field(
        "unit",
        "unit|department|division|bureau|division/bureau|office|branch|directorate|ກົມ|ພະແນກ|ໜ່ວຍງານ"
        "|ກົມ/ພະແນກ"
        "|département|direction|service|unité|отдел|департамент|подразделение|управление",
    ),
    Field(
        "organisation",
        "organisation|organization|affiliation|institution|ministry|agency|company|employer|workplace"
        "|ອົງການ|ອົງການ/ພາກສ່ວນ|ພາກສ່ວນ|ສັງກັດ|ກະຊວງ|ບ່ອນປະຈຳການ|ອົງການຈັດຕັ້ງ|ບ່ອນເຮັດວຽກ"
        "|organisme|ministère|établissement|организация|ведомство|министерство|учреждение|место работы"
        "|організація",
    ),
    Field("email", "email|e-mail|mail|email address|ອີເມວ|ອີເມລ|courriel|adresse électronique|эл. почта|почта"),
    Field(
        "phone",
        "phone|telephone|tel|tel.|mobile|cell|phone number|mobile phone|telephone number|whatsapp"
        "|ເບີໂທ|ເບີໂທລະສັບ|ໂທລະສັບ|ມືຖື|téléphone|tél|tél.|portable|телефон|тел|тел.|моб. телефон",
    ),
    Field("status", "status|registration status|ສະຖານະ|statut|статус"),
    Field("source_id", "id|participant id|person id|source id|registration id|registration number|reference"),
    Field(
        "sector",
        "sector|type of organisation|type of organization|organisation type|organization type|sector type"
        "|ຂະແໜງການ|ປະເພດອົງການ|secteur|type d'organisation|type d'organisme|сектор|тип организации",
    ),
    Field(
        "age_group",
        "age group|age range|age|age bracket|age category|ກຸ່ມອາຍຸ|ອາຍຸ|ເກນອາຍຸ|tranche d'âge|groupe d'âge|âge"
        "|возрастная группа|возраст",
    ),
    Field(
        "disability",
        "disability|person with disability|persons with disabilities|pwd|with disability|disability status"
        "|ຄວາມພິການ|ພິການ|ຄົນພິການ|handicap|situation de handicap|personne handicapée|инвалидность"
        "|ограничения здоровья",
    ),
    Field("seat", "seat|seat no|seat number|ບ່ອນນັ່ງ|siège|place assise|номер места"),
    Field("diet", "diet|dietary requirements|dietary needs|ອາຫານ|régime alimentaire|питание|диета"),
    Field("health", "health|special needs|access needs|accessibility|ສຸຂະພາບ|santé|здоровье"),
    Field(
        "birth_date",
        "birth date|birthdate|date of birth|dob|born|birthday|ວັນເດືອນປີເກີດ|ວັນເກີດ|date de naissance"
        "|дата рождения",
    ),
    Field(
        "passport_no",
        "passport|passport no|passport number|ໜັງສືຜ່ານແດນ|ເລກໜັງສືຜ່ານແດນ|passeport|numéro de passeport"
        "|паспорт|номер паспорта",
    ),
    Field(
        "remarks",
        "remarks|remark|notes|note|comment|comments|ໝາຍເຫດ|remarques|observations|примечание|примечания"
        "|комментарий|комментарии|коментарі",
    ),
    Field(DETAIL, "line 2|line 3|line 4|line 5|line 6|line 7|line 8|line 9|details", repeats=True),
    Field(
        IGNORE,
        "no|no.|n°|nº|№|#|sr no|s.no|serial|serial no|row|ລ/ດ|ລດ|ລຳດັບ|п/п|№ п/п|signature|ລາຍເຊັນ|подпись",
        repeats=True,
    ),
)
KEYS = tuple(field.key for field in FIELDS)
REPEATING = frozenset(field.key for field in FIELDS if field.repeats)
IDENTITY = frozenset({"birth_date", "passport_no"})
"""Fields that are used to tell people apart, but kept only when the event keeps such data."""

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_DIGIT_AFTER_LETTER = re.compile(r"(?<=[^\W\d_])(?=\d)")
_BETWEEN = re.compile(r"[\s_:;*?!()\[\]{}\"«»“”]+")
_OFFICIAL = frozenset(
    [
        "lao",
        "laotian",
        "official",
        "native",
        "local",
        "thai",
        "kazakh",
        "russian",
        "ລາວ",
        "ພາສາລາວ",
        "ເປັນພາສາລາວ",
        "рус",
        "русский",
        "русском",
    ]
)
_LATIN = frozenset(
    [
        "english",
        "en",
        "eng",
        "latin",
        "passport",
        "anglais",
        "ອັງກິດ",
        "ພາສາອັງກິດ",
        "ເປັນພາສາອັງກິດ",
        "англ",
        "английском",
        "латиницей",
    ]
)
_FILLERS = frozenset(("in", "the", "of", "language", "script", "as", "на", "языке", "en", "langue"))


@lru_cache(maxsize=5_000)
def heading_key(text: str) -> str:
    """A heading as it is compared: words apart (``jobTitle``, ``Job_Title``), folded like a search key."""
    text = _DIGIT_AFTER_LETTER.sub(" ", _CAMEL.sub(" ", text))
    return loose_key(_BETWEEN.sub(" ", text).strip(" .,-/"))


@cache
def _dictionary() -> dict[str, tuple[str, ...]]:
    """The field keys each heading word may mean, in the order of ``FIELDS``."""
    meanings: dict[str, tuple[str, ...]] = {}
    for field in FIELDS:
        for word in field.words.split("|"):
            key = heading_key(word)
            meanings[key] = (*meanings.get(key, ()), field.key)
    return meanings


@lru_cache(maxsize=5_000)
def meanings(heading: str) -> dict[str, float]:
    """The fields a heading may mean, each with a confidence from 0 to 1 by its words alone."""
    key = heading_key(heading)
    if not key:
        return {}
    found = dict.fromkeys(_dictionary().get(key, ()), 1.0)
    if found:
        return found
    words = key.split()
    bare = [word for word in words if word not in _OFFICIAL and word not in _LATIN]
    if bare and len(bare) < len(words):
        rest = [word for word in bare if word not in _FILLERS]
        official = any(word in _OFFICIAL for word in words)
        for field, confidence in meanings(" ".join(rest)).items():
            two = field in TWO_FORMS
            found[f"{field}_official" if official and two else field] = confidence * (0.95 if two else 0.5)
        return found
    return _partly([part for word in words for part in word.split("/") if part])


def _partly(words: list[str]) -> dict[str, float]:
    """Meanings of known words inside a longer heading: a longer part is surer, and so is its end."""
    found: dict[str, float] = {}
    for first in range(len(words)):
        for last in range(len(words), first, -1):
            if last - first == len(words):
                continue
            share = (last - first) / len(words)
            confidence = 0.35 + 0.3 * share + (0.1 if last == len(words) else 0.0)
            for field in _dictionary().get(" ".join(words[first:last]), ()):
                if field not in REPEATING:
                    found[field] = max(found.get(field, 0.0), confidence)
    return found
