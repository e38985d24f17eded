"""What the words in cells mean: sex, section, capacity, status, in the languages lists come in."""

import re
from functools import lru_cache

from attendance.domain.kinds import Capacity, Section, Sex, Status
from attendance.domain.text_keys import loose_key


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
_DEPUTY = re.compile(
    r"\b(deputy|vice|alternate|acting deputy)[- ]+(head|chief|leader) of (the )?delegation"
    r"|\bchef[a-z]* (adjoint|suppleant)[a-z]* de (la )?delegation"
    r"|\bjefe[a-z]* (adjunt|altern)[a-z]* de (la )?delegac"
    r"|\bзаместител[а-я]* (главы|руководителя) делегации|ຮອງຫົວຫນ(້)?າຄະນະ"
)
_HEAD = re.compile(
    r"\b(head|chief|leader) of (the )?delegation|\bchef[a-z]* de (la )?delegation"
    r"|\bjefe?[a-z]* de (la )?delegac"
    r"|\b(глава|руководитель) делегации|ຫົວຫນາຄະນະ"
)


@lru_cache(maxsize=20_000)
def sex_of(text: str) -> str | None:
    """The sex a cell names, or None."""
    return _SEXES.get(loose_key(text).strip("."))


@lru_cache(maxsize=20_000)
def section_of(text: str) -> str | None:
    """The section of the list of participants a cell names, or None."""
    return _SECTIONS.get(loose_key(text).strip(".:"))


@lru_cache(maxsize=20_000)
def capacity_of(text: str) -> str | None:
    """The capacity a cell of a capacity column names, or None."""
    return _CAPACITIES.get(loose_key(text).strip("."))


@lru_cache(maxsize=20_000)
def status_of(text: str) -> str | None:
    """The status a cell names, or None."""
    return _STATUSES.get(loose_key(text).strip("."))


@lru_cache(maxsize=20_000)
def capacity_in_position(text: str) -> str | None:
    """Head or deputy, only where a position says so outright ("Minister, Head of Delegation")."""
    key = loose_key(text)
    if _DEPUTY.search(key):
        return Capacity.DEPUTY
    return Capacity.HEAD if _HEAD.search(key) else None
