from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from basehaven.apps.accounts.access import for_roles
from basehaven.apps.accounts.actor import Actor
from basehaven.apps.intake import uploads
from basehaven.apps.intake.actions.import_run import import_start as start
from basehaven.apps.intake.forms import ImportForm
from basehaven.apps.intake.models import ImportRun
from basehaven.apps.intake.tasks import check_import
from basehaven.core.errors import NotPossible


@csrf_protect  # here and not before, because the check reads the form
@require_http_methods(["GET", "POST"])
def _import_start(request: HttpRequest) -> HttpResponse:
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        form = ImportForm(request.POST, request.FILES)
        if uploads.was_too_large(request):
            form.add_error("files", _("Together the files are larger than is taken here."))
        elif form.is_valid() and (run := _attempt(request, form)) is not None:
            messages.success(request, _("The files are here. They are being checked."))
            return redirect("import_show", run.ref)
    status = 422 if form.errors else 200
    return TemplateResponse(request, "intake/import_start.html", {"form": form}, status=status)


def _attempt(request: HttpRequest, form: ImportForm) -> ImportRun | None:
    by = Actor.of(request.user)  # type: ignore[arg-type]
    typed = form.cleaned_data
    try:
        named = uploads.check_files(typed["files"])
        run: ImportRun = start(
            by=by,
            request_id=typed["request_id"],
            format=typed["format"],
            source_id=typed["source_id"],
            file_name=", ".join(named),
        )
    except NotPossible as error:
        form.add_error(error.field or None, str(error))
        return None
    if run.state == ImportRun.State.UPLOADED and not run.upload_folder.exists():
        uploads.keep_files(run, named)
        check_import.enqueue(str(run.ref), str(request.user.ref))  # type: ignore[union-attr]
    return run


def _bounded(request: HttpRequest) -> HttpResponse:
    uploads.bound_uploads(request)
    return _import_start(request)


import_start = csrf_exempt(for_roles("data_manager")(_bounded))
import_start.access_rule = "roles:data_manager"  # type: ignore[attr-defined]
