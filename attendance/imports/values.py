"""What the words in cells mean: sex, section, capacity, status, in the languages lists come in."""

import re
from collections.abc import Callable, Mapping
from enum import StrEnum
from functools import cache, lru_cache

from attendance.domain.kinds import AgeGroup, Capacity, Disability, Section, Sector, Sex, Status
from attendance.domain.text_keys import loose_key
from attendance.language import LANGUAGES, texts_for
from attendance.language.labels import label


def _table(entries: dict[str, str]) -> dict[str, str]:
    return {loose_key(word): value for value, words in entries.items() for word in words.split("|")}


_SEXES = _table(
    {
        Sex.FEMALE: "f|female|w|woman|femme|féminin|feminin|mujer|femenino|ж|жен|женский|женщина|ຍ|ຍິງ"
        "|ເພດຍິງ|ນາງ",
        Sex.MALE: "m|male|man|h|homme|masculin|hombre|masculino|м|муж|мужской|мужчина|ຊ|ຊາຍ|ເພດຊາຍ|ທ້າວ",
        Sex.OTHER: "x|other|autre|другой|ອື່ນໆ",
    }
)
_SECTIONS = _table(
    {
        Section.CHAIR: "chair|chairs|presidency|bureau|président|председатель|ປະທານ",
        Section.COUNTRIES: "parties|party|countries|country|states|member states|members|delegations"
        "|pays|états"
        "|états membres|страны|государства|делегации|ປະເທດ|ບັນດາປະເທດ",
        Section.OBSERVER_STATES: "observer states|observer countries|états observateurs"
        "|государства-наблюдатели",
        Section.UN: "un|united nations|united nations secretariat units and bodies|un system"
        "|un agencies|onu|оон"
        "|specialized agencies and related organizations|specialised agencies|specialized agencies|ສປຊ",
        Section.IGO: "igo|igos|intergovernmental organizations|intergovernmental organisations|oig"
        "|international organizations|international organisations|organisations intergouvernementales"
        "|межправительственные организации|ອົງການລະຫວ່າງລັດຖະບານ|ອົງການສາກົນ",
        Section.NGO: "ngo|ngos|non-governmental organizations|non-governmental organisations"
        "|civil society|ong"
        "|organisations non gouvernementales|неправительственные организации|нпо|ອົງການບໍ່ຂຶ້ນກັບລັດຖະບານ",
        Section.SPEAKERS: "speakers|speaker|resource persons|experts|orateurs|докладчики|ຜູ້ບັນຍາຍ|ວິທະຍາກອນ",
        Section.HOST: "host|host country|hosts|pays hôte|принимающая сторона|ເຈົ້າພາບ|ປະເທດເຈົ້າພາບ",
        Section.SECRETARIAT: "secretariat|organisers|organizers|secrétariat|секретариат|ກອງເລຂາ|ຄະນະຈັດຕັ້ງ",
        Section.MEDIA: "media|press|presse|médias|сми|пресса|ສື່ມວນຊົນ",
    }
)
_CAPACITIES = _table(
    {
        Capacity.HEAD: "head|head of delegation|head of the delegation|chief delegate|leader"
        "|chef de délégation"
        "|chef de la délégation|chef|jefe de la delegación|глава делегации|руководитель делегации|глава"
        "|ຫົວໜ້າ|ຫົວໜ້າຄະນະ|ຫົວໜ້າຄະນະຜູ້ແທນ",
        Capacity.DEPUTY: "deputy|deputy head|deputy head of delegation|chef adjoint"
        "|chef adjoint de la délégation"
        "|заместитель главы делегации|заместитель|ຮອງ|ຮອງຫົວໜ້າ|ຮອງຫົວໜ້າຄະນະ|ຮອງຫົວໜ້າຄະນະຜູ້ແທນ",
        Capacity.ALTERNATE: "alternate|alternate delegate|alternate representative|suppléant"
        "|délégué suppléant"
        "|заместитель делегата|ຜູ້ຕາງໜ້າສຳຮອງ|ສຳຮອງ",
        Capacity.DELEGATE: "delegate|member|member of delegation|representative|participant|délégué"
        "|déléguée|membre"
        "|delegado|делегат|член делегации|участник|ຜູ້ແທນ|ສະມາຊິກ|ຜູ້ເຂົ້າຮ່ວມ|ຄະນະ|ກຳມະການ",
        Capacity.ADVISER: "adviser|advisor|expert|conseiller|conseillère|советник|эксперт|ທີ່ປຶກສາ|ຊ່ຽວຊານ",
        Capacity.OBSERVER: "observer|observateur|observatrice|наблюдатель|ຜູ້ສັງເກດການ",
        Capacity.SPEAKER: "speaker|resource person|panellist|panelist|orateur|intervenant|докладчик"
        "|спикер|ຜູ້ບັນຍາຍ"
        "|ວິທະຍາກອນ",
        Capacity.ORGANISER: "organiser|organizer|secretariat|organisateur|организатор|ຜູ້ຈັດກອງປະຊຸມ|ຜູ້ຈັດ",
        Capacity.INTERPRETER: "interpreter|translator|interprète|переводчик|ນາຍພາສາ|ລ່າມ|ຜູ້ແປພາສາ",
        Capacity.SUPPORT: "support|support staff|staff|assistant|driver|security|personnel d'appui"
        "|персонал|ພະນັກງານ"
        "|ຂັບລົດ",
        Capacity.MEDIA: "media|press|journalist|presse|journaliste|сми|журналист|ສື່ມວນຊົນ|ນັກຂ່າວ",
        Capacity.GUEST: "guest|invité|invitée|гость|ແຂກ|ແຂກຮັບເຊີນ",
    }
)
_STATUSES = _table(
    {
        Status.INVITED: "invited|invité|приглашен|ເຊີນ",
        Status.NOMINATED: "nominated|nominé|désigné|выдвинут|ສະເໜີຊື່",
        Status.CONFIRMED: "confirmed|accepted|attending|yes|confirmé|подтвержден|ຢືນຢັນ",
        Status.DECLINED: "declined|not attending|no|décliné|отклонил|ປະຕິເສດ",
        Status.WITHDRAWN: "withdrawn|cancelled|canceled|annulé|отменен|отозван|ຖອນ|ຖອນຊື່",
        Status.REGISTERED: "registered|inscrit|зарегистрирован|ລົງທະບຽນ|ລົງທະບຽນແລ້ວ",
    }
)
_SECTORS = _table(
    {
        Sector.NATIONAL: "national|national government|government|central government|ministry|public sector"
        "|state|ລັດຖະບານ|ລັດຖະບານສູນກາງ|ຂັ້ນສູນກາງ|ພາກລັດ|gouvernement|gouvernement national|secteur public"
        "|administration centrale|правительство|национальное правительство|государственный сектор"
        "|центральные органы власти",
        Sector.SUBNATIONAL: "sub-national|subnational|sub-national government|local government|provincial"
        "|province|district|municipality|regional government|ທ້ອງຖິ່ນ|ຂັ້ນທ້ອງຖິ່ນ|ອົງການປົກຄອງທ້ອງຖິ່ນ|ຂັ້ນແຂວງ"
        "|collectivité locale|gouvernement local|administration locale|infranational|местные органы власти"
        "|местное самоуправление|региональные органы власти",
        Sector.UN: "un|united nations|un system|un agency|un agencies|ສປຊ|ອົງການ ສປຊ|ອົງການສະຫະປະຊາຊາດ"
        "|onu|nations unies|système des nations unies|оон|система оон",
        Sector.IGO_DONOR: "igo|donor|igo/donor|donors|development partner|development partners"
        "|intergovernmental|international organisation|international organization|embassy"
        "|ຜູ້ໃຫ້ທຶນ|ອົງການສາກົນ|ຄູ່ຮ່ວມພັດທະນາ|ອົງການລະຫວ່າງລັດຖະບານ|bailleur|bailleur de fonds|oig"
        "|organisation intergouvernementale|partenaire de développement|донор|доноры|мпо"
        "|межправительственная организация|международная организация",
        Sector.CIVIL_SOCIETY: "civil society|cso|ngo|csos|ngos|npa|non-governmental|mass organisation"
        "|mass organization|ສັງຄົມພົນລະເມືອງ|ອົງການຈັດຕັ້ງທາງສັງຄົມ|ອົງການບໍ່ຂຶ້ນກັບລັດຖະບານ|ອົງການຈັດຕັ້ງມະຫາຊົນ"
        "|société civile|ong|osc|гражданское общество|нпо|нко|общественная организация",
        Sector.PRIVATE: "private|private sector|business|company|industry|enterprise|ພາກເອກະຊົນ|ເອກະຊົນ|ທຸລະກິດ"
        "|secteur privé|privé|entreprise|частный сектор|частный|бизнес",
        Sector.ACADEMIA: "academia|academic|university|research|education|training institute|ສະຖາບັນການສຶກສາ"
        "|ວິຊາການ|ມະຫາວິທະຍາໄລ|ການສຶກສາ|université|milieu universitaire|recherche|académique"
        "|академические круги|академия|наука|университет|образование",
        Sector.MEDIA: "media|press|ສື່ມວນຊົນ|médias|presse|сми|пресса",
        Sector.OTHER: "other|others|ອື່ນໆ|ອື່ນ|autre|autres|другое|другой|прочее|иное",
    }
)
_DISABILITIES = _table(
    {
        Disability.YES: "yes|y|with disability|pwd|disabled|ແມ່ນ|ມີ|ພິການ|ມີຄວາມພິການ|oui|handicapé"
        "|en situation de handicap|да|есть|с инвалидностью|1",
        Disability.NO: "no|n|without disability|none|ບໍ່|ບໍ່ມີ|ບໍ່ແມ່ນ|ບໍ່ພິການ|ບໍ່ມີຄວາມພິການ|non|sans handicap|нет"
        "|без инвалидности|0",
    }
)
_AGES = (
    (AgeGroup.UNDER_18, 0), (AgeGroup.FROM_18, 18), (AgeGroup.FROM_30, 30), (AgeGroup.FROM_45, 45),
    (AgeGroup.FROM_60, 60),
)  # fmt: skip
_YEARS = "years|years old|yrs|ປີ|ans|лет|года|год"
_OVER_WORDS = "over|above|from|plus de|старше|от|ຫຼາຍກວ່າ|>|>=|≥"
_OLDER_WORDS = r"\+|and over|and above|plus|et plus|и старше|ຂຶ້ນໄປ|ປີຂຶ້ນໄປ|and older"
_UNDER_WORDS = "under|below|less than|moins de|младше|до|ຕ່ຳກວ່າ|<"
_AGE = re.compile(rf"(\d{{1,3}})(?: ?(?:-|to|a|до) ?(\d{{1,3}}))?(?: ?(?:{loose_key(_YEARS)}))?")
_OVER = re.compile(
    rf"(?:{loose_key(_OVER_WORDS)}) ?(\d{{1,3}})(?: ?(?:{loose_key(_YEARS)}))?"
    rf"|(\d{{1,3}}) ?(?:{loose_key(_OLDER_WORDS)})"
)
_UNDER = re.compile(rf"(?:{loose_key(_UNDER_WORDS)}) ?18(?: ?(?:{loose_key(_YEARS)}))?")
_DEPUTY = re.compile(
    r"\b(deputy|vice|alternate|acting deputy)[- ]+(head|chief|leader) of (the )?delegation"
    r"|\bchef[a-z]* (adjoint|suppleant)[a-z]* de (la )?delegation"
    r"|\bjefe[a-z]* (adjunt|altern)[a-z]* de (la )?delegac"
    r"|\bзаместител[а-я]* (главы|руководителя) делегации|ຮອງຫົວຫນ(້)?າຄະນະ"
)
_SOMEBODY_ELSES = re.compile(r"\b(to|of|for)( the)? $|\b(au|du|al|del) $")
"""Before "head of delegation": somebody who works for the head."""

_HEAD = re.compile(
    r"\b(head|chief|leader) of (the )?delegation|\bchef[a-z]* de (la )?delegation"
    r"|\bjefe?[a-z]* de (la )?delegac"
    r"|\b(глава|руководитель) делегации|ຫົວຫນາຄະນະ"
)


@lru_cache(maxsize=20_000)
def sex_of(text: str) -> str | None:
    """The sex a cell names, or None."""
    return _SEXES.get(loose_key(text).strip(".")) or _by_label(Sex).get(loose_key(text))


@lru_cache(maxsize=20_000)
def section_of(text: str) -> str | None:
    """The section of the list of participants a cell names, or None."""
    return _SECTIONS.get(loose_key(text).strip(".:")) or _by_label(Section).get(loose_key(text))


@lru_cache(maxsize=20_000)
def capacity_of(text: str) -> str | None:
    """The capacity a cell of a capacity column names, or None."""
    return _CAPACITIES.get(loose_key(text).strip(".")) or _by_label(Capacity).get(loose_key(text))


@lru_cache(maxsize=20_000)
def status_of(text: str) -> str | None:
    """The status a cell names, or None."""
    return _STATUSES.get(loose_key(text).strip(".")) or _by_label(Status).get(loose_key(text))


@lru_cache(maxsize=20_000)
def sector_of(text: str) -> str | None:
    """The sector a cell names, or None."""
    return _SECTORS.get(loose_key(text).strip(".")) or _by_label(Sector).get(loose_key(text))


@lru_cache(maxsize=20_000)
def disability_of(text: str) -> str | None:
    """With or without a disability, or None where the cell says neither: never folded into "without"."""
    return _DISABILITIES.get(loose_key(text).strip(".")) or _by_label(Disability).get(loose_key(text))


@lru_cache(maxsize=20_000)
def age_group_of(text: str) -> str | None:
    """The age group of an age, of a span that lies in one group, or of "60+"; else None."""
    key = loose_key(text).replace("–", "-").strip(" .")
    if _UNDER.fullmatch(key):
        return AgeGroup.UNDER_18
    if over := _OVER.fullmatch(key):
        years = int(over[1] or over[2])
        return AgeGroup.FROM_60 if years >= 59 else None
    found = _AGE.fullmatch(key)
    if found is None:
        return _by_label(AgeGroup).get(loose_key(text))
    first, last = _age_group(int(found[1])), _age_group(int(found[2] or found[1]))
    return first if first == last else None


@cache
def _by_label(kind: type[StrEnum]) -> dict[str, str]:
    """The values of a kind by what this program itself calls them, in every language."""
    return {
        loose_key(label(texts_for(language), value.value)): value.value
        for language in LANGUAGES
        for value in kind
    }


def _age_group(years: int) -> str | None:
    if years > 120:
        return None
    return next(group for group, least in reversed(_AGES) if years >= least)


@lru_cache(maxsize=20_000)
def capacity_in_position(text: str) -> str | None:
    """Head or deputy, only where a position says so outright ("Minister, Head of Delegation").

    An assistant to the head is none.
    """
    key = loose_key(text)
    for capacity, words in ((Capacity.DEPUTY, _DEPUTY), (Capacity.HEAD, _HEAD)):
        if found := words.search(key):
            return None if _SOMEBODY_ELSES.search(key[: found.start()]) else capacity
    return None


MEANINGS: Mapping[type[StrEnum], Callable[[str], str | None]] = {
    Sex: sex_of,
    Section: section_of,
    Capacity: capacity_of,
    Status: status_of,
    Sector: sector_of,
    AgeGroup: age_group_of,
    Disability: disability_of,
}
"""What reads the words of a kind."""
