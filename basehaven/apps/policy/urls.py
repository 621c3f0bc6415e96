from django.urls import path

from basehaven.apps.policy.views.area_print import area_print
from basehaven.apps.policy.views.area_show import area_show
from basehaven.apps.policy.views.dictionary_download import dictionary_download
from basehaven.apps.policy.views.figures_download import figures_download
from basehaven.apps.policy.views.indicator_show import indicator_show
from basehaven.apps.policy.views.overview_show import overview_show
from basehaven.apps.policy.views.own_dictionary_download import own_dictionary_download
from basehaven.apps.policy.views.own_figure_show import own_figure_show
from basehaven.apps.policy.views.own_figures_download import own_figures_download
from basehaven.apps.policy.views.own_release_download import own_release_download
from basehaven.apps.policy.views.own_show import own_show

OWN = "policy/own/<slug:system>/<slug:indicator>/"
AREA, INDICATOR = (
    "policy/<slug:system>/areas/<slug:area>/",
    "policy/<slug:system>/<slug:indicator>/",
)

urlpatterns = [
    path("policy/", overview_show, name="policy_overview"),
    path("policy/own/", own_show, name="policy_own"),
    path(
        "policy/own/releases/<uuid:release>/release.json",
        own_release_download,
        name="policy_own_release",
    ),
    path(OWN, own_figure_show, name="policy_own_figure"),
    path(f"{OWN}figures.csv", own_figures_download, name="policy_own_figures_download"),
    path(f"{OWN}dictionary.csv", own_dictionary_download, name="policy_own_dictionary_download"),
    path(AREA, area_show, name="policy_area"),
    path(f"{AREA}page.pdf", area_print, name="policy_area_print"),
    path(INDICATOR, indicator_show, name="policy_indicator"),
    path(f"{INDICATOR}figures.csv", figures_download, name="policy_figures_download"),
    path(f"{INDICATOR}dictionary.csv", dictionary_download, name="policy_dictionary_download"),
]
