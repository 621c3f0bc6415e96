from django.urls import path

from basehaven.apps.policy.views.area_print import area_print
from basehaven.apps.policy.views.area_show import area_show
from basehaven.apps.policy.views.dictionary_download import dictionary_download
from basehaven.apps.policy.views.figures_download import figures_download
from basehaven.apps.policy.views.indicator_show import indicator_show
from basehaven.apps.policy.views.overview_show import overview_show

AREA, INDICATOR = (
    "policy/<slug:system>/areas/<slug:area>/",
    "policy/<slug:system>/<slug:indicator>/",
)

urlpatterns = [
    path("policy/", overview_show, name="policy_overview"),
    path(AREA, area_show, name="policy_area"),
    path(f"{AREA}page.pdf", area_print, name="policy_area_print"),
    path(INDICATOR, indicator_show, name="policy_indicator"),
    path(f"{INDICATOR}figures.csv", figures_download, name="policy_figures_download"),
    path(f"{INDICATOR}dictionary.csv", dictionary_download, name="policy_dictionary_download"),
]
