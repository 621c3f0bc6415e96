"""A town of people to look for: names as they are in families that speak English or Spanish."""

from __future__ import annotations

import random
from datetime import date, timedelta

from basehaven.apps.accounts.models import Agency, User
from basehaven.apps.record.actions.finding_index import reindex_all
from basehaven.apps.record.models import Adult, Child, Tie

_FIRST = """
Milo Rosa Ana Ben Vera Tomás Ida June Kay Dana Mia Lou Zora Lucía Mateo Sofía Diego Valentina Noah
Emma Olivia Liam Elijah Amelia Harper Evelyn James Isabella Camila Santiago Sebastián Ximena Joaquín
Álvaro Begoña Iñaki Catherine Katherine Stephen Steven Philip Geoffrey Jeffrey Sarah Sara Hannah
Jonathan John Michael Miguel William Guillermo Robert Roberto Elizabeth Margaret Theodore Francisco
Zoë Chloé André Siobhán Aoife Niamh Seán Łukasz Søren Jürgen Aisha Mohammed Fatima Yusuf Nguyen Linh
Wei Mei Kofi Ama Chidi Ngozi Priya Arjun Ravi Anjali Hiroshi Yuki Dmitri Svetlana Olga Ivan
"""
_LAST = """
Marin Okafor Novak Lindqvist Haile Castillo Rivas Dubois Park Said Brandt Quist Whitfield Mensah
Rao Achterberg Volkov Ferreira Yoon González Hernández Jiménez Rodríguez Núñez Peña Ibáñez
Vázquez Zúñiga
Smith Johnson Williams Brown Jones Miller Davis Wilson Anderson Taylor Robinson Clark Lewis
O'Brien O'Neill McDonald MacLeod Fitzgerald Murphy Kowalski Nowak Wójcik Schmidt Müller Schneider
Fischer Weber Nielsen Hansen Johansson Petrov Ivanova Nguyễn Trần Kim Chen Wang Singh Patel Sharma
Khan Ahmed Hussein Abdi Mohamud Adeyemi Balogun Mbeki Dlamini Silva Santos Oliveira Pereira Rossi
"""


FIRST, LAST = _FIRST.split(), _LAST.split()


def town(agency: Agency, children: int = 600, adults: int = 600, seed: int = 1) -> list[Child]:
    pick = random.Random(seed)

    def name() -> str:
        last = pick.choice(LAST) + (f" {pick.choice(LAST)}" if pick.random() < 0.2 else "")
        return f"{pick.choice(FIRST)} {last}"

    def named(model: type, n: int, **values: object) -> object:
        return model(agency=agency, source_id="town", key=f"{model.__name__}-{n}", **values)

    born = date(2021, 1, 1)
    Child.objects.bulk_create(
        named(Child, n, name=name(), born_on=born + timedelta(days=pick.randrange(1500)))
        for n in range(children)
    )
    Adult.objects.bulk_create(named(Adult, n, name=name()) for n in range(adults))
    kids = list(Child.objects.filter(source_id="town"))
    grown = list(Adult.objects.filter(source_id="town"))
    Tie.objects.bulk_create(
        named(
            Tie, n, child=child, adult=grown[n % len(grown)], kind="kin", started_on=child.born_on
        )
        for n, child in enumerate(kids)
    )
    reindex_all(agency)
    return kids


def data_manager(agency: Agency) -> User:
    return User.objects.create(username="looks", agency=agency, role="data_manager")
