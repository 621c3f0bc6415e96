from django.urls import path

from basehaven.apps.intake.views.conflict_decide import conflict_decide
from basehaven.apps.intake.views.conflict_list import conflict_list
from basehaven.apps.intake.views.export_download import export_download
from basehaven.apps.intake.views.export_list import export_list
from basehaven.apps.intake.views.export_remove import export_remove
from basehaven.apps.intake.views.export_show import export_show
from basehaven.apps.intake.views.export_start import export_start
from basehaven.apps.intake.views.import_accept import import_accept
from basehaven.apps.intake.views.import_download import import_download
from basehaven.apps.intake.views.import_forget import import_forget
from basehaven.apps.intake.views.import_list import import_list
from basehaven.apps.intake.views.import_progress import import_progress
from basehaven.apps.intake.views.import_show import import_show
from basehaven.apps.intake.views.import_start import import_start
from basehaven.apps.intake.views.import_withdraw import import_withdraw

RUN, EXPORT = "imports/<uuid:run>/", "exports/<uuid:export>/"

urlpatterns = [
    path("imports/", import_list, name="import_list"),
    path("imports/new/", import_start, name="import_start"),
    path("imports/conflicts/", conflict_list, name="conflict_list"),
    path("imports/conflicts/<uuid:conflict>/", conflict_decide, name="conflict_decide"),
    path(RUN, import_show, name="import_show"),
    path(f"{RUN}progress/", import_progress, name="import_progress"),
    path(f"{RUN}accept/", import_accept, name="import_accept"),
    path(f"{RUN}withdraw/", import_withdraw, name="import_withdraw"),
    path(f"{RUN}forget/", import_forget, name="import_forget"),
    path(f"{RUN}<slug:what>.file", import_download, name="import_download"),
    path("exports/", export_list, name="export_list"),
    path("exports/new/", export_start, name="export_start"),
    path(EXPORT, export_show, name="export_show"),
    path(f"{EXPORT}download/", export_download, name="export_download"),
    path(f"{EXPORT}remove/", export_remove, name="export_remove"),
]
